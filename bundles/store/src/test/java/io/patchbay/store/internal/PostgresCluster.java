package io.patchbay.store.internal;

import static org.assertj.core.api.Assertions.fail;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A PostgreSQL server of the tests' own, made when the first asks for it, gone with this JVM. Thread-safe. */
final class PostgresCluster {
    /** System property: without PostgreSQL the tests must fail rather than be skipped. */
    static final String REQUIRED = "patchbay.require.postgresql";

    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static Optional<PostgresCluster> running = Optional.empty();

    private final Path programs;
    private final Path folder;
    private final int port;

    private PostgresCluster(Path programs, Path folder, int port) {
        this.programs = programs;
        this.folder = folder;
        this.port = port;
    }

    /** The server, running; skips the test with a reason if there are no binaries and none are required. */
    static synchronized PostgresCluster get() {
        if (running.isEmpty()) {
            Optional<Path> programs = programs();
            if (programs.isEmpty()) {
                String reason = "no PostgreSQL binaries below /usr/lib/postgresql: install Debian's package postgresql";
                if (Boolean.getBoolean(REQUIRED)) {
                    fail(reason);
                }
                System.err.println("Tests on PostgreSQL are skipped: " + reason);
                Assumptions.abort(reason);
            }
            running = Optional.of(make(programs.get()));
        }
        return running.get();
    }

    /** The JDBC URL of a new empty database. */
    String newDatabase() {
        String name = "store" + DATABASES.incrementAndGet();
        try (Connection connection = DriverManager.getConnection(url("postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException failed) {
            throw new IllegalStateException("cannot make a database", failed);
        }
        return url(name);
    }

    void start() {
        // not synced: whatever this server holds is thrown away
        control(
                "start",
                "-w",
                "-l",
                folder.resolve("log").toString(),
                "-o",
                "-F -h 127.0.0.1 -p " + port + " -k " + folder);
    }

    void stop() {
        control("stop", "-m", "immediate");
    }

    /** Sends every process of the server a signal, for example STOP: connections stay, answers do not come. */
    void signal(String name) {
        try {
            String pid =
                    Files.readAllLines(folder.resolve("data/postmaster.pid")).get(0);
            List<String> pids = new ArrayList<>(List.of(pid));
            ProcessHandle.of(Long.parseLong(pid))
                    .orElseThrow()
                    .descendants()
                    .forEach(child -> pids.add(String.valueOf(child.pid())));
            pids.add(0, "-" + name);
            pids.add(0, "kill");
            run(pids);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=patchbay";
    }

    private void control(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                programs.resolve("pg_ctl").toString(),
                "-D",
                folder.resolve("data").toString()));
        command.addAll(List.of(arguments));
        run(asPostgres(command));
    }

    private static PostgresCluster make(Path programs) {
        try {
            Path folder = Files.createTempDirectory("patchbay-postgres-");
            if (isRoot()) {
                run(List.of("chown", "postgres", folder.toString()));
            }
            PostgresCluster made = new PostgresCluster(programs, folder, freePort());
            Runtime.getRuntime().addShutdownHook(new Thread(made::remove));
            run(asPostgres(List.of(
                    programs.resolve("initdb").toString(),
                    "-D",
                    folder.resolve("data").toString(),
                    "-A",
                    "trust",
                    "-U",
                    "patchbay",
                    "-E",
                    "UTF8",
                    "--no-sync")));
            made.start();
            return made;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void remove() {
        if (Files.exists(folder.resolve("data/postmaster.pid"))) {
            signal("CONT"); // a test may have been cut off while it was stopped
            stop();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Optional<Path> programs() {
        Path versions = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(versions)) {
            return Optional.empty();
        }
        try (Stream<Path> found = Files.list(versions)) {
            return found.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.comparingInt(bin ->
                            Integer.parseInt(bin.getParent().getFileName().toString())));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    /** The server refuses to run as root. */
    private static List<String> asPostgres(List<String> command) {
        List<String> whole = new ArrayList<>(isRoot() ? List.of("runuser", "-u", "postgres", "--") : List.of());
        whole.addAll(command);
        return whole;
    }

    private static void run(List<String> command) {
        try {
            Path output = Files.createTempFile("patchbay-postgres-", ".out");
            Process process = new ProcessBuilder(command)
                    .directory(Path.of("/").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = process.waitFor(60, TimeUnit.SECONDS);
            String said = Files.readString(output);
            Files.delete(output);
            if (!ended || process.exitValue() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " failed: " + said);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}
