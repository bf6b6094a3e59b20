package io.patchbay.portal.internal.namespace;

import io.patchbay.api.hotswap.Slots;
import io.patchbay.api.portal.SocketNamespace;
import io.patchbay.portal.internal.Alarms;
import io.patchbay.portal.internal.GuardedCalls;
import io.patchbay.portal.internal.PlugInWatch;
import io.patchbay.portal.internal.PortalSettings;
import io.patchbay.portal.internal.PortalThreads;
import io.patchbay.portal.internal.Substitutes;
import io.patchbay.portal.internal.ThreadProbe;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The namespaces that have been installed as plug-ins since this bundle started. Thread-safe. */
@Component(service = SocketNamespaces.class)
public final class SocketNamespaces {
    private static final int MOST_NAMESPACES = 64;
    private static final long BUDGET_MILLIS = 250; // as for codecs

    private final Slots slots;
    private final Alarms alarms;
    private final Substitutes substitutes;
    private final Supplier<Duration> successorWait;
    private final PlugInWatch watch;
    private final Map<String, PluggedNamespace> byName = new ConcurrentHashMap<>();

    @Activate
    public SocketNamespaces(
            @Reference Slots slots, @Reference PortalThreads threads, @Reference PortalSettings settings) {
        this(slots, threads, threads, settings);
    }

    /** For tests that own time. */
    public SocketNamespaces(Slots slots, Alarms alarms, Substitutes substitutes, PortalSettings settings) {
        this.substitutes = substitutes;
        this.slots = slots;
        this.alarms = alarms;
        this.successorWait = () -> Duration.ofMillis(settings.now().successorWaitMillis());
        this.watch = new PlugInWatch(alarms, ThreadProbe.ofThisMachine(), BUDGET_MILLIS);
    }

    @Deactivate
    void close() {
        byName.values().forEach(PluggedNamespace::close);
    }

    /** Only the properties are read: the namespace itself is called through its slot. */
    @Reference(
            service = SocketNamespace.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC)
    public void bindNamespace(Map<String, Object> properties) {
        if (properties.get(SocketNamespace.NAME) instanceof String name
                && !byName.containsKey(name)
                && byName.size() < MOST_NAMESPACES) {
            PluggedNamespace opened = new PluggedNamespace(
                    new NamespaceCalls(
                            slots.open(SocketNamespace.class, name), new GuardedCalls(watch, substitutes), alarms),
                    alarms,
                    successorWait);
            if (byName.putIfAbsent(name, opened) != null) {
                opened.close(); // two of one name came at once
            }
        }
    }

    /** By now the slot has gone on to a successor, or is empty. */
    public void unbindNamespace(Map<String, Object> properties) {
        if (properties.get(SocketNamespace.NAME) instanceof String name) {
            Optional.ofNullable(byName.get(name)).ifPresent(PluggedNamespace::reviewClients);
        }
    }

    /** The namespace of that name, without a slash in front, if it is installed now. */
    public Optional<PluggedNamespace> find(String name) {
        return Optional.ofNullable(byName.get(name)).filter(PluggedNamespace::isInstalled);
    }
}
