package io.patchbay.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The official test suites of Engine.IO and Socket.IO, unmodified, against a node that has the example namespaces dropped in. */
public final class Suites {
    private static final List<String> REPOSITORIES = List.of("engine.io-protocol", "socket.io-protocol");
    private static final String PORT = "3000"; // the suites name it
    private static final int RUNS = 10;
    private static final long RUN_SECONDS = 120;

    private Suites() {}

    /**
     * Runs the suites and prints what passed.
     *
     * @param arguments {@code --from DIR}, where the suites are cloned; the system properties {@code patchbay.home} and
     *     {@code patchbay.echo} name the distribution and the jar of examples/socket-echo
     */
    @SuppressWarnings("SystemOut") // a benchmark prints its table
    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 2 || !arguments[0].equals("--from")) {
            System.err.println("patchbay bench suites: --from DIR names a folder with clones of socketio/"
                    + String.join(" and socketio/", REPOSITORIES));
            System.exit(2);
        }
        Path clones = Path.of(arguments[1]).toAbsolutePath();
        Path work = Files.createTempDirectory("patchbay-bench-suites");
        for (String repository : REPOSITORIES) {
            install(clones.resolve(repository).resolve("test-suite"), work);
        }
        boolean held = true;
        try (ServerProcess node = ServerProcess.start(work.resolve("node.log"), command(work))) {
            System.out.println("against " + node.url());
            for (int run = 1; run <= RUNS; run++) {
                for (String repository : REPOSITORIES) {
                    Result result = run(clones.resolve(repository).resolve("test-suite"), work);
                    System.out.printf(
                            "run %2d  %-20s %3d of %d passed%n", run, repository, result.passed(), result.tests());
                    result.failures().forEach(failure -> System.out.println("        " + failure));
                    held &= result.tests() > 0 && result.passed() == result.tests();
                }
            }
        }
        System.exit(held ? 0 : 1);
    }

    private static List<String> command(Path work) throws IOException {
        Path home = Path.of(System.getProperty("patchbay.home")).toAbsolutePath();
        Path plugins = Files.createDirectories(work.resolve("plugins"));
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(home.resolve("plugins"), "*.jar")) {
            for (Path jar : jars) {
                Files.copy(jar, plugins.resolve(jar.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.copy(Path.of(System.getProperty("patchbay.echo")), plugins.resolve("socket-echo.jar"));
        List<String> command = new ArrayList<>(List.of(
                home.resolve("bin/patchbay").toString(),
                "run",
                "--port",
                PORT,
                "--data",
                work.resolve("data").toString(),
                "--plugins",
                plugins.toString()));
        // what the suites expect of a server
        for (String setting : List.of(
                "pingIntervalMillis=300",
                "pingTimeoutMillis=200",
                "maxPayloadBytes=1000000",
                "loginTimeoutMillis=1000",
                "mainNamespace=echo",
                "engineNamespace=bare-echo")) {
            command.addAll(List.of("--set", "io.patchbay.portal:" + setting));
        }
        return command;
    }

    /** Fetches what a suite itself needs, in the versions of its lock file. */
    private static void install(Path suite, Path work) throws IOException, InterruptedException {
        if (!Files.isRegularFile(suite.resolve("test-suite.js"))) {
            throw new IOException("there is no " + suite + "/test-suite.js; clone its repository beside the others");
        }
        if (!Files.isDirectory(suite.resolve("node_modules"))) {
            Process process = new ProcessBuilder("npm", "ci")
                    .directory(suite.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(work.resolve("npm.log").toFile())
                    .start();
            if (!process.waitFor(RUN_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException("npm ci failed in " + suite + "; see " + work.resolve("npm.log"));
            }
        }
    }

    private record Result(int tests, int passed, List<String> failures) {}

    private static Result run(Path suite, Path work) throws IOException, InterruptedException {
        Path report = work.resolve("report.json");
        Process process = new ProcessBuilder(
                        suite.resolve("node_modules/.bin/mocha").toString(), "test-suite.js", "--reporter", "json")
                .directory(suite.toFile())
                .redirectOutput(report.toFile())
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        work.resolve("suites.log").toFile()))
                .start();
        if (!process.waitFor(RUN_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return new Result(0, 0, List.of("did not end within " + RUN_SECONDS + " s"));
        }
        JsonNode told = new ObjectMapper().readTree(report.toFile());
        List<String> failures = new ArrayList<>();
        for (JsonNode failure : told.path("failures")) {
            failures.add(failure.path("fullTitle").asText() + ": "
                    + failure.path("err").path("message").asText());
        }
        JsonNode stats = told.path("stats");
        return new Result(stats.path("tests").asInt(), stats.path("passes").asInt(), failures);
    }
}
