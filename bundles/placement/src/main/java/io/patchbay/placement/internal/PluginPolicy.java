package io.patchbay.placement.internal;

import io.patchbay.api.hotswap.FaultReason;
import io.patchbay.api.hotswap.Lease;
import io.patchbay.api.placement.LedgerView;
import io.patchbay.api.placement.Matcher;
import io.patchbay.api.placement.PlacedTask;
import io.patchbay.api.placement.Preference;
import io.patchbay.api.placement.Ruling;
import io.patchbay.api.placement.ScheduleRequest;
import io.patchbay.api.placement.Scheduler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The plug-ins rule, watched and checked; where one breaks its contract, or is caught in a call, somebody else rules in their
 * place. Confined to the turn.
 */
final class PluginPolicy implements Policy {
    /** A question to the scheduler that it answers with a time. */
    private interface Question {
        long ask(Scheduler scheduler, LedgerView view);
    }

    /** Rules where the scheduler broke its contract too often; matcher and strategy are asked all the same. */
    private static final Scheduler BUILT_IN = new StickyRules();

    /** A call of nobody but a matcher. */
    private static final class Inquiry extends PluginCall {
        Inquiry(Seats seats) {
            super(seats, Seats.MATCHER);
        }
    }

    private final Ledger ledger;
    private final Turn turn;
    private final Policy instead;
    private final boolean tried;
    private final Seats seats;
    private IndexCache indexes;
    private Optional<CaughtCall> caught = Optional.empty(); // the last one, until it is over
    private Labels labels = Labels.NOBODY; // of the last decision: mostly those of the next

    /** The plug-ins that serve. */
    static PluginPolicy serving(Ledger ledger, Policy builtIn, Seats seats) {
        return new PluginPolicy(ledger, builtIn, seats, false);
    }

    /**
     * Plug-ins one of which is tried: nothing is mended for them, and nothing waits for them.
     *
     * @param instead rules over every decision in which one of them fails
     */
    static PluginPolicy tried(Ledger ledger, Policy instead, Seats seats) {
        return new PluginPolicy(ledger, instead, seats, true);
    }

    private PluginPolicy(Ledger ledger, Policy instead, Seats seats, boolean tried) {
        this.ledger = ledger;
        this.turn = ledger.turn();
        this.instead = instead;
        this.seats = seats;
        this.tried = tried;
        this.indexes = new IndexCache(ledger.roster());
    }

    /** What the matcher has said. */
    IndexCache indexes() {
        return indexes;
    }

    /** What the matcher said is not to be relied on, or the roster is another one. */
    void forgetIndexes() {
        indexes = new IndexCache(ledger.roster());
    }

    /** Has others from now on that an abandoned call does not know. */
    void replaceIndexes() {
        indexes = indexes.replacement();
    }

    Seats seats() {
        return seats;
    }

    /** A call was given up: no plug-in is called before it is over. */
    CaughtCall giveUp(PluginCall call) {
        Seat<?> seat = call.seats().at(call.running());
        seat.distrust();
        CaughtCall last =
                new CaughtCall(call, seat, seat.held(), tried, call.seats().abandon());
        caught = Optional.of(last);
        return last;
    }

    @Override
    public Ruling decide(ScheduleOperation operation) {
        if (isCaught() || (tried && isEmpty())) {
            return instead.decide(operation);
        }
        Lease<Scheduler> lease = seats.scheduler().lease(turn.onOwnThread());
        Hearing hearing = new Hearing(ledger, seats, indexes, operation);
        Ruling ruling = null;
        Throwable failure = null;
        turn.begin(hearing, operation.whole());
        try {
            Scheduler scheduler = seats.scheduler().isFaulty() ? BUILT_IN : lease.plugin();
            ruling = scheduler.decide(operation.request(), hearing);
        } catch (Throwable thrown) { // a plug-in may be missing a class, too
            failure = thrown;
        }
        turn.end(hearing);
        if (hearing.postponed().isPresent()) {
            if (tried && hearing.postponed().get().emptySlot().isPresent()) {
                return instead.decide(operation);
            }
            throw hearing.postponed().get();
        }
        if (failure != null) {
            ledger.fault(lease, failure);
            return instead.decide(operation);
        }
        Optional<String> violation = violation(ruling, operation, hearing);
        if (violation.isPresent()) {
            ledger.fault(lease, FaultReason.BAD_ANSWER, violation.get());
            return instead.decide(operation);
        }
        if (tried && hearing.hadFault()) {
            return instead.decide(operation);
        }
        seats.scheduler().keptContract(1);
        operation.decidedBy(labels(lease, hearing));
        return ruling;
    }

    @Override
    public long pickedUp(PlacedTask task, LedgerWorker worker, Operation<?> operation) {
        return millis(
                operation,
                (scheduler, view) -> scheduler.pickedUp(task, worker.offered(ledger.tenure()), view),
                () -> instead.pickedUp(task, worker, operation));
    }

    @Override
    public long laidDown(PlacedTask task, LedgerWorker worker, boolean executing, Operation<?> operation) {
        return millis(
                operation,
                (scheduler, view) -> scheduler.laidDown(task, worker.offered(ledger.tenure()), executing),
                () -> instead.laidDown(task, worker, executing, operation));
    }

    @Override
    public long expired(PlacedTask task, Operation<?> operation) {
        return millis(operation, (scheduler, view) -> scheduler.expired(task), () -> instead.expired(task, operation));
    }

    /**
     * Asks the matcher for its reasons, for an explanation.
     *
     * @return one for each position of the roster, or none at all if the matcher fails
     */
    List<String> reasons(Preference preference, Operation<?> operation) {
        if (isCaught()) {
            return List.of();
        }
        Lease<Matcher> lease = seats.matcher().lease(turn.onOwnThread());
        if (seats.matcher().isFaulty()) {
            return List.of();
        }
        PluginCall inquiry = new Inquiry(seats);
        List<String> reasons = new ArrayList<>();
        Throwable failure = null;
        turn.begin(inquiry, operation);
        try {
            Roster roster = ledger.roster();
            for (int position = 0; position < roster.end(); position++) {
                turn.requireOpen(inquiry);
                reasons.add(
                        roster.isTaken(position)
                                ? lease.plugin()
                                        .why(preference, roster.at(position).info())
                                : "");
            }
        } catch (Throwable thrown) {
            failure = thrown;
        }
        turn.end(inquiry);
        if (failure != null) {
            ledger.fault(lease, failure);
            return List.of();
        }
        return reasons;
    }

    private long millis(Operation<?> operation, Question question, LongSupplier builtInAnswer) {
        if (isCaught()) {
            return builtInAnswer.getAsLong();
        }
        Lease<Scheduler> lease;
        try {
            lease = seats.scheduler().lease(turn.onOwnThread());
        } catch (PostponedException reason) {
            return answerOrThrow(reason, builtInAnswer);
        }
        if (seats.scheduler().isFaulty()) {
            return builtInAnswer.getAsLong();
        }
        Hearing hearing = new Hearing(ledger, seats, indexes);
        long millis = 0;
        Throwable failure = null;
        turn.begin(hearing, operation);
        try {
            millis = question.ask(lease.plugin(), hearing);
        } catch (Throwable thrown) {
            failure = thrown;
        }
        turn.end(hearing);
        if (hearing.postponed().isPresent()) {
            return answerOrThrow(hearing.postponed().get(), builtInAnswer);
        }
        if (failure != null) {
            ledger.fault(lease, failure);
            return builtInAnswer.getAsLong();
        }
        if (millis < 0 || millis > ScheduleRequest.MAX_RESERVE_MILLIS) {
            ledger.fault(lease, FaultReason.BAD_ANSWER, "it kept a task for " + millis + " ms");
            return builtInAnswer.getAsLong();
        }
        seats.scheduler().keptContract(1);
        return millis;
    }

    /** What a worker says is a fact that cannot wait for a plug-in to be installed. */
    private static long answerOrThrow(PostponedException reason, LongSupplier builtInAnswer) {
        if (reason.emptySlot().isPresent()) {
            return builtInAnswer.getAsLong();
        }
        throw reason;
    }

    /**
     * Whether a call that was given up is still not over. Then none of these plug-ins is called, because each of them may be in
     * it; until another instance of the one that does not return serves.
     */
    private boolean isCaught() {
        if (caught.isEmpty()) {
            return false;
        }
        CaughtCall last = caught.get();
        if (!last.isOver()) {
            return true;
        }
        caught = Optional.empty();
        if (!last.call().isBlamed()) {
            last.seat().trustAgain(last.lease());
        }
        return false;
    }

    private boolean isEmpty() {
        return seats.scheduler().slot().generation() == 0;
    }

    private Labels labels(Lease<Scheduler> scheduler, Hearing hearing) {
        String ruled = labelOf(seats.scheduler(), scheduler);
        String judged = hearing.wasMatched() ? indexes.matcherLabel() : "";
        String chose =
                hearing.wasChosen() ? labelOf(seats.strategy(), seats.strategy().held()) : "";
        if (!labels.are(ruled, judged, chose)) {
            labels = new Labels(ruled, judged, chose);
        }
        return labels;
    }

    private static String labelOf(Seat<?> seat, Lease<?> lease) {
        return seat.isFaulty() ? Labels.BUILT_IN : lease.label();
    }

    private Optional<String> violation(Ruling ruling, ScheduleOperation operation, Hearing hearing) {
        if (ruling instanceof Ruling.Reserve reserve) {
            if (!hearing.wasOffered(reserve.worker())) {
                return Optional.of("it reserved a worker that is no candidate");
            }
            return violation(reserve.reserveMillis());
        }
        if (ruling instanceof Ruling.Keep keep) {
            if (operation.known().filter(PlacedTask::present).isEmpty()) {
                return Optional.of("it kept a task that no worker has");
            }
            return violation(keep.reserveMillis());
        }
        if (ruling instanceof Ruling.Refuse refuse && refuse.code() != null && refuse.reason() != null) {
            return Optional.empty();
        }
        return Optional.of("it answered null");
    }

    private static Optional<String> violation(long reserveMillis) {
        return reserveMillis >= 1 && reserveMillis <= ScheduleRequest.MAX_RESERVE_MILLIS
                ? Optional.empty()
                : Optional.of("it reserved for " + reserveMillis + " ms");
    }
}
