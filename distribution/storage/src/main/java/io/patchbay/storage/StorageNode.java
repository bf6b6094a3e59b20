package io.patchbay.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchbay.api.lobby.Manifest;
import io.patchbay.api.lobby.ReleaseFile;
import io.patchbay.support.RandomIds;
import io.patchbay.support.Threads;
import io.patchbay.support.content.ContentFolder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A storage worker: hands out files, tells every node each second how it is, and fetches what they want held. Thread-safe. Each node
 * is told by a thread of its own, so that one that does not answer keeps nobody waiting; fetching is one thread more.
 */
final class StorageNode implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StorageNode.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long REPORT_MILLIS = 1000;
    private static final long PULL_MILLIS = 250;
    private static final long AGAIN_MILLIS = 2000; // what could not be fetched, and a look at what is there
    private static final long LOOK_OVER_MILLIS = 60_000;
    private static final double MAX_LOAD = 0.95;

    private final StorageOptions options;
    private final FolderLock lock;
    private final String id;
    private final String incarnation = RandomIds.hex24();
    private final Traffic traffic;
    private final FileServer server;
    private final Shelf shelf;
    private final Puller puller;
    private final List<NodeClient> nodes;
    private final Map<URI, List<Wanted>> orders = new ConcurrentHashMap<>();
    private final Map<URI, String> complaints = new ConcurrentHashMap<>();
    private final ScheduledExecutorService reporters;
    private final ScheduledExecutorService fetcher = Threads.timer("storage-fetch");
    private volatile double load;
    private List<Wanted> lastWanted = List.of(); // confined to the fetcher, like the next
    private long nextLookNanos;

    private StorageNode(
            StorageOptions options, FolderLock lock, String id, Shelf shelf, Traffic traffic, FileServer server) {
        this.options = options;
        this.lock = lock;
        this.id = id;
        this.shelf = shelf;
        this.traffic = traffic;
        this.server = server;
        this.nodes = options.nodes().stream()
                .map(node -> new NodeClient(node, options.token()))
                .toList();
        this.puller = new Puller(nodes, shelf);
        ScheduledThreadPoolExecutor threads =
                new ScheduledThreadPoolExecutor(nodes.size() + 1, Threads.named("storage-report"));
        threads.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
        this.reporters = threads;
    }

    /**
     * Starts a worker.
     *
     * @throws IOException if it cannot listen, or its folder cannot be used or is another worker's
     */
    static StorageNode start(StorageOptions options) throws IOException {
        FolderLock lock = FolderLock.take(options.data());
        try {
            return start(options, lock);
        } catch (IOException | RuntimeException failed) {
            lock.close();
            throw failed;
        }
    }

    private static StorageNode start(StorageOptions options, FolderLock lock) throws IOException {
        Shelf shelf = new Shelf(ContentFolder.in(options.data()));
        Traffic traffic = new Traffic(options.maxConnections(), options.maxMbit(), System.nanoTime());
        String id = options.id().isPresent() ? options.id().get() : keptId(options.data());
        FileServer server = FileServer.start(shelf, traffic, new InetSocketAddress(options.bind(), options.port()));
        StorageNode started = new StorageNode(options, lock, id, shelf, traffic, server);
        started.run();
        return started;
    }

    /** Where it listens. */
    String url() {
        String host = options.bind().contains(":") ? "[" + options.bind() + "]" : options.bind();
        return "http://" + host + ":" + server.port();
    }

    String id() {
        return id;
    }

    /** The versions that it hands out. */
    List<String> held() {
        return puller.held();
    }

    @Override
    public void close() {
        Threads.close(reporters, Duration.ofMillis(500));
        for (NodeClient node : nodes) {
            try {
                node.leave(id);
            } catch (IOException gone) {
                LOG.debug("{} was not told that this worker ends", node.node(), gone);
            }
        }
        server.close();
        Threads.close(fetcher, Duration.ofMillis(500));
        lock.close();
    }

    private void run() {
        repeat(reporters, () -> load = traffic.load(System.nanoTime()), 0, REPORT_MILLIS);
        nodes.forEach(node -> repeat(reporters, () -> report(node), 0, REPORT_MILLIS));
        repeat(fetcher, this::fetch, PULL_MILLIS, PULL_MILLIS);
    }

    private static void repeat(ScheduledExecutorService on, Runnable work, long first, long every) {
        ScheduledFuture<?> unused = on.scheduleWithFixedDelay(
                () -> {
                    try {
                        work.run();
                    } catch (RuntimeException failed) {
                        LOG.error("Unexpected; it is tried again", failed); // else it would never run again
                    }
                },
                first,
                every,
                TimeUnit.MILLISECONDS);
    }

    private void report(NodeClient node) {
        try {
            JsonNode answer = node.report(id, description());
            if (answer.path("known").asBoolean()) {
                orders.put(node.node(), wanted(answer.path("releases")));
            }
            if (complaints.remove(node.node()) != null) {
                LOG.info("{} takes reports again", node.node());
            }
        } catch (IOException failed) {
            if (!String.valueOf(failed.getMessage())
                    .equals(complaints.put(node.node(), String.valueOf(failed.getMessage())))) {
                LOG.warn("{} took no report: {}", node.node(), failed.getMessage());
            }
        }
    }

    private ObjectNode description() {
        ObjectNode report = JSON.createObjectNode();
        report.put("load", load).put("incarnation", incarnation);
        ObjectNode info = report.putObject("info");
        info.put(
                "hostname",
                options.advertise().map(StorageOptions.Endpoint::host).orElse(options.bind()));
        int port = options.advertise().map(StorageOptions.Endpoint::port).orElse(0);
        info.put("port", port == 0 ? server.port() : port).put("maxLoad", MAX_LOAD);
        options.via().ifPresent(via -> info.put("viaHost", via));
        ObjectNode capacity = info.putObject("capacity");
        puller.held().forEach(capacity.putArray("releases")::add);
        if (!options.regions().isEmpty()) {
            options.regions().forEach(capacity.putArray("regions")::add);
        }
        if (!options.isps().isEmpty()) {
            options.isps().forEach(capacity.putArray("isps")::add);
        }
        return report;
    }

    /** A node could be anybody's: what it sends is checked like all that comes from outside. */
    private static List<Wanted> wanted(JsonNode releases) throws IOException {
        List<Wanted> wanted = new ArrayList<>();
        for (JsonNode release : releases) {
            Wanted one = new Wanted(
                    release.path("version").asText(),
                    release.path("manifest").asText(),
                    release.path("manifestBytes").asLong(-1));
            if (!Manifest.isVersion(one.version()) || !ReleaseFile.isHash(one.manifest()) || one.manifestBytes() < 0) {
                throw new IOException("it names a release that is none");
            }
            wanted.add(one);
        }
        return wanted;
    }

    private void fetch() {
        List<Wanted> wanted = union();
        long now = System.nanoTime();
        boolean due = now - nextLookNanos >= 0;
        if (orders.isEmpty() || (wanted.equals(lastWanted) && !due && !shelf.isSuspicious())) {
            return;
        }
        lastWanted = wanted;
        long pause = puller.pull(wanted) ? LOOK_OVER_MILLIS : AGAIN_MILLIS;
        nextLookNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pause);
    }

    /** What any node wants, so that one that has not seen the newest yet deletes nothing. */
    private List<Wanted> union() {
        Map<String, Wanted> all = new LinkedHashMap<>();
        for (NodeClient node : nodes) {
            orders.getOrDefault(node.node(), List.of()).forEach(wanted -> all.putIfAbsent(wanted.version(), wanted));
        }
        return List.copyOf(all.values());
    }

    private static String keptId(Path data) throws IOException {
        Path file = data.resolve("id");
        if (Files.exists(file)) {
            String kept = Files.readString(file).strip();
            if (kept.matches("storage-[0-9a-f]{24}")) {
                return kept;
            }
            throw new IOException(file + " is damaged: delete it, or name an id by --id");
        }
        String fresh = "storage-" + RandomIds.hex24();
        Files.writeString(file, fresh + "\n");
        return fresh;
    }
}
