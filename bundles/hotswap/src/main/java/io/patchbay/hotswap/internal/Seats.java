package io.patchbay.hotswap.internal;

import io.patchbay.hotswap.internal.PluginInstances.Instance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The instances that are at work in the slots of one switch: how they are made, and how they end once their leases are over.
 * Confined to the switchboard's thread, on which no plug-in ever runs.
 *
 * @param <T> the interface of the extension point
 */
final class Seats<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Seats.class);
    private static final Duration GIVE_BACK_BOUND = Duration.ofSeconds(5);

    private final Class<T> type;
    private final Surroundings surroundings;
    private final boolean forTrial;
    private final Map<LiveSlot<T>, Seat<T>> seats = new HashMap<>();
    private Duration patience = Duration.ZERO;

    /** @param forTrial whether the slots are those of experiments */
    Seats(Class<T> type, Surroundings surroundings, boolean forTrial) {
        this.type = type;
        this.surroundings = surroundings;
        this.forTrial = forTrial;
    }

    /** An instance at work in a slot. */
    private record Seat<T>(Candidate<T> candidate, Instance<T> instance, Holder<T> holder) {}

    /** How long leases may last at least. */
    Duration patience() {
        return patience;
    }

    void setPatience(Duration atLeast) {
        patience = atLeast;
    }

    /** Whether the candidate is at work in this slot. */
    boolean hold(LiveSlot<T> slot, Candidate<T> candidate) {
        return Optional.ofNullable(seats.get(slot))
                .filter(seat -> seat.candidate.equals(candidate))
                .isPresent();
    }

    /** Whether the candidate is at work in any slot. */
    boolean hold(Candidate<T> candidate) {
        return seats.values().stream().anyMatch(seat -> seat.candidate.equals(candidate));
    }

    /**
     * Makes so many instances; each must be given to {@link #sit} or {@link #giveBack}, or all be {@link #notMade}.
     *
     * @return completes on any thread
     */
    CompletableFuture<List<Instance<T>>> make(Candidate<T> candidate, int count) {
        use(candidate, count);
        return surroundings
                .calls()
                .call(
                        new BoundedCalls.Work<>(
                                candidate.bundleId(),
                                "Making " + candidate,
                                surroundings.settings().get().check(),
                                () -> makeEach(candidate, count)),
                        late -> late.forEach(instance -> instance.giveBack().run()));
    }

    /** So many instances will never be. */
    void notMade(Candidate<T> candidate, int count) {
        use(candidate, -count);
    }

    private List<Instance<T>> makeEach(Candidate<T> candidate, int count) throws Exception {
        List<Instance<T>> made = new ArrayList<>(count);
        try {
            while (made.size() < count) {
                made.add(surroundings.instances().make(candidate.reference(), type));
            }
            return made;
        } finally {
            if (made.size() < count) {
                made.forEach(instance -> instance.giveBack().run());
            }
        }
    }

    /** Puts an instance to work in a slot. */
    void sit(LiveSlot<T> slot, Candidate<T> candidate, Instance<T> instance) {
        Holder<T> holder = new Holder<>(
                instance.plugin(),
                slot.nextGeneration(),
                candidate.key().name() + " " + candidate.version(),
                candidate.isShipped(),
                candidate.faults());
        slot.serve(Optional.of(holder)); // first the successor, then the end of the predecessor
        Optional.ofNullable(seats.put(slot, new Seat<>(candidate, instance, holder)))
                .ifPresent(this::retire);
    }

    /** Empties a slot. */
    void vacate(LiveSlot<T> slot) {
        slot.serve(Optional.empty());
        Optional.ofNullable(seats.remove(slot)).ifPresent(this::retire);
    }

    /** Empties every slot. */
    void vacate() {
        List.copyOf(seats.keySet()).forEach(this::vacate);
    }

    /** The successor took too long: nobody may begin anything more with this one, whose service goes now. */
    void evict(Candidate<T> candidate) {
        List.copyOf(seats.keySet()).stream()
                .filter(slot -> hold(slot, candidate))
                .forEach(this::vacate);
    }

    private void retire(Seat<T> seat) {
        seat.holder.retire();
        CompletableFuture<Void> over = new CompletableFuture<>();
        Duration drain = surroundings.settings().get().drain();
        Duration bound = patience.compareTo(drain) > 0 ? patience : drain;
        ScheduledFuture<?> deadline = surroundings.thread().after(bound, () -> over.complete(null));
        Waits.then(
                seat.holder.drained(),
                (drained, failed) -> surroundings.thread().tell(() -> over.complete(null)));
        Waits.then(over, (ended, failed) -> {
            deadline.cancel(false);
            long open = seat.holder.inFlight();
            if (open > 0) {
                LOG.warn("{} leases of {} were still open after {} ms", open, seat.candidate, bound.toMillis());
            }
            seat.holder.forget();
            giveBack(seat.candidate, seat.instance);
        });
    }

    /** Ends an instance that is not, or no longer, at work. */
    void giveBack(Candidate<T> candidate, Instance<T> instance) {
        Waits.then(
                surroundings
                        .calls()
                        .call(new BoundedCalls.Work<>(
                                candidate.bundleId(), "Giving back " + candidate, GIVE_BACK_BOUND, () -> {
                                    instance.giveBack().run();
                                    return true;
                                })),
                (done, thrown) -> surroundings.thread().tell(() -> {
                    if (thrown != null) {
                        LOG.warn("{} failed when it was given back", candidate, thrown);
                    }
                    use(candidate, -1);
                    surroundings.changed().run();
                }));
    }

    /** At the end: no lease begins any more. */
    void shut() {
        seats.values().forEach(seat -> seat.holder.retire());
    }

    private void use(Candidate<T> candidate, int more) {
        if (forTrial) {
            candidate.tryOut(more);
        } else {
            candidate.use(more);
        }
    }
}
