package io.patchbay.portal.internal.session;

import io.patchbay.api.hotswap.Slots;
import io.patchbay.api.portal.ProtocolVersion;
import io.patchbay.portal.internal.Alarms;
import io.patchbay.portal.internal.GuardedCalls;
import io.patchbay.portal.internal.PlugInWatch;
import io.patchbay.portal.internal.PortalSettings;
import io.patchbay.portal.internal.PortalThreads;
import io.patchbay.portal.internal.Substitutes;
import io.patchbay.portal.internal.ThreadProbe;
import io.patchbay.support.Threads;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
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
    private static final int MOST_COMPARISONS = 1_000;
    private static final long BUDGET_MILLIS =
            250; // codecs take microseconds; a fault is remembered, so none is to be false

    private final Slots slots;
    private final Alarms alarms;
    private final Substitutes substitutes;
    private final Executor comparisons;
    private final Runnable afterwards;
    private final PlugInWatch watch;
    private final PortalSettings settings;
    private final Map<String, Protocol> byName = new ConcurrentHashMap<>();
    private volatile Consumer<Protocol> onGone = gone -> {};

    @Activate
    public Protocols(@Reference Slots slots, @Reference PortalThreads threads, @Reference PortalSettings settings) {
        this(slots, threads, settings, Threads.pool("portal-shadow", 1, MOST_COMPARISONS));
    }

    private Protocols(Slots slots, PortalThreads threads, PortalSettings settings, ExecutorService comparisons) {
        this(slots, threads, threads, settings, comparisons, () -> Threads.close(comparisons, Duration.ofMillis(500)));
    }

    /**
     * @param substitutes for threads that are caught in a codec
     * @param comparisons runs what nobody waits for
     * @param afterwards run when this has closed
     */
    Protocols(
            Slots slots,
            Alarms alarms,
            Substitutes substitutes,
            PortalSettings settings,
            Executor comparisons,
            Runnable afterwards) {
        this.substitutes = substitutes;
        this.comparisons = comparisons;
        this.afterwards = afterwards;
        this.slots = slots;
        this.alarms = alarms;
        this.watch = new PlugInWatch(alarms, ThreadProbe.ofThisMachine(), BUDGET_MILLIS);
        this.settings = settings;
    }

    @Deactivate
    void close() {
        onGone = gone -> {};
        byName.values().forEach(Protocol::close);
        afterwards.run();
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
            Protocol opened = new Protocol(
                    slots.openFor(ProtocolVersion.class, name, name),
                    new GuardedCalls(watch, substitutes),
                    new CodecTrials(name, slots, watch, comparisons, alarms),
                    alarms);
            if (byName.putIfAbsent(name, opened) != null) {
                opened.close(); // two codecs of one version came at once
            }
        }
    }

    /** By now its slot has gone on to a successor, or is empty. */
    void unbindVersion(Map<String, Object> properties) {
        if (properties.get(ProtocolVersion.NAME) instanceof String name) {
            find(name).filter(protocol -> !protocol.isInstalled()).ifPresent(this::awaitSuccessor);
        }
    }

    private void awaitSuccessor(Protocol protocol) {
        CompletionStage<Void> unused = protocol.whenInstalled(
                        Duration.ofMillis(settings.now().successorWaitMillis()))
                .thenAccept(installed -> {
                    if (!installed) {
                        onGone.accept(protocol);
                    }
                });
    }

    /** Who is told, on some other thread, that a version was removed and that no successor has come in time. */
    void onGone(Consumer<Protocol> listener) {
        onGone = listener;
    }

    /** The version of that name, if one was ever installed. */
    public Optional<Protocol> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The version of a client that names that one, or none; {@link #LEGACY} is a name of ours that no client may use. */
    Optional<Protocol> ofClient(Optional<String> named) {
        return named.isPresent() ? named.filter(name -> !name.equals(LEGACY)).flatMap(this::find) : find(LEGACY);
    }

    /** The versions that clients can name right now. */
    List<String> nameable() {
        return installed().stream().filter(name -> !name.equals(LEGACY)).toList();
    }

    /** The versions that clients can use right now. */
    public List<String> installed() {
        return byName.values().stream()
                .filter(Protocol::isInstalled)
                .map(Protocol::name)
                .sorted()
                .toList();
    }
}
