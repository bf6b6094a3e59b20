package io.patchbay.placement.internal;

import io.patchbay.api.coordination.Leadership;
import io.patchbay.api.hotswap.Slots;
import io.patchbay.api.metrics.Metric;
import io.patchbay.api.metrics.MetricSource;
import io.patchbay.api.placement.Explanation;
import io.patchbay.api.placement.PastDecision;
import io.patchbay.api.placement.Placement;
import io.patchbay.api.placement.RefusalCode;
import io.patchbay.api.placement.ReplayAnswer;
import io.patchbay.api.placement.ReplayRequest;
import io.patchbay.api.placement.Replays;
import io.patchbay.api.placement.ReportAnswer;
import io.patchbay.api.placement.Reservations;
import io.patchbay.api.placement.ScheduleRequest;
import io.patchbay.api.placement.Scheduled;
import io.patchbay.api.placement.TaskStatus;
import io.patchbay.api.placement.WorkerAnnouncement;
import io.patchbay.api.placement.WorkerReport;
import io.patchbay.api.placement.WorkerStatus;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The cluster manager: finds the ledger that a question is about and gives it the question. Thread-safe. */
final class PlacementEngine implements Placement, Replays, Reservations, MetricSource, AutoCloseable {
    /** The most purposes; workers of more are not let in. */
    static final int MAX_PURPOSES = 1000;

    /** Purposes that a node cannot do without. */
    static final List<String> ESSENTIAL = List.of("portal", "conference");

    private static final Logger LOG = LoggerFactory.getLogger(PlacementEngine.class);

    private final Lanes lanes = new Lanes("placement", 2);
    private final Lanes tryoutLanes = new Lanes("placement-tryout", 1);
    private final Map<String, Ledger> ledgers = new ConcurrentHashMap<>();
    private final Office office;
    private final Wiring wiring;
    private final Ticker ticker;
    private final Explainer explainer;
    private final Tryouts tryouts;
    private final Replayer replayer;
    private final Hindsight hindsight;

    /** @param clock one that never jumps */
    PlacementEngine(Slots slots, Clock clock, Settings settings) {
        this(slots, clock, settings, new JvmThreads());
    }

    /** @param threads tells what the threads do that plug-ins run on */
    PlacementEngine(Slots slots, Clock clock, Settings settings, ThreadProbe threads) {
        this.office = new Office(clock, lanes, threads, settings);
        this.wiring = new Wiring(slots);
        this.ticker = new Ticker(
                office,
                ledgers.values(),
                ledger -> wiring.follow(ledger, office.settings().of(ledger.purpose())));
        this.explainer = new Explainer(office, wiring, ticker);
        this.tryouts = new Tryouts(
                slots, wiring, office, tryoutLanes, ticker, purpose -> Optional.ofNullable(ledgers.get(purpose)));
        this.replayer = new Replayer(office, wiring, tryoutLanes, ticker);
        this.hindsight = new Hindsight(office, wiring, tryoutLanes, ticker);
        ESSENTIAL.forEach(this::ledgerOf);
    }

    /** To be called every {@link Ticker#TICK_MILLIS} by one thread at a time. */
    void tick() {
        ticker.tick();
        tryouts.tick();
    }

    /** Whether ledgers still do what the last tick found. */
    boolean isBusy() {
        return ticker.isBusy();
    }

    /** Whether no shadow compares anything now; asked by the thread that ticks. */
    boolean areTryoutsIdle() {
        return tryouts.areIdle();
    }

    /** Goes on with other settings; what they name is wired with the next tick. */
    void configure(Settings settings) {
        office.settings(settings);
    }

    /** This node leads from now on: with the state it has, if nobody else led since, else with none. */
    void lead(Leadership leadership) {
        office.lead(leadership);
    }

    /** This node is not sure to lead any more: answers nothing and changes nothing until it leads again. */
    void resign(Leadership leadership) {
        office.resign(leadership);
    }

    /** Whether it answers. */
    boolean leads() {
        return office.term().isPresent();
    }

    /** The first plug-in that an essential purpose lacks. */
    Optional<String> missingPlugin() {
        return ESSENTIAL.stream()
                .flatMap(purpose -> wiring.missing(purpose).stream())
                .findFirst();
    }

    @Override
    public CompletionStage<Scheduled> schedule(ScheduleRequest request) {
        Ledger ledger = ledgers.get(request.purpose());
        if (ledger == null) {
            return CompletableFuture.completedStage(noScheduler(request.purpose()));
        }
        return ledger.turn().submit(new ScheduleOperation(ledger, request));
    }

    @Override
    public CompletionStage<Explanation> explain(ScheduleRequest request) {
        Ledger ledger = ledgers.get(request.purpose());
        if (ledger == null) {
            return CompletableFuture.completedStage(Explainer.unexplained(noScheduler(request.purpose())));
        }
        return explainer.explain(ledger, request);
    }

    @Override
    public CompletionStage<ReplayAnswer> replay(ReplayRequest request) {
        Ledger ledger = ledgers.get(request.purpose());
        if (ledger == null) {
            return CompletableFuture.completedStage(new ReplayAnswer.Refused(
                    noScheduler(request.purpose()).code(),
                    noScheduler(request.purpose()).message()));
        }
        return replayer.replay(ledger, request);
    }

    @Override
    public CompletionStage<List<PastDecision>> decisions(String purpose, int last) {
        return ask(purpose, ledger -> Hindsight.decisions(ledger, last)).thenApply(some -> some.orElse(List.of()));
    }

    @Override
    public CompletionStage<Optional<Explanation>> explain(String purpose, long number) {
        Ledger ledger = ledgers.get(purpose);
        return ledger == null ? CompletableFuture.completedStage(Optional.empty()) : hindsight.explain(ledger, number);
    }

    @Override
    public CompletionStage<TaskStatus> task(String purpose, String task) {
        Ledger ledger = ledgers.get(purpose);
        if (ledger == null) {
            return CompletableFuture.completedStage(
                    leads() ? new TaskStatus.InvalidPurpose() : new TaskStatus.NotReady());
        }
        return submit(ledger, (TaskStatus) new TaskStatus.NotReady(), operation -> ledger.find(task));
    }

    @Override
    public CompletionStage<Boolean> confirm(String purpose, String task, String worker, long withinMillis) {
        if (withinMillis < 1 || withinMillis > ScheduleRequest.MAX_RESERVE_MILLIS) {
            throw new IllegalArgumentException("withinMillis must be within 1 and " + ScheduleRequest.MAX_RESERVE_MILLIS
                    + " but was " + withinMillis);
        }
        Ledger ledger = ledgers.get(purpose);
        if (ledger == null) {
            return CompletableFuture.completedStage(false);
        }
        return submit(ledger, false, operation -> ledger.execution().confirm(task, worker, (int) withinMillis));
    }

    @Override
    public CompletionStage<Boolean> unschedule(String purpose, String task) {
        Ledger ledger = ledgers.get(purpose);
        if (ledger == null) {
            return CompletableFuture.completedStage(false);
        }
        return submit(ledger, false, operation -> ledger.execution().unschedule(task));
    }

    @Override
    public CompletionStage<Boolean> passOver(String purpose, String worker) {
        Ledger ledger = ledgers.get(purpose);
        if (ledger == null) {
            return CompletableFuture.completedStage(false);
        }
        return submit(ledger, false, operation -> ledger.attendance().passOver(worker));
    }

    @Override
    public CompletionStage<ReportAnswer> join(WorkerAnnouncement announcement) {
        Optional<Ledger> ledger = leads() ? ledgerOf(announcement.purpose()) : Optional.empty();
        if (ledger.isEmpty()) {
            return CompletableFuture.completedStage(new ReportAnswer.NotReady());
        }
        Attendance attendance = ledger.get().attendance();
        return submit(ledger.get(), new ReportAnswer.NotReady(), operation -> attendance.join(announcement, operation));
    }

    @Override
    public CompletionStage<ReportAnswer> report(WorkerReport report) {
        Optional<Term> term = office.term();
        if (term.isEmpty()) {
            return CompletableFuture.completedStage(new ReportAnswer.NotReady());
        }
        Ledger ledger = term.get().reign().homes().get(report.id());
        if (ledger == null) {
            return CompletableFuture.completedStage(new ReportAnswer.Unknown());
        }
        return ledger.turn().submit(new ReportOperation(ledger, report));
    }

    @Override
    public CompletionStage<Boolean> quit(String worker) {
        Optional<Ledger> ledger = office.term().map(term -> term.reign().homes().get(worker));
        if (ledger.isEmpty()) {
            return CompletableFuture.completedStage(false);
        }
        return submit(
                ledger.get(), false, operation -> ledger.get().attendance().quit(worker));
    }

    @Override
    public CompletionStage<List<WorkerStatus>> workers(Optional<String> purpose, int tasks) {
        CompletableFuture<List<Attendance.Member>> all = CompletableFuture.completedFuture(List.of());
        for (Ledger ledger : ledgersOf(purpose)) {
            all = all.thenCombine(
                    submit(ledger, List.<Attendance.Member>of(), operation -> ledger.attendance()
                            .members(tasks)),
                    (some, others) ->
                            Stream.concat(some.stream(), others.stream()).toList());
        }
        return all.thenApply(members -> members.stream()
                .sorted(Comparator.comparingLong(Attendance.Member::joined))
                .map(Attendance.Member::status)
                .toList());
    }

    @Override
    public CompletionStage<Listing> endingSoonest(Optional<String> purpose, int limit) {
        ReservationList.requireLimit(limit);
        CompletableFuture<Listing> all = CompletableFuture.completedFuture(Listing.NONE);
        for (Ledger ledger : ledgersOf(purpose)) {
            all = all.thenCombine(
                    submit(ledger, Listing.NONE, operation -> ReservationList.of(ledger, limit)),
                    (some, others) -> ReservationList.joined(some, others, limit));
        }
        return all;
    }

    @Override
    public CompletionStage<List<Metric>> metrics() {
        return PlacementMetrics.of(ledgers.values().stream(), leads());
    }

    /** What happened in the ledger of a purpose; empty if there is none. */
    CompletionStage<Optional<Counters.Snapshot>> counters(String purpose) {
        return ask(purpose, ledger -> ledger.counters().snapshot());
    }

    /** The last decisions of a purpose, oldest first. */
    CompletionStage<Optional<List<DecisionRecord>>> decisions(String purpose) {
        return ask(purpose, ledger -> ledger.turn().history().decisions());
    }

    @Override
    public void close() {
        tryouts.close();
        tryoutLanes.close();
        lanes.close();
        ledgers.values().forEach(ledger -> ledger.turn().doIfFree(ledger::letGoOfLeases));
        wiring.close();
    }

    private Scheduled.Refused noScheduler(String purpose) {
        return leads()
                ? new Scheduled.Refused(RefusalCode.NO_SCHEDULER, "No scheduler for purpose: " + purpose)
                : ScheduleOperation.NOT_READY;
    }

    private List<Ledger> ledgersOf(Optional<String> purpose) {
        return purpose.isEmpty()
                ? List.copyOf(ledgers.values())
                : Stream.ofNullable(ledgers.get(purpose.get())).toList();
    }

    private Optional<Ledger> ledgerOf(String purpose) {
        Ledger known = ledgers.get(purpose);
        if (known != null) {
            return Optional.of(known);
        }
        if (ledgers.size() >= MAX_PURPOSES) {
            LOG.warn("Purpose {} was not let in: there are {} already", purpose, MAX_PURPOSES);
            return Optional.empty();
        }
        PluginNames names = office.settings().of(purpose);
        Seats seats = wiring.open(purpose, names);
        Ledger fresh = new Ledger(purpose, office, seats);
        Ledger first = ledgers.putIfAbsent(purpose, fresh);
        if (first != null) {
            wiring.giveBack(seats); // another thread was faster
            return Optional.of(first);
        }
        wiring.connected(purpose, names, seats);
        return Optional.of(fresh);
    }

    private <T> CompletionStage<Optional<T>> ask(String purpose, Function<Ledger, T> question) {
        Ledger ledger = ledgers.get(purpose);
        if (ledger == null) {
            return CompletableFuture.completedStage(Optional.empty());
        }
        return submit(ledger, Optional.empty(), operation -> Optional.of(question.apply(ledger)));
    }

    private static <R> CompletionStage<R> submit(Ledger ledger, R unanswered, Function<Operation<R>, R> work) {
        return ledger.turn().submit(LedgerOperation.of(ledger, unanswered, work));
    }
}
