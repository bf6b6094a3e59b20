package io.patchbay.portal.internal.session;

import io.patchbay.api.hotswap.Slots;
import io.patchbay.api.portal.ProtocolVersion;
import io.patchbay.portal.internal.PlugInWatch;
import io.patchbay.portal.internal.PortalThreads;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * The protocol versions that have been installed since this bundle started: a version is known by the first codec of its name,
 * so that a client cannot make the portal ask for one by naming it. Thread-safe.
 */
@Component(service = Protocols.class)
public final class Protocols {
    /** The version of clients that name none. */
    static final String LEGACY = "legacy";

    private static final int MOST_VERSIONS = 32;
    private static final long BUDGET_MILLIS =
            250; // codecs take microseconds; a fault is remembered, so none is to be false

    private final Slots slots;
    private final PlugInWatch watch;
    private final Map<String, Protocol> byName = new ConcurrentHashMap<>();

    @Activate
    public Protocols(@Reference Slots slots, @Reference PortalThreads threads) {
        this(slots, new PlugInWatch(threads, BUDGET_MILLIS));
    }

    Protocols(Slots slots, PlugInWatch watch) {
        this.slots = slots;
        this.watch = watch;
    }

    @Deactivate
    void close() {
        byName.values().forEach(Protocol::close);
    }

    /** Only the properties are read: the codec itself is called through its slot. */
    @Reference(
            service = ProtocolVersion.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC)
    void bindVersion(Map<String, Object> properties) {
        if (properties.get(ProtocolVersion.NAME) instanceof String name
                && !byName.containsKey(name)
                && byName.size() < MOST_VERSIONS) {
            Protocol opened = new Protocol(slots.open(ProtocolVersion.class, name), watch);
            if (byName.putIfAbsent(name, opened) != null) {
                opened.close(); // two codecs of one version came at once
            }
        }
    }

    void unbindVersion(Map<String, Object> properties) {
        // its slot says from now on that it is missing, until a successor comes
    }

    /** The version of that name, if one was ever installed. */
    public Optional<Protocol> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The versions that clients can use right now, for people. */
    public String installed() {
        TreeSet<String> names = new TreeSet<>();
        byName.values().stream().filter(Protocol::isInstalled).forEach(protocol -> names.add(protocol.name()));
        return names.isEmpty() ? "none" : String.join(", ", names);
    }
}
