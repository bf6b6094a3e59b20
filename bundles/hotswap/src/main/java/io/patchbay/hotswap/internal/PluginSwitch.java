package io.patchbay.hotswap.internal;

import io.patchbay.api.hotswap.FaultReason;
import io.patchbay.hotswap.internal.PluginInstances.Instance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One plug-in name of one extension point: what could serve, what does, and the slots that follow. Confined to the
 * switchboard's thread, on which no plug-in ever runs.
 *
 * <p>Slots for one version only hang on a switch of their own below this one, which knows just the candidates of that version
 * and decides nothing about what serves otherwise.
 *
 * @param <T> the interface of the extension point
 */
final class PluginSwitch<T> {
    private static final Logger LOG = LoggerFactory.getLogger(PluginSwitch.class);

    private final Class<T> type;
    private final Surroundings surroundings;
    private final Optional<String> version; // the only one, of a switch below another
    private final Map<String, PluginSwitch<T>> versions = new HashMap<>();
    private final List<Candidate<T>> candidates = new ArrayList<>();
    private final List<Candidate<T>> leaving = new ArrayList<>();
    private final Set<LiveSlot<T>> slots = new LinkedHashSet<>();
    private final Seats<T> seats;
    private final List<CompletableFuture<Void>> settling = new ArrayList<>();
    private final Set<LiveSlot<T>> refused = new HashSet<>(); // the serving candidate gave them no instance
    private Optional<Candidate<T>> serving = Optional.empty();
    private boolean preparing;
    private boolean askedForLastGood;
    private PluginKey key;

    PluginSwitch(Class<T> type, PluginKey key, Surroundings surroundings) {
        this(type, key, surroundings, Optional.empty());
    }

    private PluginSwitch(Class<T> type, PluginKey key, Surroundings surroundings, Optional<String> version) {
        this.type = type;
        this.key = key;
        this.surroundings = surroundings;
        this.version = version;
        this.seats = new Seats<>(type, surroundings, version.isPresent());
    }

    Class<T> type() {
        return type;
    }

    PluginKey key() {
        return key;
    }

    /** The kind became known, and how long its leases may last, with its extension point. */
    void follow(Extension<?> extension) {
        key = new PluginKey(extension.kind(), key.name());
        seats.setPatience(extension.patience());
        slots.forEach(slot -> slot.setKind(extension.kind()));
        versions.values().forEach(below -> below.follow(extension));
    }

    void add(Candidate<T> candidate) {
        candidates.add(candidate);
        Optional.ofNullable(versions.get(candidate.version())).ifPresent(below -> below.add(candidate));
    }

    /** Whether an engine holds a slot that any version may serve in. */
    boolean isInUse() {
        return !slots.isEmpty();
    }

    boolean isUnused() {
        versions.values().removeIf(below -> below.slots.isEmpty() && !below.preparing);
        return candidates.isEmpty() && leaving.isEmpty() && slots.isEmpty() && versions.isEmpty() && !preparing;
    }

    Stream<Candidate<T>> candidates() {
        return candidates.stream();
    }

    Stream<Listing> listings() {
        return Stream.concat(candidates.stream().filter(candidate -> !candidate.isUndecided()), leaving.stream())
                .filter(candidate -> !candidate.isRefused())
                .map(candidate -> new Listing(
                        candidate.key(),
                        candidate.version(),
                        candidate.ranking(),
                        candidate.state(isServing(candidate)),
                        isPinned(candidate),
                        candidate.isLeaving(),
                        isServing(candidate) ? scopes() : Set.of(),
                        candidate.bundleId(),
                        candidate.jar().file(),
                        candidate.jar().sha256(),
                        candidate.faults()));
    }

    private boolean isServing(Candidate<T> candidate) {
        return serving.filter(candidate::equals).isPresent();
    }

    private Set<String> scopes() {
        return slots.stream().map(LiveSlot::scope).flatMap(Optional::stream).collect(Collectors.toUnmodifiableSet());
    }

    /** Completes when the slot has what serves in it now. */
    CompletableFuture<Void> open(LiveSlot<T> slot) {
        if (slot.version().isPresent() && version.isEmpty()) {
            return below(slot.version().get()).open(slot);
        }
        slots.add(slot);
        slot.setKind(key.kind());
        return settled();
    }

    void close(LiveSlot<T> slot) {
        if (slot.version().isPresent() && version.isEmpty()) {
            below(slot.version().get()).close(slot);
            return;
        }
        slots.remove(slot);
        refused.remove(slot);
        seats.vacate(slot);
        settle();
    }

    private PluginSwitch<T> below(String only) {
        return versions.computeIfAbsent(only, wanted -> {
            PluginSwitch<T> below = new PluginSwitch<>(type, key, surroundings, Optional.of(wanted));
            below.seats.setPatience(seats.patience());
            candidates.stream()
                    .filter(candidate -> candidate.version().equals(wanted))
                    .forEach(below::add);
            return below;
        });
    }

    /** Takes a candidate out. It is released when its last lease was closed, or the bound for that has passed. */
    CompletableFuture<Void> leave(Candidate<T> candidate) {
        versions.values().forEach(below -> {
            CompletableFuture<Void> unused = below.leave(candidate); // the one that is answered here
        });
        if (candidates.remove(candidate)) {
            leaving.add(candidate);
            candidate.leave();
            ScheduledFuture<?> eviction =
                    surroundings.thread().after(surroundings.settings().get().drain(), () -> seats.evict(candidate));
            Waits.then(candidate.released(), (released, failed) -> {
                eviction.cancel(false);
                leaving.remove(candidate);
                surroundings.changed().run();
            });
            settle();
        }
        return candidate.released();
    }

    /** Completes when the best candidate serves in every slot. */
    CompletableFuture<Void> settled() {
        CompletableFuture<Void> settled = new CompletableFuture<>();
        settling.add(settled);
        settle();
        return settled;
    }

    /** Has the best candidate serve, if it does not yet. */
    void settle() {
        versions.values().forEach(PluginSwitch::settle);
        if (preparing) {
            return; // the end of that calls here again
        }
        Optional<Candidate<T>> best = best();
        if (best.isEmpty()) {
            seats.vacate();
            serve(best);
            return;
        }
        List<LiveSlot<T>> behind = slots.stream()
                .filter(slot -> !seats.hold(slot, best.get()) && !(best.equals(serving) && refused.contains(slot)))
                .toList();
        if (behind.isEmpty()) {
            serve(best);
        } else {
            prepare(best.get(), behind);
        }
    }

    private Optional<Candidate<T>> best() {
        return candidates.stream()
                .filter(version.isPresent() ? Candidate::isHealthy : Candidate::isEligible)
                .max(Comparator.comparing(candidate -> candidate.rank(isPinned(candidate))));
    }

    private boolean isPinned(Candidate<T> candidate) {
        return surroundings
                .pins()
                .version(candidate.key())
                .filter(candidate.version()::equals)
                .isPresent();
    }

    private void serve(Optional<Candidate<T>> best) {
        if (version.isPresent()) {
            serving = best;
            tellSettled();
            return;
        }
        if (!best.equals(serving)) {
            best.ifPresentOrElse(
                    next -> LOG.info(
                            "{} serves{}",
                            next,
                            serving.map(before -> " instead of " + before).orElse("")),
                    () -> LOG.info("{} is empty: {} no longer serves", key, serving.orElseThrow()));
            serving = best;
            refused.clear();
        }
        askForLastGood();
        tellSettled();
    }

    private void tellSettled() {
        List<CompletableFuture<Void>> done = List.copyOf(settling);
        settling.clear();
        surroundings.changed().run();
        done.forEach(settled -> settled.complete(null));
    }

    private void askForLastGood() {
        boolean well = candidates.stream().anyMatch(Candidate::isHealthy);
        boolean wellWithoutCopies = candidates.stream()
                .anyMatch(candidate -> candidate.isHealthy() && !candidate.jar().lastGoodCopy());
        boolean undecided = candidates.stream().anyMatch(Candidate::isUndecided);
        if (well) {
            askedForLastGood = false;
        }
        if (wellWithoutCopies) {
            if (candidates.stream().anyMatch(candidate -> candidate.jar().lastGoodCopy())) {
                surroundings.jars().get().lastGoodUnneeded(key);
            }
        } else if (!well
                && !undecided
                && !candidates.stream()
                        .allMatch(Candidate::isRefused) // what was before comes back without being asked for
                && !askedForLastGood) {
            askedForLastGood = true;
            surroundings.jars().get().lastGoodNeeded(key);
        }
    }

    private void prepare(Candidate<T> chosen, List<LiveSlot<T>> behind) {
        preparing = true;
        Waits.then(
                seats.make(chosen, behind.size()),
                (made, thrown) -> surroundings.thread().tell(() -> prepared(chosen, behind, made, thrown)));
    }

    private void prepared(Candidate<T> chosen, List<LiveSlot<T>> behind, List<Instance<T>> made, Throwable thrown) {
        preparing = false;
        if (thrown != null) {
            seats.notMade(chosen, behind.size());
            notMade(chosen, behind, "it could not be made: " + Reasons.of(thrown));
        } else {
            boolean stillBest = best().filter(chosen::equals).isPresent();
            for (int i = 0; i < made.size(); i++) {
                if (stillBest && slots.contains(behind.get(i))) {
                    seats.sit(behind.get(i), chosen, made.get(i));
                } else {
                    seats.giveBack(chosen, made.get(i));
                }
            }
        }
        settle();
    }

    private void notMade(Candidate<T> chosen, List<LiveSlot<T>> behind, String reason) {
        if (version.isPresent()) {
            serving = Optional.of(chosen); // it may serve well where it has been made already
            refused.addAll(behind);
            chosen.faults().report(FaultReason.NOT_MADE, reason);
        } else if (seats.hold(chosen)) {
            refused.addAll(behind); // the slots that have an instance keep it
            chosen.faults().report(FaultReason.NOT_MADE, reason);
        } else {
            chosen.fail(reason);
            LOG.warn("{} does not serve: {}", chosen, reason);
        }
    }

    /** Empties every slot, at the end. */
    void shut() {
        versions.values().forEach(PluginSwitch::shut);
        slots.forEach(slot -> slot.serve(Optional.empty()));
        seats.shut();
    }
}
