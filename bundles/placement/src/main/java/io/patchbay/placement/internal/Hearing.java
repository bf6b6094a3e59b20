package io.patchbay.placement.internal;

import io.patchbay.api.hotswap.FaultReason;
import io.patchbay.api.hotswap.Lease;
import io.patchbay.api.placement.Candidates;
import io.patchbay.api.placement.Fit;
import io.patchbay.api.placement.LedgerView;
import io.patchbay.api.placement.Matcher;
import io.patchbay.api.placement.PlacedTask;
import io.patchbay.api.placement.Preference;
import io.patchbay.api.placement.ScheduleRequest;
import io.patchbay.api.placement.Strategy;
import io.patchbay.api.placement.Worker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * One call of a scheduler, and all that it sees of the ledger during it. Confined to the thread that makes the call; it refuses
 * every other thread, and everybody once the call is over.
 *
 * <p>One is made for every decision, and the collector makes each reference dear that is written later than in the constructor:
 * hence so few of them.
 */
final class Hearing extends PluginCall implements LedgerView {
    private static final List<OfferedCandidates> NONE = List.of();

    private final Ledger ledger;
    private final long seed; // of the strategy's random numbers
    private final String requested;
    private final int size; // in seats
    private final Optional<PlacedTask> known;
    private final IndexCache indexes; // the ledger gets others when this call is given up, like the tenure
    private final Tenure tenure;
    private Optional<PostponedException> postponed = Optional.empty();
    private OfferedCandidates offered;
    private List<OfferedCandidates> offeredBefore = NONE;
    private boolean matched;
    private boolean faulted;
    private boolean chosen;

    /** A hearing about a request. */
    Hearing(Ledger ledger, Seats seats, IndexCache indexes, ScheduleOperation operation) {
        this(
                ledger,
                seats,
                indexes,
                operation.seed(),
                operation.request().task(),
                operation.request().seats(),
                operation.known());
    }

    /** A hearing about what a worker or the time did. */
    Hearing(Ledger ledger, Seats seats, IndexCache indexes) {
        this(ledger, seats, indexes, 0, "", 1, Optional.empty());
    }

    private Hearing(
            Ledger ledger,
            Seats seats,
            IndexCache indexes,
            long seed,
            String requested,
            int size,
            Optional<PlacedTask> known) {
        super(seats, Seats.SCHEDULER);
        this.ledger = ledger;
        this.seed = seed;
        this.requested = requested;
        this.size = size;
        this.known = known;
        this.indexes = indexes;
        this.tenure = ledger.tenure();
    }

    /** Why the operation has to be made again, whatever the scheduler made of it. */
    Optional<PostponedException> postponed() {
        return postponed;
    }

    /** Whether a matcher's verdicts took part in it. */
    boolean wasMatched() {
        return matched;
    }

    /** Whether a plug-in broke its contract in it, and the engine answered in its place. */
    boolean hadFault() {
        return faulted;
    }

    /** Whether a strategy was asked. */
    boolean wasChosen() {
        return chosen;
    }

    /** Whether a worker was among the candidates of this call. */
    boolean wasOffered(Worker worker) {
        return (offered != null && offered.holds(worker))
                || (!offeredBefore.isEmpty()
                        && offeredBefore.stream().anyMatch(candidates -> candidates.holds(worker)));
    }

    void requireOpen() {
        ledger.turn().requireOpen(this);
    }

    @Override
    public Optional<PlacedTask> task(String name) {
        requireOpen();
        // nothing changes during the call, and most schedulers ask for the task of the request
        if (name.equals(requested)) {
            return known;
        }
        int task = ledger.bookings().find(name);
        return task == TaskTable.NONE
                ? Optional.empty()
                : Optional.of(ledger.bookings().placed(task));
    }

    @Override
    public boolean anyAvailable() {
        requireOpen();
        return !ledger.roster().available(size).isEmpty();
    }

    @Override
    public Optional<Candidates> candidates(Preference preference) {
        requireOpen();
        Group group = match(preference);
        if (group.size() == 0) {
            return Optional.empty();
        }
        if (offered != null) {
            offeredBefore = new ArrayList<>(offeredBefore);
            offeredBefore.add(offered);
        }
        OfferedCandidates candidates = new OfferedCandidates(this, group, ledger.roster(), tenure);
        offered = candidates;
        return Optional.of(candidates);
    }

    @Override
    public Optional<Worker> choose(ScheduleRequest request, Candidates candidates) {
        requireOpen();
        if (!(candidates instanceof OfferedCandidates own) || !own.isOf(this)) {
            throw new IllegalArgumentException("the candidates are not of this decision");
        }
        return choose(lease(seats().strategy()), new Choice(this, request, own), own);
    }

    @Override
    public long defaultReserveMillis() {
        requireOpen();
        return ledger.settings().reserveMillis();
    }

    /** See {@link Choice}. */
    Optional<Worker> previous() {
        requireOpen();
        return ledger.previous(tenure);
    }

    /** See {@link Choice}. */
    RandomGenerator random() {
        requireOpen();
        return new DecisionRandom(seed);
    }

    private Group match(Preference preference) {
        PreferenceIndex index = indexes.of(preference, generation(seats().matcher()));
        matched = true;
        if (index.isJudged()) {
            return index.candidates(size);
        }
        Lease<Matcher> judge = lease(seats().matcher());
        if (!seats().matcher().isFaulty() && judge(preference, index, judge)) {
            return index.candidates(size);
        }
        return indexes.byHeart(preference).candidates(size);
    }

    /** Asks the matcher about the workers that it has not judged yet; @return false if it broke its contract */
    private boolean judge(Preference preference, PreferenceIndex index, Lease<Matcher> judge) {
        running(Seats.MATCHER);
        try {
            indexes.judge(preference, index, judge.label(), worker -> {
                requireOpen(); // there may be many workers, and the call given up meanwhile
                Fit fit = judge.plugin().fit(preference, worker);
                if (fit == null) {
                    throw new IllegalStateException("it answered null");
                }
                return fit;
            });
        } catch (Throwable thrown) {
            leave();
            indexes.drop(preference);
            fault(judge, thrown);
            return false;
        }
        leave();
        seats().matcher().keptContract(ledger.roster().size());
        return true;
    }

    private Optional<Worker> choose(Lease<Strategy> lease, Choice choice, OfferedCandidates candidates) {
        Optional<Worker> answer;
        chosen = true;
        if (seats().strategy().isFaulty()) {
            return Optional.of(candidates.leastLoaded());
        }
        running(Seats.STRATEGY);
        try {
            answer = lease.plugin().choose(choice);
        } catch (Throwable thrown) {
            leave();
            fault(lease, thrown);
            return Optional.of(candidates.leastLoaded());
        }
        leave();
        if (answer == null) {
            badAnswer(lease, "it answered null");
            return Optional.of(candidates.leastLoaded());
        }
        if (answer.isPresent() && !candidates.holds(answer.get())) {
            badAnswer(lease, "it chose a worker that is no candidate");
            return Optional.of(candidates.leastLoaded());
        }
        seats().strategy().keptContract(1);
        return answer;
    }

    private void fault(Lease<?> lease, Throwable thrown) {
        faulted = true;
        ledger.fault(lease, thrown);
    }

    private void badAnswer(Lease<?> lease, String text) {
        faulted = true;
        ledger.fault(lease, FaultReason.BAD_ANSWER, text);
    }

    /** Another plug-in has returned. */
    private void leave() {
        requireOpen();
        running(Seats.SCHEDULER);
    }

    private long generation(Seat<?> seat) {
        try {
            return seat.generation();
        } catch (PostponedException reason) {
            postponed = Optional.of(reason);
            throw reason;
        }
    }

    private <T> Lease<T> lease(Seat<T> seat) {
        try {
            return seat.lease(onOwnThread());
        } catch (PostponedException reason) {
            postponed = Optional.of(reason);
            throw reason;
        }
    }
}
