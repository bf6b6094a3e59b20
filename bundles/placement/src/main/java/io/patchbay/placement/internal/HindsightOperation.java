package io.patchbay.placement.internal;

import io.patchbay.api.placement.Explanation;
import java.util.List;
import java.util.Optional;

/**
 * Follows a recording up to one decision and says why it came out as it did. Where a plug-in call is given up it is done anew,
 * and goes on without the plug-in. In the turn of the twin's ledger, on threads that no request waits for.
 */
final class HindsightOperation extends Operation<Optional<Explanation>> {
    private final Twin twin;
    private final Excerpt excerpt;
    private final ScheduleOperation recorded;
    private boolean asked;

    /** @param excerpt with that decision alone */
    HindsightOperation(Twin twin, Excerpt excerpt) {
        this.twin = twin;
        this.excerpt = excerpt;
        this.recorded = (ScheduleOperation) excerpt.operations().get(0);
    }

    @Override
    Optional<Explanation> carryOut() {
        if (recorded.answer() == null || !goTo(excerpt.wanted())) {
            return Optional.empty();
        }
        Ledger ledger = twin.ledger();
        ledger.roster()
                .available(recorded.request().seats()); // before a call, which must not write it if it is given up
        ScheduleOperation again = new ScheduleOperation(ledger, recorded.request(), this);
        again.begin(TaskTable.NONE, recorded.known(), recorded.atMillis(), recorded.seed());
        ledger.decide(again); // so that the matcher has judged everybody
        DecisionRecord record = recorded.record();
        List<String> reasons = List.of();
        if (!asked && !again.by().matcher().isEmpty() && !again.by().equals(Labels.ENGINE_CHOSE)) {
            asked = true;
            reasons = ledger.matcherReasons(recorded.request().preference(), this);
        }
        return Optional.of(new Explanation(
                record.outcome(),
                record.by().scheduler(),
                record.by().matcher(),
                record.by().strategy(),
                new Verdicts(ledger, record, reasons, this::unavailability).all()));
    }

    @Override
    Optional<Explanation> busy() {
        return Optional.of(Explainer.busy("too much is waiting"));
    }

    /**
     * Has the twin look as the ledger did when that decision was made.
     *
     * @return whether it was found
     */
    private boolean goTo(long number) {
        for (Segment.View view : excerpt.views()) {
            twin.begin(view.checkpoint());
            for (int event = 0; event < view.count(); event++) {
                if (view.kind(event) != Segment.DECIDED) {
                    twin.follow(view, event);
                } else if ((long) view.values()[event] == number) {
                    return true;
                } else {
                    twin.picked(view.position(event));
                }
            }
        }
        return false;
    }

    /** A recording has who could be given something, and not in which state everybody was. */
    private Optional<String> unavailability(LedgerWorker worker) {
        int free = twin.roster().freeSeats(worker.position());
        int wanted = recorded.request().seats();
        if (worker.reportedLoad() >= worker.info().maxLoad()) {
            return Optional.of("load " + worker.reportedLoad() + " was not below its maximum "
                    + worker.info().maxLoad());
        }
        if (free < wanted) {
            return Optional.of("no free seat (" + free + " free, " + wanted + " wanted)");
        }
        return twin.roster().isAvailable(worker.position())
                ? Optional.empty()
                : Optional.of("it was not ready, or passed over");
    }
}
