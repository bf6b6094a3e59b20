package io.patchbay.recovery;

import io.patchbay.api.hotswap.PluginStatus;
import io.patchbay.api.hotswap.Plugins;
import io.patchbay.api.recovery.Jobs;
import io.patchbay.launcher.NodeSettings;
import io.patchbay.launcher.PatchbayNode;
import io.patchbay.support.operator.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;

/** A node in this process, whose recovery jobs are used without HTTP. Thread-safe. */
final class EmbeddedNode implements AutoCloseable {
    private static final Duration READY_BOUND = Duration.ofSeconds(90);
    private static final Duration HANDLERS_BOUND = Duration.ofSeconds(10);
    private static final List<String> SHIPPED = List.of("handlers-openstack-", "volumes-");
    private static final long LOOK_MILLIS = 20;

    private final PatchbayNode node;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedNode(PatchbayNode node) {
        this.node = node;
    }

    /**
     * Starts one, and waits until its jobs answer.
     *
     * @param home the distribution
     * @throws UsageException if the data folder is in use
     */
    static EmbeddedNode start(Path home, RecoverOptions options)
            throws UsageException, IOException, BundleException, InterruptedException {
        NodeSettings settings = new NodeSettings(
                home,
                options.data(),
                home.resolve("plugins"),
                options.confIn(home),
                "127.0.0.1",
                0,
                Optional.empty(),
                Optional.empty(),
                options.sets(),
                false);
        EmbeddedNode started = new EmbeddedNode(PatchbayNode.start(settings));
        try {
            if (options.noop()) {
                started.install(home.resolve("lib/recovery"), "handlers-noop-");
            }
            if (!started.node.awaitReady(READY_BOUND)) {
                throw new IOException("the node is not ready after " + READY_BOUND.toSeconds() + " s: "
                        + options.data().resolve("log") + " says what is missing");
            }
            started.jobs();
            return started;
        } catch (IOException | BundleException | InterruptedException | RuntimeException failed) {
            started.close();
            throw failed;
        }
    }

    private void install(Path folder, String prefix) throws IOException, BundleException {
        try (Stream<Path> files = Files.list(folder)) {
            Path jar = files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .findFirst()
                    .orElseThrow(() -> new IOException("the distribution lacks " + folder + "/" + prefix + "*.jar"));
            node.context().installBundle("reference:" + jar.toUri()).start();
        }
    }

    Jobs jobs() throws IOException, InterruptedException {
        return service(Jobs.class);
    }

    /** Those types for which no handler is installed, some seconds after the node was ready: handlers come by and by. */
    Set<String> without(Set<String> types) throws IOException, InterruptedException {
        Plugins plugins = service(Plugins.class);
        long deadline = System.nanoTime() + HANDLERS_BOUND.toNanos();
        while (true) {
            Set<String> missing = new TreeSet<>(types);
            plugins.plugins().stream()
                    .filter(plugin -> plugin.kind().equals("handler"))
                    .map(PluginStatus::name)
                    .forEach(missing::remove);
            if (missing.isEmpty() || System.nanoTime() - deadline > 0) {
                return missing;
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    /** Those of the types that are performed by handlers which Patchbay does not ship, with the jars these are in. */
    List<String> foreign(Set<String> types) throws IOException, InterruptedException {
        return service(Plugins.class).plugins().stream()
                .filter(plugin -> plugin.kind().equals("handler") && plugin.state() == PluginStatus.State.SERVING)
                .filter(plugin -> types.contains(plugin.name()))
                .filter(plugin -> SHIPPED.stream().noneMatch(plugin.file()::startsWith))
                .map(plugin -> plugin.name() + " by " + plugin.file())
                .sorted()
                .toList();
    }

    private <T> T service(Class<T> type) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + READY_BOUND.toNanos();
        while (System.nanoTime() - deadline < 0) {
            ServiceReference<T> reference = node.context().getServiceReference(type);
            T found = reference == null ? null : node.context().getService(reference);
            if (found != null) {
                return found;
            }
            Thread.sleep(LOOK_MILLIS);
        }
        throw new IOException("the node has no " + type.getSimpleName() + "; its log says why");
    }

    /** Stops it, once; what the jobs have come to is kept. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            node.close();
        }
    }
}
