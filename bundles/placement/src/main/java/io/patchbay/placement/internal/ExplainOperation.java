package io.patchbay.placement.internal;

import io.patchbay.api.placement.Explanation;
import io.patchbay.api.placement.RefusalCode;
import io.patchbay.api.placement.Ruling;
import io.patchbay.api.placement.ScheduleRequest;
import io.patchbay.api.placement.Scheduled;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

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
                inTruth(record.outcome()),
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

    /** Nobody is available, and not only because all are full: then what is told to whoever asks for a worker is not the reason. */
    private Scheduled inTruth(Scheduled outcome) {
        if (!outcome.equals(ledger().refusal(BuiltInPolicy.FULL))) {
            return outcome;
        }
        Map<Unavailability, Integer> counts = new EnumMap<>(Unavailability.class);
        ledger().roster().forEach(worker -> Unavailability.find(worker, request.seats())
                .ifPresent(why -> counts.merge(why, 1, Integer::sum)));
        if (counts.keySet().stream().allMatch(Unavailability::isFullness)) {
            return outcome;
        }
        String reasons = counts.entrySet().stream()
                .map(why -> why.getValue() + " " + why.getKey().ofSeveral())
                .collect(Collectors.joining(", "));
        return ledger().refusal(new Ruling.Refuse(RefusalCode.FULL, "No worker available: " + reasons + "."));
    }

    private Optional<String> unavailability(LedgerWorker worker) {
        return Unavailability.find(worker, request.seats()).map(why -> why.of(worker, request.seats()));
    }
}
