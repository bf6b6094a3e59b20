package io.patchbay.hotswap.internal;

import io.patchbay.api.hotswap.ExtensionPoint;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.osgi.framework.AllServiceListener;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the switchboard of extension points and plug-ins as they come and go. Thread-safe. */
final class PluginServices implements AllServiceListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PluginServices.class);
    private static final Duration ASKING_BOUND = Duration.ofSeconds(10);
    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final String FILTER = "(|(" + Constants.OBJECTCLASS + "=" + ExtensionPoint.class.getName() + ")("
            + ExtensionPoint.PLUGIN_NAME + "=*))";

    private final BundleContext context;
    private final Switchboard switchboard;
    private final Supplier<Settings> settings;
    private final Set<ServiceReference<?>> held = ConcurrentHashMap.newKeySet();

    PluginServices(BundleContext context, Switchboard switchboard, Supplier<Settings> settings) {
        this.context = context;
        this.switchboard = switchboard;
        this.settings = settings;
    }

    /** Begins to listen, and looks up what is there already. */
    void begin() {
        try {
            context.addServiceListener(this, FILTER);
            Optional.ofNullable(context.getAllServiceReferences(null, FILTER)).stream()
                    .flatMap(Arrays::stream)
                    .forEach(this::arrived);
        } catch (InvalidSyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        context.removeServiceListener(this);
        held.forEach(context::ungetService);
    }

    @Override
    public void serviceChanged(ServiceEvent event) {
        ServiceReference<?> reference = event.getServiceReference();
        try {
            switch (event.getType()) {
                case ServiceEvent.REGISTERED -> arrived(reference);
                case ServiceEvent.MODIFIED -> modified(reference);
                case ServiceEvent.MODIFIED_ENDMATCH, ServiceEvent.UNREGISTERING -> gone(reference);
                default -> LOG.debug("Unknown service event {}", event.getType());
            }
        } catch (RejectedExecutionException stopped) {
            LOG.debug("{} changed while hotswap stops", reference, stopped);
        }
    }

    private void arrived(ServiceReference<?> reference) {
        if (isExtensionPoint(reference)) {
            switchboard.execute(() -> ask(reference));
        } else {
            switchboard.arrived(reference);
        }
    }

    private void modified(ServiceReference<?> reference) {
        if (!isExtensionPoint(reference)) {
            switchboard.changed(reference);
        }
    }

    private void gone(ServiceReference<?> reference) {
        if (isExtensionPoint(reference)) {
            held.remove(reference);
            switchboard.retract(reference);
        } else {
            // the service is valid until this returns: what is under way with it gets its time to end
            Waits.most(switchboard.gone(reference), settings.get().drain().plus(GRACE));
        }
    }

    // on a thread of its own, because it activates the engine's component, which may open slots
    private void ask(ServiceReference<?> reference) {
        Waits.then(
                switchboard
                        .calls()
                        .call(
                                new BoundedCalls.Work<>(
                                        (Long) reference.getProperty(Constants.SERVICE_BUNDLEID),
                                        "Asking " + reference,
                                        ASKING_BOUND,
                                        () -> extensionOf(reference)),
                                found -> extend(reference, found)),
                (found, thrown) -> {
                    if (thrown == null) {
                        extend(reference, found);
                    } else {
                        LOG.error("The extension point {} cannot be used", reference, thrown);
                    }
                });
    }

    private Optional<Extension<?>> extensionOf(ServiceReference<?> reference) {
        return Optional.ofNullable((ExtensionPoint<?>) context.getService(reference))
                .map(Extension::of);
    }

    private void extend(ServiceReference<?> reference, Optional<Extension<?>> found) {
        found.ifPresent(extension -> {
            held.add(reference);
            switchboard.extend(reference, extension);
        });
    }

    private static boolean isExtensionPoint(ServiceReference<?> reference) {
        return Arrays.asList((String[]) reference.getProperty(Constants.OBJECTCLASS))
                .contains(ExtensionPoint.class.getName());
    }
}
