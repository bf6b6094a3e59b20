package io.patchbay.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A ZooKeeper by our own command line, and a throw-away PostgreSQL by Debian's programs, both on loopback. */
final class StandaloneServers {
    private static final Path HOME = Path.of(System.getProperty("patchbay.home"));

    private StandaloneServers() {}

    static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    /** Starts {@code patchbay zookeeper}, which logs beside its data, and waits until it says that it is ready. */
    static Process zooKeeper(int port, Path data) throws IOException {
        Path log = data.resolveSibling(data.getFileName() + ".log");
        Process process = new ProcessBuilder(
                        HOME.resolve("bin/patchbay").toString(),
                        "zookeeper",
                        "--port",
                        String.valueOf(port),
                        "--data",
                        data.toString())
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        FirstLine.of(process, ("ready 127.0.0.1:" + port)::equals, log);
        return process;
    }

    /** A PostgreSQL cluster of this test's own. Confined to the test's thread. */
    static final class PostgreSql implements AutoCloseable {
        private final Path programs;
        private final Path folder;
        private final int port;

        private PostgreSql(Path programs, Path folder, int port) {
            this.programs = programs;
            this.folder = folder;
            this.port = port;
        }

        static PostgreSql start() throws IOException, InterruptedException {
            // the test's folder is the owner's alone, and the server does not run as root
            Path reachable = Files.createTempDirectory(Path.of("/tmp"), "patchbay-postgresql");
            PostgreSql server = new PostgreSql(programs(), reachable, freePort());
            run("chown", "postgres", reachable.toString());
            server.asPostgres("initdb", "-D", server.cluster(), "-A", "trust", "-U", "patchbay", "-N");
            server.resume();
            return server;
        }

        String url() {
            return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=patchbay";
        }

        void stop() throws IOException, InterruptedException {
            asPostgres("pg_ctl", "-D", cluster(), "-m", "immediate", "-w", "stop");
        }

        void resume() throws IOException, InterruptedException {
            String options = "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=" + folder;
            asPostgres(
                    "pg_ctl",
                    "-D",
                    cluster(),
                    "-o",
                    options,
                    "-l",
                    folder.resolve("log").toString(),
                    "-w",
                    "start");
        }

        @Override
        public void close() throws IOException {
            try {
                stop();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }

        private String cluster() {
            return folder.resolve("cluster").toString();
        }

        private void asPostgres(String program, String... arguments) throws IOException, InterruptedException {
            String[] command = new String[arguments.length + 5];
            List<String> prefix = List.of(
                    "runuser", "-u", "postgres", "--", programs.resolve(program).toString());
            prefix.toArray(command);
            System.arraycopy(arguments, 0, command, 5, arguments.length);
            run(command);
        }

        private static Path programs() throws IOException {
            Path installed = Path.of("/usr/lib/postgresql");
            Programs.require(Files.isDirectory(installed), "postgresql");
            try (Stream<Path> versions = Files.list(installed)) {
                Optional<Path> newest = versions.map(version -> version.resolve("bin"))
                        .filter(bin -> Files.exists(bin.resolve("initdb")))
                        .findFirst();
                Programs.require(newest.isPresent(), "postgresql");
                return newest.orElseThrow();
            }
        }

        private static void run(String... command) throws IOException, InterruptedException {
            Path output = Files.createTempFile("patchbay-postgresql", ".log");
            Process process = new ProcessBuilder(command)
                    .directory(Path.of("/").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as(() -> String.join(" ", command))
                    .isTrue();
            assertThat(process.exitValue()).as(Files.readString(output)).isZero();
            Files.delete(output);
        }
    }
}
