package io.patchbay.hotswap.internal;

import io.patchbay.api.hotswap.Experiment;
import io.patchbay.api.hotswap.PluginNotice;
import io.patchbay.api.hotswap.PluginStatus;
import io.patchbay.api.hotswap.Slot;
import io.patchbay.hotswap.internal.Judgements.Judgement;
import io.patchbay.support.Threads;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;

/**
 * Connects slots with plug-ins. Thread-safe: whatever happens becomes a short task of one thread, which owns all state; plug-ins
 * and extension points run on threads of {@link BoundedCalls}, engines go on on those of a small pool.
 */
final class Switchboard implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Comparator<PluginStatus> BY_NAME = Comparator.comparing(PluginStatus::kind)
            .thenComparing(PluginStatus::name)
            .thenComparing(status -> Version.parseVersion(status.version()))
            .thenComparing(PluginStatus::file);

    private final OneThread thread = new OneThread("hotswap-switchboard");
    private final ThreadPoolExecutor callbacks = Threads.pool("hotswap-callback", 2, 10_000);
    private final BoundedCalls calls = new BoundedCalls(thread);
    private final Supplier<Settings> settings;
    private final Pins pins;
    private final Notices notices;
    private final Roster roster;
    private volatile List<Listing> listings = List.of();
    private volatile Map<String, Set<Experiment.Mode>> modes = Map.of();
    private volatile boolean quiet = true;
    private volatile JarEvents jars = JarEvents.NOBODY;
    private volatile Runnable onChange = () -> {};

    Switchboard(BundleContext context, Clock clock, Supplier<Settings> settings, Pins pins, Notices notices) {
        this.settings = settings;
        this.pins = pins;
        this.notices = notices;
        PluginInstances instances = new PluginInstances(context);
        this.roster = new Roster(
                new Surroundings(thread, calls, instances, settings, pins, () -> jars, this::publish),
                new Checks(calls, instances, () -> settings.get().check(), thread),
                clock);
    }

    /** From now on this one is told what happens to jars. */
    void tell(JarEvents listener) {
        jars = listener;
    }

    /** From now on this is run whenever the plug-ins, or what they serve, may have changed; on the switchboard's thread. */
    void onChange(Runnable listener) {
        onChange = listener;
    }

    BoundedCalls calls() {
        return calls;
    }

    /**
     * Opens a slot, and fills it if a plug-in of the name serves.
     *
     * @param version the only one that may serve in it; empty for the best one
     * @param scope what is served by whatever fills it; empty where no experiment is concerned
     */
    <T> Slot<T> open(Class<T> type, String name, Optional<String> version, Optional<String> scope) {
        LiveSlot<T> slot = new LiveSlot<>(
                type, Objects.requireNonNull(name, "name"), version, scope, thread, callbacks, this::close);
        Waits.most(on(() -> roster.open(slot)), settings.get().check().plus(PATIENCE));
        return slot;
    }

    private <T> void close(LiveSlot<T> slot) {
        thread.tell(() -> roster.close(slot));
    }

    /** What is installed, and what it serves. */
    List<Listing> listings() {
        return listings;
    }

    /** By kind, name and version. */
    List<PluginStatus> plugins() {
        return listings.stream().map(Listing::status).sorted(BY_NAME).toList();
    }

    /** In which ways plug-ins of a kind can be tried. */
    Set<Experiment.Mode> modes(String kind) {
        return modes.getOrDefault(kind, Set.of());
    }

    boolean pin(PluginKey plugin, String version) {
        boolean installed = isInstalled(plugin, version);
        if (installed) {
            pins.pin(plugin, version);
            repin(plugin);
        }
        return installed;
    }

    boolean clearFaults(PluginKey plugin, String version) {
        boolean installed = isInstalled(plugin, version);
        if (installed) {
            Waits.most(
                    on(() -> roster.forgive(plugin, version)),
                    settings.get().check().plus(PATIENCE));
        }
        return installed;
    }

    private boolean isInstalled(PluginKey plugin, String version) {
        return listings.stream()
                .anyMatch(listing ->
                        listing.key().equals(plugin) && listing.version().equals(version) && !listing.leaving());
    }

    boolean unpin(PluginKey plugin) {
        boolean pinned = pins.unpin(plugin);
        if (pinned) {
            repin(plugin);
        }
        return pinned;
    }

    private void repin(PluginKey plugin) {
        Waits.most(on(() -> roster.repin(plugin)), settings.get().check().plus(PATIENCE));
    }

    void announce(long bundleId, JarFacts jar) {
        thread.execute(() -> roster.announce(bundleId, jar));
    }

    void describe(long bundleId, String file, long modifiedMillis) {
        thread.execute(() -> roster.describe(bundleId, file, modifiedMillis));
    }

    CompletableFuture<Judgement> judge(long bundleId, OptionalLong replaced) {
        return on(() -> roster.judge(bundleId, replaced));
    }

    CompletableFuture<Map<Long, String>> admit(Set<Long> bundleIds, Set<Long> superseded) {
        return on(() -> roster.admit(bundleIds, superseded));
    }

    CompletableFuture<Void> reinstate(Set<Long> superseded) {
        return on(() -> roster.reinstate(superseded));
    }

    CompletableFuture<Void> withdraw(long bundleId) {
        return on(() -> roster.withdraw(bundleId));
    }

    void forget(long bundleId) {
        thread.execute(() -> roster.forget(bundleId));
    }

    /** Whether every plug-in that can be checked was. */
    boolean isQuiet() {
        return quiet;
    }

    void arrived(ServiceReference<?> service) {
        thread.execute(() -> roster.arrived(service));
    }

    void changed(ServiceReference<?> service) {
        thread.execute(() -> roster.changed(service));
    }

    CompletableFuture<Void> gone(ServiceReference<?> service) {
        return on(() -> roster.gone(service));
    }

    void extend(ServiceReference<?> reference, Extension<?> extension) {
        thread.execute(() -> roster.extend(reference, extension));
    }

    void retract(ServiceReference<?> reference) {
        thread.execute(() -> roster.retract(reference));
    }

    /** Runs on the switchboard's thread: for what must not run under a caller's stack. */
    void execute(Runnable task) {
        thread.execute(task);
    }

    @Override
    public void close() {
        thread.execute(roster::shut);
        calls.close();
        thread.close();
        Threads.close(callbacks, PATIENCE);
    }

    private void publish() {
        listings = roster.listings();
        modes = roster.modes();
        quiet = roster.isQuiet();
        notices.set(PluginNotice.Kind.NAME_CLAIMED_TWICE, roster.claims());
        thread.tell(onChange); // later: what is under way here must not wait for the disk
    }

    private <R> CompletableFuture<R> on(Supplier<CompletableFuture<R>> task) {
        return CompletableFuture.completedFuture(task).thenComposeAsync(Supplier::get, thread);
    }
}
