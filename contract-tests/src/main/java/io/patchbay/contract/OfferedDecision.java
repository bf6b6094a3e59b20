package io.patchbay.contract;

import io.patchbay.api.placement.Candidates;
import io.patchbay.api.placement.Decision;
import io.patchbay.api.placement.Preference;
import io.patchbay.api.placement.Worker;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** A made-up decision as a strategy sees it during one call. Confined to that call. */
final class OfferedDecision implements Decision {
    private final Fleet fleet;
    private final Call call;
    private final OfferedCandidates candidates;
    private final Optional<Worker> previous;
    private final RandomGenerator random;

    /** @param seed of its randomness */
    OfferedDecision(Fleet fleet, Call call, long seed) {
        this.fleet = fleet;
        this.call = call;
        this.candidates = call.handOut(new OfferedCandidates(fleet, call));
        this.previous = fleet.previous().map(this::previous);
        this.random = new SplittableRandom(seed);
    }

    OfferedCandidates offered() {
        return candidates;
    }

    @Override
    public Candidates candidates() {
        call.use("the decision");
        return candidates;
    }

    @Override
    public Optional<Worker> previous() {
        call.use("the decision");
        return previous;
    }

    @Override
    public RandomGenerator random() {
        call.use("the decision");
        return random;
    }

    @Override
    public Preference preference() {
        call.use("the decision");
        return fleet.preference();
    }

    @Override
    public String task() {
        call.use("the decision");
        return "task";
    }

    /** It need not be a candidate. */
    private Worker previous(String id) {
        return candidates.all().stream()
                .filter(worker -> worker.member().id().equals(id))
                .findFirst()
                .orElseGet(() -> call.handOut(new OfferedWorker(Fleet.worker(id, 0), -1, call)));
    }
}
