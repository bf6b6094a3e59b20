package io.patchbay.itests.blackbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A storage node of the distribution in a process of its own. Confined to the test's thread. */
final class StorageProcess implements AutoCloseable {
    private static final Path HOME = Path.of(System.getProperty("patchbay.home"));

    private final Process process;
    private final Path data;
    private final String url;

    private StorageProcess(Process process, Path data, String url) {
        this.process = process;
        this.data = data;
        this.url = url;
    }

    /** Starts {@code patchbay storage-node} for some nodes with the same secrets, and waits until it says that it is ready. */
    static StorageProcess start(Path data, List<NodeProcess> nodes, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                HOME.resolve("bin/patchbay").toString(),
                "storage-node",
                "--port",
                "0",
                "--data",
                data.toString(),
                "--credentials",
                nodes.get(0).data().resolve("credentials.json").toString(),
                "--url",
                String.join(",", nodes.stream().map(NodeProcess::url).toList())));
        command.addAll(List.of(options));
        Path log = data.resolveSibling(data.getFileName() + ".log");
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        String ready = FirstLine.of(process, line -> line.startsWith("ready http://"), log);
        return new StorageProcess(process, data, ready.substring("ready ".length()));
    }

    String url() {
        return url;
    }

    /** Where it keeps a file. */
    Path fileOf(String hash) {
        return data.resolve("content").resolve(hash.substring(0, 2)).resolve(hash);
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
