package io.patchbay.hotswap.internal;

import io.patchbay.api.hotswap.ContractViolation;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceObjects;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gets plug-in instances from the framework. Runs plug-ins' code: called only by {@link BoundedCalls}. Immutable. */
final class PluginInstances {
    private static final Logger LOG = LoggerFactory.getLogger(PluginInstances.class);

    private final BundleContext context;

    PluginInstances(BundleContext context) {
        this.context = context;
    }

    /**
     * An instance, to be given back once.
     *
     * @param <T> the interface of the extension point
     */
    record Instance<T>(T plugin, Runnable giveBack) {}

    /**
     * Of a prototype-scoped service a new instance, else the shared one.
     *
     * @throws ContractViolation if there is none, or it is of another type
     */
    <T> Instance<T> make(ServiceReference<T> reference, Class<T> type) throws ContractViolation {
        ServiceObjects<T> objects = Optional.ofNullable(context.getServiceObjects(reference))
                .orElseThrow(() -> new ContractViolation("its service is gone"));
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // threads that the plug-in starts inherit this, and can be told from others when it is gone
        classLoader(reference.getBundle()).ifPresent(thread::setContextClassLoader);
        try {
            T plugin = Optional.ofNullable(objects.getService())
                    .orElseThrow(() -> new ContractViolation("its service cannot be made: see the log for the cause"));
            Instance<T> instance = new Instance<>(plugin, () -> giveBack(objects, plugin));
            if (!type.isInstance(plugin)) {
                instance.giveBack.run();
                throw new ContractViolation("it was built with another " + type.getName() + " than this node's");
            }
            return instance;
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** The loader of the bundle's classes, if it is resolved. */
    static Optional<ClassLoader> classLoader(Bundle bundle) {
        return Optional.ofNullable(bundle)
                .map(present -> present.adapt(BundleWiring.class))
                .map(BundleWiring::getClassLoader);
    }

    private static <T> void giveBack(ServiceObjects<T> objects, T plugin) {
        try {
            objects.ungetService(plugin);
        } catch (IllegalStateException | IllegalArgumentException gone) {
            LOG.debug("The service was unregistered before its instance was given back", gone);
        }
    }
}
