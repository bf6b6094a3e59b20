package io.patchbay.placement.internal;

import io.patchbay.api.placement.PlacedTask;
import io.patchbay.api.placement.RefusalCode;
import io.patchbay.api.placement.ScheduleRequest;
import io.patchbay.api.placement.Scheduled;
import java.util.Optional;

/** A request for a worker, and the record of how it was decided. */
final class ScheduleOperation extends LedgerOperation<Scheduled> {
    static final Scheduled.Refused NOT_READY =
            new Scheduled.Refused(RefusalCode.NOT_READY, "cluster manager is not ready.");

    private final long begun;
    private final ScheduleRequest request;
    private final Operation<?> whole;
    private int task;
    private Optional<PlacedTask> known = Optional.empty();
    private long atMillis;
    private long seed;
    private Labels labels = Labels.NOBODY;

    ScheduleOperation(Ledger ledger, ScheduleRequest request) {
        super(ledger);
        this.begun = ledger.stopwatch().begin();
        this.request = request;
        this.whole = this;
    }

    /** @param whole the operation that this is a part of */
    ScheduleOperation(Ledger ledger, ScheduleRequest request, Operation<?> whole) {
        super(ledger);
        this.begun = Stopwatch.NOT_TIMED;
        this.request = request;
        this.whole = whole;
    }

    /** What goes on if a plug-in call is given up. */
    Operation<?> whole() {
        return whole;
    }

    ScheduleRequest request() {
        return request;
    }

    /** How long ago it was asked, or {@link Stopwatch#NOT_TIMED}. */
    long nanos() {
        return Stopwatch.since(begun);
    }

    /** When it is decided. */
    long atMillis() {
        return atMillis;
    }

    /** What the strategy's random numbers come from. */
    long seed() {
        return seed;
    }

    /** The task, if it is known: {@link TaskTable#NONE} if not. Holds while the request is decided. */
    int task() {
        return task;
    }

    /** The task as it was before it was decided. */
    Optional<PlacedTask> known() {
        return known;
    }

    /** Who decided. */
    Labels by() {
        return labels;
    }

    /** It is about to be decided. */
    void begin(int number, Optional<PlacedTask> placed, long now, long randomSeed) {
        task = number;
        known = placed;
        atMillis = now;
        seed = randomSeed;
    }

    void decidedBy(Labels whom) {
        labels = whom;
    }

    /** How it was decided, once it was. */
    DecisionRecord record() {
        return new DecisionRecord(request, answer(), atMillis, seed, labels);
    }

    @Override
    Scheduled doIt() {
        return ledger().schedule(this);
    }

    @Override
    Scheduled notReady() {
        return NOT_READY;
    }

    @Override
    Scheduled busy() {
        ledger().counters().addBusy();
        return new Scheduled.Refused(
                RefusalCode.BUSY, "too many requests for purpose " + request.purpose() + " are waiting");
    }

    @Override
    Scheduled withoutPlugin(String message) {
        ledger().counters().addWithoutPlugin();
        return new Scheduled.Refused(RefusalCode.NO_PLUGIN, message);
    }
}
