package io.patchbay.placement.internal;

import io.patchbay.api.placement.Explanation.WorkerVerdict;
import io.patchbay.api.placement.Fit;
import io.patchbay.api.placement.ScheduleRequest;
import io.patchbay.api.placement.Scheduled;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Says of each worker of a ledger why it is or is not the answer to a request that was just decided there. In the ledger's turn. */
final class Verdicts {
    private static final int MAX_REASON = 300; // characters; it is a plug-in's

    private final ScheduleRequest request;
    private final Labels by;
    private final List<String> reasons;
    private final Function<LedgerWorker, Optional<String>> unavailability;
    private final PreferenceIndex index;
    private final Optional<String> chosen;
    private final Roster roster;

    /**
     * @param record what came out
     * @param reasons of the matcher, for each position; or none at all
     * @param unavailability why a worker could be given nothing; empty of one that could
     */
    Verdicts(
            Ledger ledger,
            DecisionRecord record,
            List<String> reasons,
            Function<LedgerWorker, Optional<String>> unavailability) {
        this.request = record.request();
        this.by = record.by();
        this.reasons = reasons;
        this.unavailability = unavailability;
        this.index = ledger.indexes().byHeart(request.preference());
        this.chosen =
                record.outcome() instanceof Scheduled.Placed placed ? Optional.of(placed.worker()) : Optional.empty();
        this.roster = ledger.roster();
    }

    /** Of every worker, in join order. */
    List<WorkerVerdict> all() {
        List<WorkerVerdict> verdicts = new ArrayList<>();
        roster.forEach(worker -> verdicts.add(of(worker)));
        return verdicts;
    }

    private WorkerVerdict of(LedgerWorker worker) {
        boolean isChosen = chosen.filter(worker.id()::equals).isPresent();
        if (isChosen && by.strategy().isEmpty()) {
            return verdict(worker, true, true, "scheduler " + by.scheduler(), "it has the task already");
        }
        Optional<String> unavailable = isChosen ? Optional.empty() : unavailability.apply(worker);
        if (unavailable.isPresent()) {
            return verdict(worker, false, false, "availability", unavailable.get());
        }
        if (by.matcher().isEmpty()) {
            return verdict(worker, false, false, "scheduler " + by.scheduler(), "it was not considered");
        }
        return isChosen ? verdict(worker, true, true, "strategy " + by.strategy(), "chosen") : judged(worker);
    }

    private WorkerVerdict judged(LedgerWorker worker) {
        Fit fit = index.verdict(worker.position());
        boolean kept = index.candidates(request.seats()).contains(worker.position());
        String reason = worker.position() < reasons.size() ? reasons.get(worker.position()) : "";
        String why = reason == null || reason.isEmpty() ? fit.name().toLowerCase(Locale.ROOT) : reason;
        String said = why.length() <= MAX_REASON ? why : why.substring(0, MAX_REASON) + "…";
        return verdict(
                worker,
                kept,
                false,
                "matcher " + by.matcher(),
                kept || fit == Fit.UNFIT ? said : said + ", and others are preferred");
    }

    private static WorkerVerdict verdict(LedgerWorker worker, boolean kept, boolean chosen, String by, String reason) {
        return new WorkerVerdict(worker.id(), worker.load(), kept, chosen, by, reason);
    }
}
