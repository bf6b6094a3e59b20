package io.patchbay.benchmarks.hotswap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.patchbay.benchmarks.portal.HttpExchanges;
import io.patchbay.benchmarks.portal.Loop;
import io.patchbay.benchmarks.portal.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A node of the distribution with a plug-in folder of its own, and the thread that all its clients share. */
public final class SwapNode implements AutoCloseable {
    private static final String OBSERVER = "io.patchbay.observer.";

    private final Node node;
    private final Loop loop;
    private final Path log;
    private final Path plugins;
    private final SandboxCloud cloud;
    private final PluginApi api;
    private final String adminToken;

    private SwapNode(Node node, Path log, Path plugins, SandboxCloud cloud, String adminToken) throws IOException {
        this.node = node;
        this.log = log;
        this.plugins = plugins;
        this.cloud = cloud;
        this.adminToken = adminToken;
        this.api = new PluginApi(node.process().url(), adminToken);
        this.loop = new Loop("hotswap-clients");
    }

    /**
     * Starts a node.
     *
     * @param home of the distribution
     * @param work an empty folder
     * @param more jars for the plug-in folder, beside those that ship
     * @param options for {@code patchbay run}
     */
    public static SwapNode start(Path home, Path work, List<Path> more, List<String> options) throws IOException {
        Path plugins = Files.createDirectories(work.resolve("plugins"));
        List<Path> jars = new ArrayList<>(more);
        try (Stream<Path> shipped = Files.list(home.resolve("plugins"))) {
            shipped.forEach(jars::add);
        }
        for (Path jar : jars) {
            Files.copy(jar, plugins.resolve(jar.getFileName().toString()));
        }
        List<String> all = new ArrayList<>(options);
        SandboxCloud cloud = new SandboxCloud(home, work);
        all.addAll(
                List.of("--plugins", plugins.toString(), "--conf", cloud.conf().toString()));
        Node node = Node.start(home, work, all);
        JsonNode secrets = new ObjectMapper()
                .readTree(work.resolve("data/credentials.json").toFile());
        return new SwapNode(
                node,
                work.resolve("node.log"),
                plugins,
                cloud,
                secrets.path("admin").path("token").asText());
    }

    public PluginApi api() {
        return api;
    }

    /** The folder that the node watches. */
    public Path plugins() {
        return plugins;
    }

    /** A cloud that its handlers for OpenStack find; started when it is asked for, and the same from then on. */
    SandboxCloud cloud() throws IOException {
        cloud.start();
        return cloud;
    }

    /** What the node has logged. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    Loop loop() {
        return loop;
    }

    long pid() {
        return node.process().pid();
    }

    /** How many observers run that it has started. */
    long observers() {
        return ProcessHandle.of(pid()).stream()
                .flatMap(ProcessHandle::children)
                .filter(child -> commandOf(child).contains(OBSERVER))
                .count();
    }

    /** As the kernel has it: Java gives up where a command is long. */
    private static String commandOf(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(process.pid()), "cmdline"));
        } catch (IOException gone) {
            return "";
        }
    }

    InetSocketAddress address() {
        URI url = URI.create(node.process().url());
        return new InetSocketAddress(url.getHost(), url.getPort());
    }

    /** Requests of the native API that the loop's thread sends. */
    HttpExchanges requests(int connections) {
        return new HttpExchanges(loop, address(), connections);
    }

    String url() {
        return node.process().url();
    }

    /** Sends a request of another client as the admin's. */
    void authorize(HttpRequest.Builder request) {
        request.header("Authorization", "Bearer " + adminToken);
    }

    /** The headers of those requests. */
    String headers() {
        return "Content-Type: application/json\r\nAuthorization: Bearer " + adminToken + "\r\n";
    }

    /** The data of one login for each name of a room. */
    List<String> logins(List<String> rooms) throws IOException, InterruptedException {
        return node.logins(rooms);
    }

    @Override
    public void close() throws IOException {
        node.close();
        cloud.close();
        loop.close();
    }
}
