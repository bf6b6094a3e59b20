package io.patchbay.authoring;

import io.patchbay.api.hotswap.ExtensionPoint;
import io.patchbay.api.hotswap.Plugins;
import io.patchbay.api.hotswap.RejectedJar;
import io.patchbay.api.node.NodeFolders;
import io.patchbay.api.node.ReadinessCheck;
import io.patchbay.contract.Contract;
import io.patchbay.launcher.FeatureList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/**
 * As much of a node as takes a jar and gives it up again: every bundle is installed, so that a jar resolves as it would in a node,
 * but only the deployer and what it needs is started. The api comes from this program. Confined to one thread.
 */
final class TrialNode implements AutoCloseable {
    private static final Duration TAKING_BOUND = Duration.ofSeconds(30);
    private static final Duration GIVING_UP_BOUND = Duration.ofSeconds(20);
    private static final Duration STOP_BOUND = Duration.ofSeconds(5);
    private static final long LOOK_MILLIS = 10;
    private static final int BASIC_ORDER = 3; // logging, configuration, Declarative Services
    private static final Set<String> STARTED = Set.of("logbridge", "hotswap");
    private static final String API = "api";
    private static final String PLUGIN_LOCATION = "plugin:";

    private final Path folder;
    private final Path jar;
    private final Framework framework;

    private TrialNode(Path folder, Path jar, Framework framework) {
        this.folder = folder;
        this.jar = jar;
        this.framework = framework;
    }

    /**
     * Starts one on a copy of a jar, and waits until the jar is taken or refused.
     *
     * @param home the distribution
     */
    static TrialNode start(Path home, Path jar) throws IOException, BundleException, InterruptedException {
        Path folder = Files.createTempDirectory("patchbay-verify");
        Path plugins = Files.createDirectory(folder.resolve("plugins"));
        Files.createDirectory(folder.resolve("data"));
        Path copy = Files.copy(jar, plugins.resolve(jar.getFileName().toString()));
        System.setProperty("patchbay.verify.log", folder.resolve("log").toString()); // conf/logback-verify.xml
        List<FeatureList.Bundle> listed =
                FeatureList.read(home.resolve("features")).bundles();
        Framework framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow(() -> new IOException("no OSGi framework is on the class path"))
                .newFramework(properties(folder, exportsOf(home, listed)));
        TrialNode node = new TrialNode(folder, copy, framework);
        try {
            framework.init();
            node.register(plugins);
            framework.start();
            node.install(home, listed);
            if (!await(TAKING_BOUND, node::hasDecided)) {
                throw new IOException(
                        "the jar was neither taken nor refused within " + TAKING_BOUND.toSeconds() + " s");
            }
            return node;
        } catch (IOException | BundleException | RuntimeException | InterruptedException failed) {
            node.close();
            throw failed;
        }
    }

    /** Why the jar was refused; empty if it was taken. */
    Optional<String> refusal() {
        return service(Plugins.class).rejected().stream()
                .map(RejectedJar::reason)
                .findFirst();
    }

    /** The bundle that the jar became. */
    Optional<Bundle> plugin() {
        return Arrays.stream(context().getBundles())
                .filter(bundle -> bundle.getLocation().startsWith(PLUGIN_LOCATION))
                .findFirst();
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    /** The newest warnings of the framework and its bundles. */
    List<String> log() throws IOException {
        Path log = folder.resolve("log");
        return Files.exists(log) ? Files.readAllLines(log) : List.of();
    }

    /**
     * Removes the jar, as an operator does.
     *
     * @return whether the bundle is gone
     */
    boolean giveUp() throws IOException, InterruptedException {
        Files.delete(jar);
        return await(GIVING_UP_BOUND, () -> plugin().isEmpty());
    }

    @Override
    public void close() throws IOException, BundleException {
        try {
            framework.stop();
            framework.waitForStop(STOP_BOUND.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private boolean hasDecided() {
        boolean quiet = service(ReadinessCheck.class).blockedBy().isEmpty();
        return quiet && (refusal().isPresent() || plugin().isPresent()); // a broken file is looked at twice
    }

    private void register(Path plugins) {
        BundleContext context = context();
        context.registerService(Clock.class, Clock.systemUTC(), null);
        context.registerService(
                NodeFolders.class,
                new NodeFolders() {
                    @Override
                    public Path data() {
                        return folder.resolve("data");
                    }

                    @Override
                    public Path plugins() {
                        return plugins;
                    }

                    @Override
                    public Path conf() {
                        return folder.resolve("conf");
                    }
                },
                null);
        for (Contract<?> contract : Contract.all()) {
            context.registerService(ExtensionPoint.class, new AnyPlugin<>(contract.kind(), contract.type()), null);
        }
    }

    private void install(Path home, List<FeatureList.Bundle> listed) throws BundleException {
        List<Bundle> started = new ArrayList<>();
        for (FeatureList.Bundle entry : listed) {
            if (entry.folder().equals("bundles") && !entry.artifact().equals(API)) {
                Bundle bundle = context()
                        .installBundle("reference:"
                                + home.resolve("bundles")
                                        .resolve(entry.fileName())
                                        .toUri());
                boolean fragment = bundle.getHeaders("").get(Constants.FRAGMENT_HOST) != null;
                if (!fragment && (entry.startOrder() <= BASIC_ORDER || STARTED.contains(entry.artifact()))) {
                    started.add(bundle);
                }
            }
        }
        for (Bundle bundle : started) {
            bundle.start();
        }
    }

    private <T> T service(Class<T> type) {
        ServiceReference<T> reference = context().getServiceReference(type);
        if (reference == null) {
            throw new IllegalStateException("the deployer did not start: see " + folder.resolve("log"));
        }
        return context().getService(reference);
    }

    private static Map<String, String> properties(Path folder, String apiPackages) {
        Map<String, String> properties = new HashMap<>();
        properties.put(Constants.FRAMEWORK_STORAGE, folder.resolve("cache").toString());
        properties.put(Constants.FRAMEWORK_BSNVERSION, Constants.FRAMEWORK_BSNVERSION_MULTIPLE);
        properties.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, apiPackages);
        properties.put("felix.cm.dir", folder.resolve("config").toString());
        properties.put("org.apache.felix.eventadmin.LogLevel", "1");
        return properties;
    }

    private static String exportsOf(Path home, List<FeatureList.Bundle> listed) throws IOException {
        FeatureList.Bundle api = listed.stream()
                .filter(entry -> entry.artifact().equals(API) && entry.group().equals("io.patchbay"))
                .findFirst()
                .orElseThrow(() -> new IOException("no feature lists the api"));
        try (JarFile file =
                new JarFile(home.resolve("bundles").resolve(api.fileName()).toFile())) {
            return file.getManifest()
                    .getMainAttributes()
                    .getValue(Constants.EXPORT_PACKAGE)
                    .replaceAll(";uses:=\"[^\"]*\"", "");
        }
    }

    private static boolean await(Duration bound, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + bound.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            Thread.sleep(LOOK_MILLIS);
        }
        return true;
    }
}
