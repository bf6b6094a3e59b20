package io.patchbay.placement.internal;

import io.patchbay.api.hotswap.Lease;
import io.patchbay.api.placement.Candidates;
import io.patchbay.api.placement.Decision;
import io.patchbay.api.placement.Fit;
import io.patchbay.api.placement.LedgerView;
import io.patchbay.api.placement.Matcher;
import io.patchbay.api.placement.PlacedTask;
import io.patchbay.api.placement.Preference;
import io.patchbay.api.placement.ScheduleRequest;
import io.patchbay.api.placement.Scheduler;
import io.patchbay.api.placement.Strategy;
import io.patchbay.api.placement.Worker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * One call of a scheduler, and all that it and the strategy see of the ledger during it. Confined to the thread that makes the
 * call; it refuses every other thread, and everybody once the call is over.
 */
final class Hearing extends PluginCall implements LedgerView, Decision {
    private final Ledger ledger;
    private final Turn turn;
    private final Seats seats;
    private final Lease<Scheduler> scheduler;
    private final long seed;
    private final IndexCache indexes; // the ledger gets others when this call is given up, like the tenure
    private final Tenure tenure;
    private Optional<Lease<Matcher>> matcher = Optional.empty();
    private Optional<Lease<Strategy>> strategy = Optional.empty();
    private Optional<PostponedException> postponed = Optional.empty();
    private OfferedCandidates offered;
    private List<OfferedCandidates> offeredBefore = List.of();
    private String matcherLabel = "";
    private String strategyLabel = "";
    private ScheduleRequest request; // of the strategy that was last asked, like the choice
    private OfferedCandidates choice;

    /** @param seed of the strategy's random numbers */
    Hearing(Ledger ledger, Seats seats, Lease<Scheduler> scheduler, long seed) {
        this.ledger = ledger;
        this.turn = ledger.turn();
        this.seats = seats;
        this.scheduler = scheduler;
        this.seed = seed;
        this.indexes = ledger.indexes();
        this.tenure = ledger.tenure();
        running(seats.scheduler(), scheduler);
    }

    /** Gives all leases back. */
    void close() {
        scheduler.close();
        matcher.ifPresent(Lease::close);
        strategy.ifPresent(Lease::close);
    }

    /** Why the operation has to be made again, whatever the scheduler made of it. */
    Optional<PostponedException> postponed() {
        return postponed;
    }

    /** Whether a worker was among the candidates of this call. */
    boolean wasOffered(Worker worker) {
        return offered != null && offered.holds(worker)
                || offeredBefore.stream().anyMatch(candidates -> candidates.holds(worker));
    }

    /** Who matched; empty if nobody was asked. */
    String matcherLabel() {
        return matcherLabel;
    }

    /** Who chose; empty if nobody was asked. */
    String strategyLabel() {
        return strategyLabel;
    }

    void requireOpen() {
        turn.requireOpen(this);
    }

    @Override
    public Optional<PlacedTask> task(String name) {
        requireOpen();
        int task = ledger.bookings().find(name);
        return task == TaskTable.NONE
                ? Optional.empty()
                : Optional.of(ledger.bookings().placed(task));
    }

    @Override
    public boolean anyAvailable() {
        requireOpen();
        return ledger.roster().anyAvailable();
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
        offered = new OfferedCandidates(this, group, ledger.roster(), tenure);
        return Optional.of(offered);
    }

    @Override
    public Optional<Worker> choose(ScheduleRequest asked, Candidates candidates) {
        requireOpen();
        if (!(candidates instanceof OfferedCandidates own) || !own.isOf(this)) {
            throw new IllegalArgumentException("the candidates are not of this decision");
        }
        if (strategy.isEmpty()) {
            strategy = take(seats.strategy());
        }
        if (strategy.isEmpty()) {
            strategyLabel = DecisionRecord.BUILT_IN;
            return Optional.of(own.leastLoaded());
        }
        strategyLabel = strategy.get().label();
        request = asked;
        choice = own;
        return choose(strategy.get(), own);
    }

    @Override
    public long defaultReserveMillis() {
        requireOpen();
        return ledger.settings().reserveMillis();
    }

    @Override
    public Candidates candidates() {
        requireOpen();
        return choice;
    }

    @Override
    public Optional<Worker> previous() {
        requireOpen();
        return ledger.previous(tenure);
    }

    @Override
    public RandomGenerator random() {
        requireOpen();
        return new DecisionRandom(seed);
    }

    @Override
    public Preference preference() {
        requireOpen();
        return request.preference();
    }

    @Override
    public String task() {
        requireOpen();
        return request.task();
    }

    private Group match(Preference preference) {
        if (matcher.isEmpty()) {
            matcher = take(seats.matcher());
        }
        if (matcher.isEmpty()) {
            matcherLabel = DecisionRecord.BUILT_IN;
            return indexes.byHeart(preference).candidates();
        }
        matcherLabel = matcher.get().label();
        PreferenceIndex index = indexes.of(preference, matcher.get().generation());
        if (!index.isJudged() && !judge(preference, index, matcher.get())) {
            return indexes.byHeart(preference).candidates();
        }
        return index.candidates();
    }

    /** Asks the matcher about the workers that it has not judged yet; @return false if it broke its contract */
    private boolean judge(Preference preference, PreferenceIndex index, Lease<Matcher> judge) {
        enter(seats.matcher(), judge);
        try {
            indexes.judge(preference, index, worker -> {
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
            ledger.fault(judge, thrown);
            return false;
        }
        leave();
        seats.matcher().keptContract();
        return true;
    }

    private Optional<Worker> choose(Lease<Strategy> lease, OfferedCandidates candidates) {
        enter(seats.strategy(), lease);
        Optional<Worker> chosen;
        try {
            chosen = lease.plugin().choose(this);
        } catch (Throwable thrown) {
            leave();
            ledger.fault(lease, thrown);
            return Optional.of(candidates.leastLoaded());
        }
        leave();
        if (chosen == null) {
            ledger.fault(lease, "it answered null");
            return Optional.of(candidates.leastLoaded());
        }
        if (chosen.isPresent() && !candidates.holds(chosen.get())) {
            ledger.fault(lease, "it chose a worker that is no candidate");
            return Optional.of(candidates.leastLoaded());
        }
        seats.strategy().keptContract();
        return chosen;
    }

    private void enter(Seat<?> seat, Lease<?> lease) {
        running(seat, lease);
        turn.enter(this);
    }

    private void leave() {
        requireOpen();
        running(seats.scheduler(), scheduler);
    }

    private <T> Optional<Lease<T>> take(Seat<T> seat) {
        try {
            return seat.lease(turn.onOwnThread());
        } catch (PostponedException reason) {
            postponed = Optional.of(reason);
            throw reason;
        }
    }
}
