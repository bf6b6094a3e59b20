package io.patchbay.placement.internal;

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

/** The plug-ins rule, watched and checked; where one breaks its contract the engine rules in its place. Confined to the turn. */
final class PluginPolicy implements Policy {
    /** A question to the scheduler that it answers with a time. */
    private interface Question {
        long ask(Scheduler scheduler, LedgerView view);
    }

    /** A call of nobody but a matcher. */
    private static final class Inquiry extends PluginCall {
        Inquiry(Seat<Matcher> seat, Lease<Matcher> lease) {
            running(seat, lease);
        }
    }

    private final Ledger ledger;
    private final Policy builtIn;
    private final Seats seats;

    PluginPolicy(Ledger ledger, Policy builtIn, Seats seats) {
        this.ledger = ledger;
        this.builtIn = builtIn;
        this.seats = seats;
    }

    Seats seats() {
        return seats;
    }

    @Override
    public Ruling decide(ScheduleRequest request, DecisionRecord record) {
        Optional<Lease<Scheduler>> lease = seats.scheduler().lease(ledger.turn().onOwnThread());
        if (lease.isEmpty()) {
            return builtIn.decide(request, record);
        }
        record.scheduler(lease.get().label());
        Hearing hearing = new Hearing(ledger, seats, lease.get(), record.seed());
        try {
            return decide(hearing, lease.get(), request, record);
        } finally {
            hearing.close();
        }
    }

    @Override
    public long pickedUp(PlacedTask task, LedgerWorker worker) {
        return millis(
                (scheduler, view) -> scheduler.pickedUp(task, worker.offered(ledger.tenure()), view),
                () -> builtIn.pickedUp(task, worker));
    }

    @Override
    public long laidDown(PlacedTask task, LedgerWorker worker, boolean executing) {
        return millis(
                (scheduler, view) -> scheduler.laidDown(task, worker.offered(ledger.tenure()), executing),
                () -> builtIn.laidDown(task, worker, executing));
    }

    @Override
    public long expired(PlacedTask task) {
        return millis((scheduler, view) -> scheduler.expired(task), () -> builtIn.expired(task));
    }

    /**
     * Asks the matcher for its reasons, for an explanation.
     *
     * @return one for each position of the roster, or none at all if the matcher fails
     */
    List<String> reasons(Preference preference) {
        Optional<Lease<Matcher>> lease = seats.matcher().lease(ledger.turn().onOwnThread());
        if (lease.isEmpty()) {
            return List.of();
        }
        Inquiry inquiry = new Inquiry(seats.matcher(), lease.get());
        try {
            return reasons(preference, inquiry, lease.get());
        } finally {
            lease.get().close();
        }
    }

    private List<String> reasons(Preference preference, Inquiry inquiry, Lease<Matcher> lease) {
        Turn turn = ledger.turn();
        List<String> reasons = new ArrayList<>();
        Throwable failure = null;
        turn.begin(inquiry);
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

    private Ruling decide(Hearing hearing, Lease<Scheduler> lease, ScheduleRequest request, DecisionRecord record) {
        Turn turn = ledger.turn();
        Ruling ruling = null;
        Throwable failure = null;
        turn.begin(hearing);
        try {
            ruling = lease.plugin().decide(request, hearing);
        } catch (Throwable thrown) { // a plug-in may be missing a class, too
            failure = thrown;
        }
        turn.end(hearing);
        if (hearing.postponed().isPresent()) {
            throw hearing.postponed().get();
        }
        if (failure != null) {
            ledger.fault(lease, failure);
            return builtIn.decide(request, record);
        }
        Optional<String> violation = violation(ruling, request, hearing);
        if (violation.isPresent()) {
            ledger.fault(lease, violation.get());
            return builtIn.decide(request, record);
        }
        seats.scheduler().keptContract();
        record.matcher(hearing.matcherLabel());
        record.strategy(hearing.strategyLabel());
        return ruling;
    }

    private Optional<String> violation(Ruling ruling, ScheduleRequest request, Hearing hearing) {
        if (ruling instanceof Ruling.Reserve reserve) {
            if (!hearing.wasOffered(reserve.worker())) {
                return Optional.of("it reserved a worker that is no candidate");
            }
            return violation(reserve.reserveMillis());
        }
        if (ruling instanceof Ruling.Keep keep) {
            Bookings bookings = ledger.bookings();
            int task = bookings.find(request.task());
            if (task == TaskTable.NONE || !bookings.holder(task).isPresent()) {
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

    private long millis(Question question, LongSupplier builtInAnswer) {
        Optional<Lease<Scheduler>> lease;
        try {
            lease = seats.scheduler().lease(ledger.turn().onOwnThread());
        } catch (PostponedException reason) {
            return answerOrThrow(reason, builtInAnswer);
        }
        if (lease.isEmpty()) {
            return builtInAnswer.getAsLong();
        }
        Hearing hearing = new Hearing(ledger, seats, lease.get(), 0);
        try {
            return millis(hearing, lease.get(), question, builtInAnswer);
        } finally {
            hearing.close();
        }
    }

    private long millis(Hearing hearing, Lease<Scheduler> lease, Question question, LongSupplier builtInAnswer) {
        Turn turn = ledger.turn();
        long millis = 0;
        Throwable failure = null;
        turn.begin(hearing);
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
            ledger.fault(lease, "it kept a task for " + millis + " ms");
            return builtInAnswer.getAsLong();
        }
        seats.scheduler().keptContract();
        return millis;
    }

    /** What a worker says is a fact that cannot wait for a plug-in to be installed. */
    private static long answerOrThrow(PostponedException reason, LongSupplier builtInAnswer) {
        if (reason.emptySlot().isPresent()) {
            return builtInAnswer.getAsLong();
        }
        throw reason;
    }
}
