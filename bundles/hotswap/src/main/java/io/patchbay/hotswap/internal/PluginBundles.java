package io.patchbay.hotswap.internal;

import io.patchbay.api.hotswap.PluginNotice.Kind;
import io.patchbay.api.hotswap.RejectionCause;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.framework.wiring.FrameworkWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plug-in jars as bundles of the framework: installed, started, stopped and uninstalled, each step bounded. Confined to the deployer's thread. */
final class PluginBundles {
    private static final Logger LOG = LoggerFactory.getLogger(PluginBundles.class);
    static final Duration BOUND = Duration.ofSeconds(10);
    private static final String LOCATION = "plugin:";

    private final BundleContext context;
    private final BoundedCalls calls;
    private final Notices notices;
    private final BiConsumer<String, ClassLoader> onRemoval;

    /** @param onRemoval told of each bundle that was removed, on any thread, with its name and the loader of its classes */
    PluginBundles(
            BundleContext context, BoundedCalls calls, Notices notices, BiConsumer<String, ClassLoader> onRemoval) {
        this.context = context;
        this.calls = calls;
        this.notices = notices;
        this.onRemoval = onRemoval;
    }

    /** Installs a jar under its content's name, beside any other version of it. */
    Bundle install(String sha256, InputStream jar) throws RefusedJarException {
        try (jar) {
            Bundle bundle = context.installBundle(LOCATION + sha256, jar);
            bundle.adapt(BundleStartLevel.class).setStartLevel(startLevel());
            return bundle;
        } catch (BundleException refused) {
            if (refused.getType() == BundleException.DUPLICATE_BUNDLE_ERROR) {
                throw new RefusedJarException(
                        RejectionCause.NOT_INSTALLED,
                        "this framework refuses a second bundle of the same name and version ("
                                + Constants.FRAMEWORK_BSNVERSION + " is not multiple): give the jar another version");
            }
            throw new RefusedJarException(RejectionCause.NOT_INSTALLED, "cannot be installed: " + Reasons.of(refused));
        } catch (IOException unreadable) {
            throw new RefusedJarException(
                    RejectionCause.NOT_INSTALLED, "cannot be installed: " + Reasons.of(unreadable));
        }
    }

    /** Resolves and starts a bundle; see {@link #refusal} for what it fails with. */
    CompletableFuture<Bundle> start(Bundle bundle) {
        return calls.call(new BoundedCalls.Work<>(bundle.getBundleId(), "Starting " + nameOf(bundle), BOUND, () -> {
            boolean resolved = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
                    .adapt(FrameworkWiring.class)
                    .resolveBundles(List.of(bundle));
            LOG.debug("{} is resolved: {}", bundle, resolved);
            // threads that the plug-in starts inherit this, and can be told from others when it is gone
            PluginInstances.classLoader(bundle).ifPresent(Thread.currentThread()::setContextClassLoader);
            bundle.start(Bundle.START_TRANSIENT);
            return bundle;
        }));
    }

    /** Stops and uninstalls a bundle, and reports the threads that it leaves behind; completes with whether it is gone. */
    CompletableFuture<Boolean> remove(Bundle bundle) {
        Optional<ClassLoader> loader = PluginInstances.classLoader(bundle);
        String name = nameOf(bundle);
        return calls.callEvenSo(new BoundedCalls.Work<>(bundle.getBundleId(), "Stopping " + name, BOUND, () -> {
                    stop(bundle, name);
                    bundle.uninstall();
                    return true;
                }))
                .handle((removed, failed) -> {
                    loader.ifPresent(left -> lookFor(name, left));
                    return failed == null;
                });
    }

    private void lookFor(String name, ClassLoader left) {
        List<String> threads = ThreadLeaks.of(left);
        if (!threads.isEmpty()) {
            notices.add(Kind.THREADS_LEFT, name, "left threads running, which keep its classes in memory: " + threads);
        }
        onRemoval.accept(name, left);
    }

    static boolean isFromFolder(Bundle bundle) {
        return String.valueOf(bundle.getLocation()).startsWith(LOCATION);
    }

    /** Plug-in bundles that an earlier run left in the framework, except those of known contents. */
    List<Bundle> leftovers(Predicate<String> isKnown) {
        return Arrays.stream(context.getBundles())
                .filter(PluginBundles::isFromFolder)
                .filter(bundle -> !isKnown.test(bundle.getLocation().substring(LOCATION.length())))
                .toList();
    }

    private static void stop(Bundle bundle, String name) {
        try {
            bundle.stop(Bundle.STOP_TRANSIENT);
        } catch (BundleException failed) {
            LOG.warn("{} failed while it stopped", name, failed); // it is uninstalled all the same
        }
    }

    // stopped with the engines' providers, after the engines; and always low enough to start now
    private int startLevel() {
        int ours = context.getBundle().adapt(BundleStartLevel.class).getStartLevel();
        int active = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
                .adapt(FrameworkStartLevel.class)
                .getStartLevel();
        return Math.max(1, Math.min(ours, active));
    }

    /** Why a bundle does not start. */
    static RefusedJarException refusal(Throwable thrown) {
        if (thrown instanceof BundleException failed) {
            if (failed.getType() == BundleException.RESOLVE_ERROR) {
                return new RefusedJarException(
                        RejectionCause.UNRESOLVED, Reasons.ofResolver(String.valueOf(failed.getMessage())));
            }
            return new RefusedJarException(
                    RejectionCause.NOT_STARTED,
                    "does not start: "
                            + Reasons.of(Optional.ofNullable(failed.getCause()).orElse(failed)));
        }
        return new RefusedJarException(RejectionCause.NOT_STARTED, "does not start: " + Reasons.of(thrown));
    }

    private static String nameOf(Bundle bundle) {
        return bundle.getSymbolicName() + " " + bundle.getVersion();
    }
}
