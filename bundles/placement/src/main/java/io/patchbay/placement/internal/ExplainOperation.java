package io.patchbay.placement.internal;

import io.patchbay.api.placement.Explanation;
import io.patchbay.api.placement.Explanation.WorkerVerdict;
import io.patchbay.api.placement.Fit;
import io.patchbay.api.placement.RefusalCode;
import io.patchbay.api.placement.ScheduleRequest;
import io.patchbay.api.placement.Scheduled;
import io.patchbay.api.placement.WorkerAnnouncement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Decides a request on a copy of a ledger and says why. Goes on without the matcher's reasons if that call is given up. */
final class ExplainOperation extends LedgerOperation<Explanation> {
    private static final int MAX_REASON = 300; // characters; it is a plug-in's

    private final ScheduleRequest request;
    private final ScheduleOperation question;
    private boolean decided;
    private boolean asked;

    ExplainOperation(Ledger copy, ScheduleRequest request) {
        super(copy);
        this.request = request;
        this.question = new ScheduleOperation(copy, request, this);
    }

    @Override
    Explanation doIt() {
        if (!decided) {
            boolean known = ledger().bookings().find(request.task()) != TaskTable.NONE;
            question.perform();
            decided = true;
            if (!known) {
                ledger().execution().unschedule(request.task()); // the loads shown are those that it was decided by
            }
        }
        DecisionRecord record = question.record();
        List<String> reasons = List.of();
        if (!asked && !record.by().matcher().isEmpty() && !record.by().equals(Labels.ENGINE_CHOSE)) {
            asked = true;
            reasons = ledger().matcherReasons(request.preference(), this);
        }
        return new Explanation(
                record.outcome(),
                record.by().scheduler(),
                record.by().matcher(),
                record.by().strategy(),
                verdicts(record, reasons));
    }

    @Override
    Explanation notReady() {
        return Explainer.unexplained(ScheduleOperation.NOT_READY);
    }

    @Override
    Explanation busy() {
        return Explainer.unexplained(new Scheduled.Refused(RefusalCode.BUSY, "too many requests are waiting"));
    }

    @Override
    Explanation withoutPlugin(String message) {
        return Explainer.unexplained(new Scheduled.Refused(RefusalCode.NO_PLUGIN, message));
    }

    private List<WorkerVerdict> verdicts(DecisionRecord record, List<String> reasons) {
        PreferenceIndex index = ledger().indexes().byHeart(request.preference());
        Optional<String> chosen =
                record.outcome() instanceof Scheduled.Placed placed ? Optional.of(placed.worker()) : Optional.empty();
        List<WorkerVerdict> verdicts = new ArrayList<>();
        ledger().roster().forEach(worker -> {
            String reason = worker.position() < reasons.size() ? reasons.get(worker.position()) : "";
            boolean isChosen = chosen.filter(worker.id()::equals).isPresent();
            verdicts.add(verdict(worker, record, index, reason, isChosen));
        });
        return verdicts;
    }

    private WorkerVerdict verdict(
            LedgerWorker worker, DecisionRecord record, PreferenceIndex index, String reason, boolean chosen) {
        if (chosen && record.by().strategy().isEmpty()) {
            return verdict(worker, true, true, "scheduler " + record.by().scheduler(), "it has the task already");
        }
        if (!worker.isAvailable(request.seats())) {
            return verdict(worker, false, false, "availability", unavailability(worker));
        }
        if (record.by().matcher().isEmpty()) {
            return verdict(worker, false, false, "scheduler " + record.by().scheduler(), "it was not considered");
        }
        if (chosen) {
            return verdict(worker, true, true, "strategy " + record.by().strategy(), "chosen");
        }
        Fit fit = index.verdict(worker.position());
        boolean kept = index.candidates(request.seats()).contains(worker.position());
        String why = reason == null || reason.isEmpty() ? fit.name().toLowerCase(Locale.ROOT) : reason;
        String said = why.length() <= MAX_REASON ? why : why.substring(0, MAX_REASON) + "…";
        return verdict(
                worker,
                kept,
                false,
                "matcher " + record.by().matcher(),
                kept || fit == Fit.UNFIT ? said : said + ", and others are preferred");
    }

    private static WorkerVerdict verdict(LedgerWorker worker, boolean kept, boolean chosen, String by, String reason) {
        return new WorkerVerdict(worker.id(), worker.load(), kept, chosen, by, reason);
    }

    private String unavailability(LedgerWorker worker) {
        if (worker.state().isPresent() && worker.state().getAsInt() != WorkerAnnouncement.READY) {
            return "state " + worker.state().getAsInt() + " is not " + WorkerAnnouncement.READY + ", ready";
        }
        if (worker.isReady()) {
            return "no free seat (" + worker.seatsTaken() + " of "
                    + worker.info().seats().orElseThrow() + " taken, " + request.seats() + " wanted)";
        }
        return "load " + worker.reportedLoad() + " is not below its maximum "
                + worker.info().maxLoad();
    }
}
