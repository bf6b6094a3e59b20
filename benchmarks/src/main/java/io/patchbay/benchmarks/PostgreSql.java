package io.patchbay.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A PostgreSQL of the benchmark's own, configured as it comes, so that it writes to the disk. Confined to the benchmark's thread. */
public final class PostgreSql implements AutoCloseable {
    private static final Path INSTALLED = Path.of("/usr/lib/postgresql"); // where Debian has it
    private static final int WITHOUT = 0; // root, as whom it does not run

    private final Path programs;
    private final Path folder;
    private final int port;
    private final Thread ending = new Thread(this::end, "postgresql-end"); // it outlives this process otherwise

    private PostgreSql(Path programs, Path folder, int port) {
        this.programs = programs;
        this.folder = folder;
        this.port = port;
    }

    /** Starts one; empty if none is installed. */
    public static Optional<PostgreSql> start() throws IOException, InterruptedException {
        Optional<Path> programs = programs();
        if (programs.isEmpty()) {
            return Optional.empty();
        }
        Path folder = Files.createTempDirectory(Path.of("/tmp"), "patchbay-bench-postgresql");
        PostgreSql server = new PostgreSql(programs.get(), folder, freePort());
        if (asRoot()) {
            server.execute(List.of("chown", "postgres", folder.toString()));
        }
        server.program("initdb", "-D", server.cluster(), "-A", "trust", "-U", "patchbay", "-N");
        String options = "-p " + server.port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=" + folder;
        String log = folder.resolve("log").toString();
        server.program("pg_ctl", "-D", server.cluster(), "-o", options, "-l", log, "-w", "start");
        Runtime.getRuntime().addShutdownHook(server.ending);
        return Optional.of(server);
    }

    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=patchbay";
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(ending);
        end();
    }

    private void end() {
        try {
            program("pg_ctl", "-D", cluster(), "-m", "immediate", "-w", "stop");
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("PostgreSQL in " + folder + " could not be ended", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Optional<Path> programs() throws IOException {
        if (!Files.isDirectory(INSTALLED)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(INSTALLED)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(programs -> Files.exists(programs.resolve("initdb")))
                    .findFirst();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private static boolean asRoot() throws IOException {
        return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == WITHOUT;
    }

    private String cluster() {
        return folder.resolve("cluster").toString();
    }

    private void program(String name, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (asRoot()) {
            command.addAll(List.of("runuser", "-u", "postgres", "--"));
        }
        command.add(programs.resolve(name).toString());
        command.addAll(Arrays.asList(arguments));
        execute(command);
    }

    private void execute(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " ended with " + process.exitValue());
        }
    }
}
