package io.patchbay.launcher;

import io.patchbay.support.operator.UsageException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.PrototypeServiceFactory;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * A running node: the bundles of a distribution in an OSGi framework of their own. Thread-safe.
 *
 * <pre>{@code
 * try (PatchbayNode node = PatchbayNode.start(NodeSettings.embedded(home, data))) {
 *     node.plugIn(Strategy.class, "mine", MyStrategy::new);
 *     node.awaitReady(Duration.ofSeconds(60));
 * }
 * }</pre>
 */
public final class PatchbayNode implements AutoCloseable {
    private static final int READY_START_LEVEL = 20;
    private static final int LAST_START_LEVEL = 30;
    private static final String READY = "(osgi.condition.id=patchbay.ready)";
    private static final Duration STOP_BOUND = Duration.ofMillis(4500); // SIGTERM promises five seconds
    /** Everybody comes back at once after a restart; Java's default of 50 has the system drop most of them. */
    private static final int ACCEPT_QUEUE = 4096;

    private static final int HTTP_THREADS = 64; // nothing waits on them; more only take the processors from one another

    /** As Jetty would have it, which the script tells of another number of processors. */
    private static final int SELECTORS =
            Math.max(1, Math.min(Runtime.getRuntime().availableProcessors() / 2, HTTP_THREADS / 16));

    private static final String API_BUNDLE = "api";
    private static final String PLUGIN_NAME =
            "patchbay.name"; // ExtensionPoint.PLUGIN_NAME: the api may come from a bundle

    private final DataFolder data;
    private final LoggingProperties logging;
    private final Framework framework;

    private PatchbayNode(DataFolder data, LoggingProperties logging, Framework framework) {
        this.data = data;
        this.logging = logging;
        this.framework = framework;
    }

    /**
     * Starts the bundles and answers while they come up; see {@link #awaitReady}.
     *
     * @throws UsageException if the data folder is in use or of a newer version
     * @throws IOException if the distribution cannot be read
     * @throws BundleException if the framework or a bundle does not start
     */
    public static PatchbayNode start(NodeSettings settings) throws UsageException, IOException, BundleException {
        FrameworkFactory factory = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow(() -> new IOException("no OSGi framework is on the class path"));
        DataFolder data = DataFolder.open(settings.data());
        SharedJars shared = sharedJars(settings);
        Framework framework = factory.newFramework(properties(settings, shared));
        PatchbayNode node = new PatchbayNode(data, LoggingProperties.of(settings), framework);
        try {
            framework.init();
            node.install(settings, shared);
            node.beginTheRestWhenReady();
            node.logging.begin();
            framework.start();
            node.logging.begun();
            return node;
        } catch (IOException | BundleException | RuntimeException failed) {
            node.close();
            throw failed;
        }
    }

    /** The context of the framework itself: install bundles, register and find services by it. */
    public BundleContext context() {
        return framework.getBundleContext();
    }

    /**
     * Adds a plug-in of the embedding program, like one that lies in the folder of plug-ins; needs
     * {@link NodeSettings#hostApi}.
     *
     * @param <T> what it is, for example {@code Strategy}
     * @param type what it is
     * @param name the name by which configuration asks for it
     * @param instances makes one; called whenever one is needed, because each purpose gets its own
     * @return unregister it to remove the plug-in
     */
    public <T> ServiceRegistration<T> plugIn(Class<T> type, String name, Supplier<? extends T> instances) {
        Dictionary<String, Object> properties = FrameworkUtil.asDictionary(Map.of(PLUGIN_NAME, name));
        return context()
                .registerService(
                        type,
                        new PrototypeServiceFactory<T>() {
                            @Override
                            public T getService(Bundle bundle, ServiceRegistration<T> registration) {
                                return instances.get();
                            }

                            @Override
                            public void ungetService(Bundle bundle, ServiceRegistration<T> registration, T plugin) {
                                // the garbage collector takes it
                            }
                        },
                        properties);
    }

    /** Where this node answers HTTP, as soon as it does. */
    public Optional<URI> url() {
        return service("(osgi.http.endpoint=*)")
                .map(http -> http.getProperty("osgi.http.endpoint"))
                .filter(String[].class::isInstance)
                .map(endpoints -> URI.create(((String[]) endpoints)[0].replaceAll("/$", "")))
                .map(PatchbayNode::locallyReachable);
    }

    /** Whether every part answers. */
    public boolean isReady() {
        return service(READY).isPresent();
    }

    /**
     * Waits until every part answers.
     *
     * @return whether that came about in time
     */
    public boolean awaitReady(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!isReady()) {
            if (System.nanoTime() - deadline > 0 || (framework.getState() != Bundle.ACTIVE && !starting())) {
                return false;
            }
            Thread.sleep(10);
        }
        return true;
    }

    /** Stops every bundle in reverse order of start, within five seconds. */
    @Override
    public void close() {
        try {
            framework.stop();
            framework.waitForStop(STOP_BOUND.toMillis());
        } catch (BundleException failed) {
            throw new IllegalStateException("the framework does not stop", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            release();
        }
    }

    private void release() {
        logging.end();
        try {
            data.close();
        } catch (IOException failed) {
            throw new IllegalStateException("cannot release the lock of " + data.path(), failed);
        }
    }

    private boolean starting() {
        return framework.getState() == Bundle.STARTING;
    }

    private Optional<ServiceReference<?>> service(String filter) {
        try {
            return Optional.ofNullable(framework.getBundleContext()).flatMap(context -> first(context, filter));
        } catch (IllegalStateException stopped) {
            return Optional.empty();
        }
    }

    private static Optional<ServiceReference<?>> first(BundleContext context, String filter) {
        try {
            ServiceReference<?>[] found = context.getAllServiceReferences(null, filter);
            return found == null ? Optional.empty() : Optional.of(found[0]);
        } catch (InvalidSyntaxException wrong) {
            throw new IllegalArgumentException(filter, wrong);
        }
    }

    private static SharedJars sharedJars(NodeSettings settings) throws IOException {
        return SharedJars.of(
                System.getProperty("java.class.path"), settings.home().resolve("bundles"));
    }

    private void install(NodeSettings settings, SharedJars shared) throws IOException, BundleException {
        List<Bundle> installed = new ArrayList<>();
        for (FeatureList.Bundle listed :
                FeatureList.read(settings.home().resolve("features")).bundles()) {
            boolean fromHost = settings.hostApi() && isApi(listed);
            if (!listed.folder().equals("bundles") || fromHost) {
                continue;
            }
            Path jar = settings.home().resolve("bundles").resolve(listed.fileName());
            if (!Files.exists(jar)) {
                throw new IOException("the distribution lacks " + jar);
            }
            if (shared.contains(jar)) {
                continue;
            }
            // a reference: the framework reads the jar where it lies instead of copying it at every start
            Bundle bundle = framework.getBundleContext().installBundle("reference:" + jar.toUri());
            bundle.adapt(BundleStartLevel.class).setStartLevel(listed.startOrder());
            installed.add(bundle);
        }
        // now, on one thread: where a bundle is resolved while it starts, and a plug-in elsewhere, the framework gives
        // one of them up
        framework.adapt(FrameworkWiring.class).resolveBundles(installed);
        for (Bundle bundle : installed) {
            if (bundle.getHeaders("").get(Constants.FRAGMENT_HOST) == null) {
                bundle.start();
            }
        }
    }

    /** What operators look at begins last: nobody who waits for the node waits for it. */
    private void beginTheRestWhenReady() {
        try {
            framework
                    .getBundleContext()
                    .addServiceListener(
                            event -> {
                                if (event.getType() == ServiceEvent.REGISTERED) {
                                    framework.adapt(FrameworkStartLevel.class).setStartLevel(LAST_START_LEVEL);
                                }
                            },
                            READY);
        } catch (InvalidSyntaxException wrong) {
            throw new IllegalArgumentException(READY, wrong);
        }
    }

    private static Map<String, String> properties(NodeSettings settings, SharedJars shared) throws IOException {
        Map<String, String> properties = new HashMap<>();
        properties.put(
                Constants.FRAMEWORK_STORAGE,
                settings.data().resolve("felix-cache").toString());
        properties.put(Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
        properties.put(Constants.FRAMEWORK_BEGINNING_STARTLEVEL, String.valueOf(READY_START_LEVEL));
        properties.put(Constants.FRAMEWORK_BSNVERSION, Constants.FRAMEWORK_BSNVERSION_MULTIPLE);
        // what Flight Recorder writes into a bundle's events, once it is started, the bundle cannot have imported
        properties.put(Constants.FRAMEWORK_BOOTDELEGATION, "jdk.jfr.internal.*");
        properties.put("felix.cm.dir", settings.data().resolve("config").toString());
        properties.put("org.apache.felix.http.host", settings.bind());
        properties.put("org.osgi.service.http.port", String.valueOf(settings.port()));
        properties.put("org.apache.felix.http.jetty.acceptQueueSize", String.valueOf(ACCEPT_QUEUE));
        properties.put("org.apache.felix.http.jetty.threadpool.max", String.valueOf(HTTP_THREADS));
        properties.put("org.apache.felix.jetty.websocket.enable", "true");
        properties.put("org.apache.felix.http.jetty.sendServerHeader", "false");
        properties.put("org.apache.felix.http.jetty.selectors", String.valueOf(SELECTORS));
        // the Web Console serves nothing while this one is not there to guard it
        properties.put("felix.webconsole.security.providers", "patchbay");
        // errors only: it warns on standard output when it is stopped while it delivers
        properties.put("org.apache.felix.eventadmin.LogLevel", "1");
        properties.put("patchbay.data", settings.data().toString());
        properties.put("patchbay.conf", settings.conf().toString());
        properties.put("patchbay.plugins", settings.plugins().toString());
        settings.node().ifPresent(name -> properties.put("patchbay.node", name));
        settings.advertise().ifPresent(address -> properties.put("patchbay.advertise", address));
        for (int i = 0; i < settings.sets().size(); i++) {
            properties.put("patchbay.set." + i, settings.sets().get(i));
        }
        properties.put(
                Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                Stream.of(settings.hostApi() ? apiPackages(settings) : "", shared.exported())
                        .filter(packages -> !packages.isEmpty())
                        .collect(Collectors.joining(",")));
        return properties;
    }

    private static boolean isApi(FeatureList.Bundle listed) {
        return listed.artifact().equals(API_BUNDLE) && listed.group().equals("io.patchbay");
    }

    /** What the program has to export in place of the bundle: the same packages, in the same versions. */
    private static String apiPackages(NodeSettings settings) throws IOException {
        for (FeatureList.Bundle listed :
                FeatureList.read(settings.home().resolve("features")).bundles()) {
            if (isApi(listed)) {
                Path jar = settings.home().resolve("bundles").resolve(listed.fileName());
                return SharedJars.exported(jar).orElseThrow(() -> new IOException(jar + " exports nothing"));
            }
        }
        throw new IOException("the distribution lacks the bundle " + API_BUNDLE);
    }

    /** Who listens on every address is reached from here by the loopback one. */
    private static URI locallyReachable(URI url) {
        String host = url.getHost();
        boolean everywhere = host.equals("0.0.0.0") || host.equals("[::]");
        return everywhere ? URI.create("http://127.0.0.1:" + url.getPort()) : url;
    }
}
