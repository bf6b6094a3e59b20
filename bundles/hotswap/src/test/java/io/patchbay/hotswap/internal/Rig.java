package io.patchbay.hotswap.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import io.patchbay.api.hotswap.ContractViolation;
import io.patchbay.api.hotswap.Experiment;
import io.patchbay.api.hotswap.ExtensionPoint;
import io.patchbay.api.hotswap.Lease;
import io.patchbay.api.hotswap.PluginStatus;
import io.patchbay.api.hotswap.RejectedJar;
import io.patchbay.api.hotswap.Slot;
import io.patchbay.hotswap.internal.greeting.Greeter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.felix.framework.FrameworkFactory;
import org.awaitility.core.ConditionFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.launch.Framework;

/** A real framework with hotswap in it, and an engine that calls greeters. */
final class Rig implements AutoCloseable {
    private final Path root;
    private final Framework framework;
    private final TestConfig config;
    private HotSwap hotSwap;
    private Optional<ServiceRegistration<?>> point = Optional.empty();

    Rig(Path root) {
        this(root, TestConfig.QUICK);
    }

    Rig(Path root, TestConfig config) {
        this(root, config, Map.of());
    }

    Rig(Path root, TestConfig config, Map<String, String> frameworkProperties) {
        this.root = root;
        this.config = config;
        Map<String, String> properties = new java.util.HashMap<>(Map.of(
                Constants.FRAMEWORK_STORAGE, root.resolve("cache").toString(),
                Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT,
                Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, Greeter.class.getPackageName()));
        properties.putAll(frameworkProperties);
        try {
            Files.createDirectories(plugins());
            framework = new FrameworkFactory().newFramework(properties);
            framework.start();
        } catch (BundleException | IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Starts hotswap and the engine. */
    Rig started() {
        offerExtensionPoint();
        startHotSwap();
        return this;
    }

    void startHotSwap() {
        hotSwap = new HotSwap(context(), new TestFolders(root.resolve("data"), plugins()), Clock.systemUTC(), config);
    }

    void offerExtensionPoint() {
        offerExtensionPoint(Duration.ZERO);
    }

    /** @param patience how long a greeting may take */
    void offerExtensionPoint(Duration patience) {
        offer(new GreeterPoint(patience));
    }

    /** By which no greeting is good enough. */
    void offerStricterExtensionPoint() {
        offer(new GreeterPoint(Duration.ZERO, greeting -> false));
    }

    private void offer(GreeterPoint offered) {
        point = Optional.of(context().registerService(ExtensionPoint.class, offered, null));
    }

    void takeExtensionPointBack() {
        point.orElseThrow().unregister();
    }

    /** As a new process on the same folders would. */
    void restart(Runnable meanwhile) {
        hotSwap.close();
        pluginBundles().forEach(bundle -> {
            try {
                bundle.uninstall();
            } catch (BundleException failed) {
                throw new IllegalStateException(failed);
            }
        });
        meanwhile.run();
        startHotSwap();
    }

    static void stop(Bundle bundle) {
        try {
            bundle.stop();
        } catch (BundleException failed) {
            throw new IllegalStateException(failed);
        }
    }

    void stopHotSwap() {
        hotSwap.close();
    }

    HotSwap hotSwap() {
        return hotSwap;
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    Path plugins() {
        return root.resolve("plugins");
    }

    Path data() {
        return root.resolve("data/plugins");
    }

    Slot<Greeter> open() {
        return hotSwap.open(Greeter.class, "hello");
    }

    void drop(String file, PluginJar jar) {
        jar.moveTo(plugins().resolve(file));
    }

    void drop(String file, byte[] content) {
        try {
            Files.write(plugins().resolve(file), content);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    void delete(String file) {
        try {
            Files.delete(plugins().resolve(file));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static ConditionFactory eventually() {
        return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(5));
    }

    /** Waits until the slot answers so. */
    static void awaitAnswer(Slot<Greeter> slot, String answer) {
        eventually().untilAsserted(() -> assertThat(ask(slot)).contains(answer));
    }

    static Optional<String> ask(Slot<Greeter> slot) {
        Optional<Lease<Greeter>> leased = slot.lease();
        if (leased.isEmpty()) {
            return Optional.empty();
        }
        try (Lease<Greeter> lease = leased.get()) {
            return Optional.of(lease.plugin().greet());
        }
    }

    /** Waits until the file is refused. */
    String awaitRefusal(String file) {
        eventually().until(() -> refusal(file).isPresent());
        return refusal(file).orElseThrow();
    }

    Optional<String> refusal(String file) {
        return hotSwap.rejected().stream()
                .filter(jar -> jar.file().equals(file))
                .map(RejectedJar::reason)
                .findFirst();
    }

    Optional<PluginStatus> status(String version) {
        return hotSwap.plugins().stream()
                .filter(status -> status.version().equals(version))
                .findFirst();
    }

    Optional<PluginStatus.State> state(String version) {
        return status(version).map(PluginStatus::state);
    }

    Stream<Bundle> pluginBundles() {
        return Arrays.stream(context().getBundles()).filter(PluginBundles::isFromFolder);
    }

    @Override
    public void close() {
        try {
            hotSwap.close();
            framework.stop();
            framework.waitForStop(5000);
        } catch (BundleException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    record GreeterPoint(Duration patience, Predicate<String> isGood) implements ExtensionPoint<Greeter> {
        GreeterPoint(Duration patience) {
            this(patience, greeting -> !greeting.isBlank());
        }

        @Override
        public String kind() {
            return "greeting";
        }

        @Override
        public Class<Greeter> type() {
            return Greeter.class;
        }

        @Override
        public Set<Experiment.Mode> experiments() {
            return Set.of(Experiment.Mode.CANARY);
        }

        @Override
        public void check(Greeter candidate) throws ContractViolation {
            if (!isGood.test(candidate.greet())) {
                throw new ContractViolation("it greets with nothing");
            }
        }
    }
}
