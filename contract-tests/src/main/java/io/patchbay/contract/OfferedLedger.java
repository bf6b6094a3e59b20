package io.patchbay.contract;

import io.patchbay.api.placement.Candidates;
import io.patchbay.api.placement.LedgerView;
import io.patchbay.api.placement.PlacedTask;
import io.patchbay.api.placement.Preference;
import io.patchbay.api.placement.ScheduleRequest;
import io.patchbay.api.placement.Worker;
import java.util.List;
import java.util.Optional;

/** A made-up ledger as a scheduler sees it during one call. Immutable. */
final class OfferedLedger implements LedgerView {
    /** One that nobody has, one that is reserved, one that executes, one whose worker is gone; each may be followed by {@code -1}. */
    static final List<String> TASKS = List.of("new", "reserved", "executing", "orphaned");

    static final long RESERVE_MILLIS = 1000;

    /** How far the way to a worker is open. */
    enum Answers {
        /** Every worker is available and matches, and one is chosen. */
        ALL,
        /** No worker is available. */
        NOBODY_AVAILABLE,
        /** None of the available ones matches. */
        NOBODY_MATCHES,
        /** The strategy refuses all that match. */
        NOBODY_CHOSEN
    }

    private final Fleet fleet;
    private final Call call;
    private final Answers answers;
    private final OfferedCandidates candidates;

    OfferedLedger(Fleet fleet, Call call, Answers answers) {
        this.fleet = fleet;
        this.call = call;
        this.answers = answers;
        this.candidates = call.handOut(new OfferedCandidates(fleet, call));
    }

    /** Whether a scheduler may reserve this worker. */
    boolean offers(Worker worker) {
        return (answers == Answers.ALL || answers == Answers.NOBODY_CHOSEN) && candidates.offers(worker);
    }

    PlacedTask placed(String name) {
        String first = fleet.members().get(0).id();
        return switch (TASKS.indexOf(name.split("-", 2)[0])) {
            case 1 -> new PlacedTask(name, first, true, false, RESERVE_MILLIS);
            case 2 -> new PlacedTask(name, first, true, true, RESERVE_MILLIS);
            case 3 -> new PlacedTask(name, "gone", false, false, RESERVE_MILLIS);
            default -> PlacedTask.unplaced(name);
        };
    }

    Worker worker() {
        return candidates.all().get(0);
    }

    @Override
    public Optional<PlacedTask> task(String name) {
        call.use("the ledger");
        return Optional.of(placed(name)).filter(PlacedTask::placed);
    }

    @Override
    public boolean anyAvailable() {
        call.use("the ledger");
        return answers != Answers.NOBODY_AVAILABLE;
    }

    @Override
    public Optional<Candidates> candidates(Preference preference) {
        call.use("the ledger");
        return answers == Answers.ALL || answers == Answers.NOBODY_CHOSEN ? Optional.of(candidates) : Optional.empty();
    }

    @Override
    public Optional<Worker> choose(ScheduleRequest request, Candidates offered) {
        call.use("the ledger");
        if (offered != candidates) {
            throw new IllegalArgumentException("these are not the candidates that this ledger answered");
        }
        return answers == Answers.ALL ? Optional.of(candidates.leastLoaded()) : Optional.empty();
    }

    @Override
    public long defaultReserveMillis() {
        call.use("the ledger");
        return RESERVE_MILLIS;
    }
}
