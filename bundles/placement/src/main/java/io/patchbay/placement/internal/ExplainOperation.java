package io.patchbay.placement.internal;

import io.patchbay.api.placement.Explanation;
import io.patchbay.api.placement.PassedOver;
import io.patchbay.api.placement.RefusalCode;
import io.patchbay.api.placement.ScheduleRequest;
import io.patchbay.api.placement.Scheduled;
import io.patchbay.api.placement.WorkerAnnouncement;
import java.util.List;
import java.util.Optional;

/** Decides a request on a copy of a ledger and says why. Goes on without the matcher's reasons if that call is given up. */
final class ExplainOperation extends LedgerOperation<Explanation> {
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
                new Verdicts(ledger(), record, reasons, this::unavailability).all());
    }

    @Override
    Explanation notReady() {
        return Explainer.unexplained(ScheduleOperation.NOT_READY);
    }

    @Override
    Explanation busy() {
        return Explainer.busy("too many requests are waiting");
    }

    @Override
    Explanation withoutPlugin(String message) {
        return Explainer.unexplained(new Scheduled.Refused(RefusalCode.NO_PLUGIN, message));
    }

    private static String inWords(PassedOver why) {
        String what = why == PassedOver.UNREACHED ? "it was not reached" : "it is silent while others are not";
        return what + ", and is passed over until its next report";
    }

    private Optional<String> unavailability(LedgerWorker worker) {
        if (worker.isAvailable(request.seats())) {
            return Optional.empty();
        }
        if (worker.state().isPresent() && worker.state().getAsInt() != WorkerAnnouncement.READY) {
            return Optional.of("state " + worker.state().getAsInt() + " is not " + WorkerAnnouncement.READY
                    + ", ready: it takes nothing new, as one that is being drained");
        }
        if (worker.isReady() && worker.isPassedOver()) {
            return worker.passedOver().map(ExplainOperation::inWords);
        }
        return Optional.of(
                worker.isReady()
                        ? "no free seat (" + worker.seatsTaken() + " of "
                                + worker.info().seats().orElseThrow() + " taken, " + request.seats() + " wanted)"
                        : "load " + worker.reportedLoad() + " is not below its maximum "
                                + worker.info().maxLoad());
    }
}
