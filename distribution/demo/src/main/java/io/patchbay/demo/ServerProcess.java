package io.patchbay.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.json.JSONObject;

/** A node, a storage node, a ZooKeeper or a sandbox cloud in a process of its own, as {@code patchbay} starts it, with all it writes below one folder. Thread-safe. */
final class ServerProcess {
    private static final long READY_SECONDS = 45;
    private static final long STOP_MILLIS = 6000;
    private static final int LINES_OF_LOG = 15;
    private static final String LOG = "server.log";
    private static final String CLOUD = "cloud";
    private static final String READY = "ready ";

    /**
     * The demo may be killed without a chance to clean up. Then this guard, which reads what was the server's standard input,
     * ends the server and removes the folder; of several guards the last one leaves nothing. If that input ends because the server has ended, the demo does the rest itself.
     * The server takes the place of the shell, so its process id is that of the child.
     */
    private static final String GUARDED =
            """
            folder=$1; shift
            trap '' INT HUP
            exec 3<&0
            (
              cat <&3
              kill -TERM $$ || exit 0
              tries=0
              while kill -0 $$ && [ $tries -lt 60 ]; do sleep 0.1; tries=$((tries + 1)); done
              kill -KILL $$
              rm -rf "$folder"
            ) >/dev/null 2>&1 &
            exec 3<&- </dev/null
            exec "$@"
            """;

    private final Process process;
    private final Path folder;
    private final CompletableFuture<String> ready = new CompletableFuture<>();

    private ServerProcess(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
    }

    /**
     * Starts a node that has not answered yet.
     *
     * @param home the distribution's folder
     * @param all the folder of everything that the demo writes
     * @param folder where its state, its log and its own copy of the plug-ins go; in the other one
     * @param javaOptions for its JVM, instead of the usual ones
     * @param options further options of {@code patchbay run}
     */
    static ServerProcess start(Path home, Path all, Path folder, Optional<String> javaOptions, List<String> options)
            throws IOException {
        Path plugins = Files.createDirectories(folder.resolve("plugins"));
        Folders.copy(home.resolve("plugins"), plugins);
        List<String> words = new ArrayList<>(List.of("run", "--port", "0"));
        words.addAll(List.of("--data", folder.resolve("data").toString(), "--plugins", plugins.toString()));
        words.addAll(options);
        return launch(home, all, folder, javaOptions, words);
    }

    /** Starts a ZooKeeper that has not answered yet. */
    static ServerProcess startZooKeeper(Path home, Path all, Path folder) throws IOException {
        Files.createDirectories(folder);
        return launch(
                home,
                all,
                folder,
                Optional.empty(),
                List.of(
                        "zookeeper",
                        "--port",
                        "0",
                        "--data",
                        folder.resolve("data").toString()));
    }

    /**
     * Starts a sandbox cloud that has not answered yet.
     *
     * @param folder where its state and its log go, and what nodes need to know to use it: {@link #cloudConf}
     * @param plan what is to be carried out there
     * @param latencyMillis how late it answers
     * @param settleMillis how long things take to be made
     */
    static ServerProcess startSandbox(Path home, Path all, Path folder, Path plan, int latencyMillis, int settleMillis)
            throws IOException {
        Files.createDirectories(folder);
        return launch(
                home,
                all,
                folder,
                Optional.empty(),
                List.of(
                        "sandbox",
                        "--dir",
                        folder.resolve(CLOUD).toString(),
                        "--plan",
                        plan.toString(),
                        "--latency-millis",
                        String.valueOf(latencyMillis),
                        "--settle-millis",
                        String.valueOf(settleMillis)));
    }

    /**
     * Starts a storage node that has not answered yet.
     *
     * @param folder where its files and its log go
     * @param node which it works for
     * @param url where that answers
     */
    static ServerProcess startStorage(Path home, Path all, Path folder, ServerProcess node, URI url)
            throws IOException {
        Files.createDirectories(folder);
        return launch(
                home,
                all,
                folder,
                Optional.empty(),
                List.of(
                        "storage-node",
                        "--port",
                        "0",
                        "--data",
                        folder.resolve("data").toString(),
                        "--credentials",
                        node.credentialsFile().toString(),
                        "--url",
                        url.toString()));
    }

    private static ServerProcess launch(
            Path home, Path all, Path folder, Optional<String> javaOptions, List<String> words) throws IOException {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", GUARDED, "sh", all.toString()));
        command.add(home.resolve("bin/patchbay").toString());
        command.addAll(words);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(folder.resolve(LOG).toFile());
        javaOptions.ifPresent(given -> builder.environment().put("PATCHBAY_JAVA_OPTIONS", given));
        Process process = builder.start();
        ServerProcess server = new ServerProcess(process, folder);
        Thread reader = new Thread(server::read, "demo-server-output");
        reader.setDaemon(true);
        reader.start();
        return server;
    }

    /** Where a node answers, once it does. */
    URI awaitReady() throws StepFailedException, InterruptedException {
        return URI.create(awaitAddress());
    }

    /** What it says to be ready at: a node's URL, or {@code HOST:PORT} of a ZooKeeper. */
    String awaitAddress() throws StepFailedException, InterruptedException {
        try {
            return ready.get(READY_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new StepFailedException("not ready after " + READY_SECONDS + " s");
        } catch (ExecutionException ended) {
            throw new StepFailedException(ended.getCause().getMessage());
        }
    }

    Path plugins() {
        return folder.resolve("plugins");
    }

    /** Of a sandbox: the configuration of nodes that use it. */
    Path cloudConf() {
        return folder.resolve(CLOUD).resolve("conf");
    }

    /** Of a sandbox: the password of its administrator. */
    String cloudPassword() throws IOException {
        return Files.readString(folder.resolve(CLOUD).resolve("password")).strip();
    }

    Path data() {
        return folder.resolve("data");
    }

    Path credentialsFile() {
        return data().resolve("credentials.json");
    }

    JSONObject credentials() throws IOException {
        return new JSONObject(Files.readString(credentialsFile()));
    }

    /** As if the demo had been killed: the guard sees the end of its input. */
    void abandon() {
        Processes.closeInput(process);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** In how many lines its log says something. */
    long timesLogged(String words) throws IOException {
        try (Stream<String> lines = Files.lines(folder.resolve(LOG))) {
            return lines.filter(line -> line.contains(words)).count();
        }
    }

    /** The end of its log, for whoever wants to know what went wrong. */
    String endOfLog() throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve(LOG));
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_OF_LOG), lines.size()));
    }

    /**
     * Sends SIGTERM and waits for the end.
     *
     * @return whether it ended in time; otherwise it has been killed
     */
    boolean terminate() {
        process.toHandle()
                .destroy(); // unlike Process.destroy it leaves the standard input, and with it the guard, alone
        return Processes.awaitEnd(process, STOP_MILLIS);
    }

    /** Sends a signal, and waits until it is sent. */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    /** Ends it as {@code kill -9} does. */
    void kill() {
        process.toHandle().destroyForcibly();
    }

    private void read() {
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith(READY)) {
                    ready.complete(line.substring(READY.length()));
                }
            }
            ready.completeExceptionally(new IOException("the server ended before it was ready: " + lastLine()));
        } catch (IOException | RuntimeException failed) {
            ready.completeExceptionally(failed);
        }
    }

    private String lastLine() throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve(LOG));
        return lines.isEmpty() ? "without a word" : lines.get(lines.size() - 1);
    }
}
