package io.patchbay.hotswap.internal;

import static io.patchbay.hotswap.internal.Rig.awaitAnswer;
import static io.patchbay.hotswap.internal.Rig.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.hotswap.ExtensionPoint;
import io.patchbay.api.hotswap.Slot;
import io.patchbay.api.hotswap.Slots;
import io.patchbay.api.node.NodeFolders;
import io.patchbay.api.node.ReadinessCheck;
import io.patchbay.hotswap.internal.greeting.Greeter;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.felix.framework.FrameworkFactory;
import org.apache.felix.scr.component.ExtFactoryComponentInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.service.component.ComponentContext;
import org.osgi.util.function.Function;
import org.osgi.util.promise.Promise;

/** This bundle as it is shipped, made by declarative services, with plug-ins that are components as well. */
class HotSwapBundleTest {
    private static final String SHARED = Stream.of(
                    "io.patchbay.api;version=1.0",
                    "io.patchbay.api.hotswap;version=1.1",
                    "io.patchbay.api.node;version=1.0",
                    "io.patchbay.api.placement;version=1.3",
                    "io.patchbay.hotswap.internal.greeting",
                    "org.slf4j;version=2.0",
                    jackson("core"),
                    jackson("databind"),
                    jackson("databind.cfg"),
                    jackson("databind.json"))
            .collect(Collectors.joining(","));

    private Path plugins;
    private Framework framework;
    private Bundle hotSwap;
    private Slot<Greeter> slot;

    @BeforeEach
    void start(@TempDir Path root) throws Exception {
        plugins = Files.createDirectory(root.resolve("plugins"));
        framework = new FrameworkFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        root.resolve("cache").toString(),
                        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                        SHARED));
        framework.start();
        BundleContext context = framework.getBundleContext();
        context.registerService(Clock.class, Clock.systemUTC(), null);
        context.registerService(NodeFolders.class, new TestFolders(root.resolve("data"), plugins), null);
        context.registerService(ExtensionPoint.class, new Rig.GreeterPoint(Duration.ZERO), null);
        for (Class<?> one :
                new Class<?>[] {Function.class, Promise.class, ComponentContext.class, ExtFactoryComponentInstance.class
                }) {
            install(one);
        }
        hotSwap = install(HotSwap.class);
        eventually().until(() -> context.getServiceReference(Slots.class) != null);
        slot = slots().open(Greeter.class, "hello");
    }

    @AfterEach
    void stop() throws Exception {
        framework.stop();
        framework.waitForStop(5000);
    }

    @Test
    void saysWhenItIsReady() throws Exception {
        BundleContext context = framework.getBundleContext();
        ReadinessCheck check = context.getServiceReferences(ReadinessCheck.class, "(patchbay.name=hotswap)").stream()
                .map(context::getService)
                .findFirst()
                .orElseThrow();
        eventually().until(() -> check.blockedBy().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"singleton", "bundle", "prototype"})
    void swapsComponentsUnderLoadAndLetsTheirClassesGo(String scope) {
        PluginJar.component("1.0.0", "one", scope).moveTo(plugins.resolve("hello.jar"));
        awaitAnswer(slot, "one");
        WeakReference<ClassLoader> old =
                new WeakReference<>(PluginInstances.classLoader(pluginBundle()).orElseThrow());
        try (Callers callers = new Callers(slot, 2)) {
            PluginJar.component("1.1.0", "two", scope).moveTo(plugins.resolve("hello.jar"));
            eventually().until(() -> callers.answers().contains("two"));
            assertThat(callers.failures()).isEmpty();
        }
        SwapsUnderLoadTest.assertCollected(old);
    }

    @Test
    void takesItsPluginsOverWhenItIsStartedAgain() throws Exception {
        PluginJar.component("1.0.0", "one", "singleton").moveTo(plugins.resolve("hello.jar"));
        awaitAnswer(slot, "one");
        Bundle before = pluginBundle();
        hotSwap.stop();
        hotSwap.start();
        awaitAnswer(slots().open(Greeter.class, "hello"), "one");
        assertThat(pluginBundle()).isSameAs(before);
    }

    private Slots slots() {
        BundleContext context = framework.getBundleContext();
        return context.getService(context.getServiceReference(Slots.class));
    }

    private Bundle pluginBundle() {
        return Arrays.stream(framework.getBundleContext().getBundles())
                .filter(PluginBundles::isFromFolder)
                .findFirst()
                .orElseThrow();
    }

    private Bundle install(Class<?> one) throws BundleException {
        URI jar = URI.create(
                one.getProtectionDomain().getCodeSource().getLocation().toString());
        Bundle bundle = framework.getBundleContext().installBundle("reference:" + jar);
        bundle.start();
        return bundle;
    }

    private static String jackson(String part) {
        return "com.fasterxml.jackson." + part + ";version=2.22";
    }
}
