package io.patchbay.contract;

import io.patchbay.api.Attributes;
import io.patchbay.api.placement.Decision;
import io.patchbay.api.placement.Preference;
import io.patchbay.api.placement.Ruling;
import io.patchbay.api.placement.ScheduleRequest;
import io.patchbay.api.placement.Scheduler;
import io.patchbay.api.placement.Strategy;
import io.patchbay.api.placement.Worker;
import io.patchbay.api.placement.WorkerInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Made-up workers to try a plug-in on. Immutable.
 *
 * <pre>{@code
 * Fleet fleet = Fleet.of(Fleet.worker("small", 0.1, 0.2), Fleet.worker("large", 0.5, 0.9));
 * assertEquals(Optional.of("large"), fleet.choiceOf(new MostRoomLeftStrategy()));
 * }</pre>
 *
 * @param members the workers in the order in which they joined
 * @param previous id of the one that was chosen last; empty if none
 * @param preference what the client asks for
 */
public record Fleet(List<Member> members, Optional<String> previous, Preference preference) {
    private static final double MAX_LOAD = 0.85;

    /** Copies the list. */
    public Fleet {
        members = List.copyOf(members);
    }

    /**
     * One made-up worker.
     *
     * @param id its id
     * @param load its load
     * @param info what it said of itself
     */
    public record Member(String id, double load, WorkerInfo info) {}

    /** A worker that takes tasks up to a load of 0.85. */
    public static Member worker(String id, double load) {
        return worker(id, load, MAX_LOAD);
    }

    /** A worker with a limit of its own. */
    public static Member worker(String id, double load, double maxLoad) {
        return new Member(id, load, WorkerInfo.of(maxLoad, Attributes.NONE));
    }

    /** A worker that says what it can do. */
    public static Member worker(String id, double load, Attributes capacity) {
        return new Member(id, load, WorkerInfo.of(MAX_LOAD, capacity));
    }

    /** These workers; nobody was chosen before, and nothing is preferred. */
    public static Fleet of(Member... members) {
        return new Fleet(Arrays.asList(members), Optional.empty(), Preference.NONE);
    }

    /** The same, after this one was chosen. It need not be one of them. */
    public Fleet previously(String id) {
        return new Fleet(members, Optional.of(id), preference);
    }

    /** The same for a client that asks for something. */
    public Fleet asking(Preference wanted) {
        return new Fleet(members, previous, wanted);
    }

    /** Asks a strategy once, and answers with the id of its choice. */
    public Optional<String> choiceOf(Strategy strategy) {
        Call call = Call.untilItReturns();
        Optional<Worker> choice = strategy.choose(decision(call, 1));
        Optional<String> id = choice.map(Worker::id);
        call.end();
        call.requireNoMisuse();
        return id;
    }

    /**
     * Asks a scheduler once. All workers are available and match, a strategy would choose the least loaded, and no task is
     * placed but {@code reserved} and {@code executing}, which the first worker has, and {@code orphaned}, whose worker is gone.
     */
    public Ruling rulingOf(Scheduler scheduler, ScheduleRequest request) {
        Call call = Call.untilItReturns();
        return scheduler.decide(request, new OfferedLedger(this, call, OfferedLedger.Answers.ALL));
    }

    Decision decision(Call call, long seed) {
        return call.handOut(new OfferedDecision(this, call, seed));
    }
}
