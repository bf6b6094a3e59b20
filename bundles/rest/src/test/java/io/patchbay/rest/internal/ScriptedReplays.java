package io.patchbay.rest.internal;

import io.patchbay.api.hotswap.Difference;
import io.patchbay.api.placement.Explanation;
import io.patchbay.api.placement.PastDecision;
import io.patchbay.api.placement.RefusalCode;
import io.patchbay.api.placement.ReplayAnswer;
import io.patchbay.api.placement.ReplayRequest;
import io.patchbay.api.placement.Replays;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** One difference of ten for {@code least-used}; any other plug-in is not installed. Thread-safe. */
final class ScriptedReplays implements Replays {
    final List<ReplayRequest> asked = new CopyOnWriteArrayList<>();
    final List<Integer> askedLast = new CopyOnWriteArrayList<>();
    final List<PastDecision> decisions = new CopyOnWriteArrayList<>();
    final Map<Long, Explanation> explanations = new ConcurrentHashMap<>();

    @Override
    public CompletionStage<ReplayAnswer> replay(ReplayRequest request) {
        asked.add(request);
        ReplayAnswer.Spread spread = new ReplayAnswer.Spread(4, 2, 10, 6, 0.1, 0.2, 0.3, 0.05);
        return CompletableFuture.completedStage(
                request.name().equals("least-used")
                        ? new ReplayAnswer.Replayed(
                                "least-used 1.0.0",
                                10,
                                1,
                                2,
                                0,
                                spread,
                                spread,
                                List.of(new Difference(Instant.EPOCH, "task t1", "worker-1", "worker-2")))
                        : new ReplayAnswer.Refused(RefusalCode.NO_PLUGIN, "not installed"));
    }

    @Override
    public CompletionStage<List<PastDecision>> decisions(String purpose, int last) {
        askedLast.add(last);
        return CompletableFuture.completedStage(decisions.stream()
                .filter(one -> one.request().purpose().equals(purpose))
                .limit(last)
                .toList());
    }

    @Override
    public CompletionStage<Optional<Explanation>> explain(String purpose, long number) {
        return CompletableFuture.completedStage(Optional.ofNullable(explanations.get(number)));
    }
}
