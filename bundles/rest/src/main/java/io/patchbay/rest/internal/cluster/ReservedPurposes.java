package io.patchbay.rest.internal.cluster;

import io.patchbay.api.placement.Placement;
import io.patchbay.api.placement.WorkerStatus;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The purposes whose workers are nodes only, and the ids of those workers, so that nobody else speaks for them: who they are is
 * asked at most once a second, not for every report. Thread-safe.
 */
final class ReservedPurposes {
    private static final Set<String> PURPOSES = Set.of("portal", "conference");
    private static final long FRESH_MILLIS = 1_000;

    private record Known(long asOfMillis, Set<String> workers) {}

    private final Placement placement;
    private final Clock clock;
    private final AtomicReference<Optional<Known>> known = new AtomicReference<>(Optional.empty());

    ReservedPurposes(Placement placement, Clock clock) {
        this.placement = placement;
        this.clock = clock;
    }

    static boolean isReserved(String purpose) {
        return PURPOSES.contains(purpose);
    }

    /** Whether a worker is a node's. */
    CompletionStage<Boolean> isNodes(String worker) {
        Optional<Known> last = known.get();
        if (last.isPresent() && clock.millis() - last.get().asOfMillis() < FRESH_MILLIS) {
            return CompletableFuture.completedFuture(last.get().workers().contains(worker));
        }
        long now = clock.millis();
        return placement
                .workers(Optional.of("portal"), 0)
                .thenCombine(placement.workers(Optional.of("conference"), 0), (portals, conferences) -> {
                    Set<String> ids = idsOf(portals, conferences);
                    known.set(Optional.of(new Known(now, ids)));
                    return ids.contains(worker);
                });
    }

    private static Set<String> idsOf(List<WorkerStatus> portals, List<WorkerStatus> conferences) {
        return Stream.concat(portals.stream(), conferences.stream())
                .map(WorkerStatus::id)
                .collect(Collectors.toUnmodifiableSet());
    }
}
