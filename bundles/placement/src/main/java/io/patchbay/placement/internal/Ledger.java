package io.patchbay.placement.internal;

import io.patchbay.api.hotswap.FaultReason;
import io.patchbay.api.hotswap.Lease;
import io.patchbay.api.placement.PlacedTask;
import io.patchbay.api.placement.Preference;
import io.patchbay.api.placement.RefusalCode;
import io.patchbay.api.placement.Ruling;
import io.patchbay.api.placement.ScheduleRequest;
import io.patchbay.api.placement.Scheduled;
import io.patchbay.api.placement.TaskStatus;
import io.patchbay.api.placement.Worker;
import java.util.List;
import java.util.Optional;

/**
 * All tasks and workers of one purpose, and the rules of owt-server's scheduler (its section 3) as far as they are not policy.
 * Confined to its {@link Turn}, except where a method says otherwise.
 *
 * <p>Where a policy is asked, nothing has been changed yet for its answer: the call may be given up, and the operation is then
 * done again from where it was.
 */
final class Ledger implements Turn.Domain {
    private static final long SEED_STEP = 0xD1342543DE82EF95L; // another one than DecisionRandom's
    private static final Term NO_TERM = Term.first(0);

    private final String purpose;
    private final Office office;
    private final Turn turn;
    private final Policy builtIn;
    private final boolean recorded;
    private final LastPick lastPick = new LastPick();
    private final Canaries canaries = new Canaries();
    private final Counters counters = new Counters();
    private final Stopwatch stopwatch = new Stopwatch();
    private final Attendance attendance = new Attendance(this);

    private Settings settings;
    private long seeds = System.nanoTime();
    private PluginPolicy plugins;
    private Policy policy; // the plug-ins, but for an operation that goes on without them
    private Term term = NO_TERM;
    private Registry registry;
    private Roster roster;
    private Bookings bookings;
    private Execution execution;
    private Tenure tenure = new Tenure();
    private volatile long wakeMillis;

    /** The ledger of a purpose. */
    Ledger(String purpose, Office office, Seats seats) {
        this(purpose, office, office.lanes(), true);
        this.plugins = PluginPolicy.serving(this, builtIn, seats);
        this.policy = plugins;
        beginAnew();
    }

    private Ledger(String purpose, Office office, Lanes lanes, boolean recorded) {
        this.purpose = purpose;
        this.office = office;
        this.settings = office.settings();
        this.builtIn = new BuiltInPolicy(this);
        this.recorded = recorded;
        this.turn = new Turn(lanes, office.threads(), this);
    }

    /** A ledger that shares nothing with any other, to ask the plug-ins that serve. */
    static Ledger copy(String purpose, Office office, Seats seats) {
        Ledger copy = new Ledger(purpose, office, office.lanes(), false);
        copy.plugins = PluginPolicy.serving(copy, copy.builtIn, seats);
        copy.policy = copy.plugins;
        copy.beginAnew();
        return copy;
    }

    /**
     * A ledger to ask plug-ins one of which is tried; see {@link Twin}.
     *
     * @param lanes threads that no request waits for
     */
    static Ledger twin(String purpose, Office office, Lanes lanes, Seats seats) {
        Ledger twin = new Ledger(purpose, office, lanes, false);
        twin.plugins = PluginPolicy.tried(twin, new Unasked(), seats);
        twin.policy = twin.plugins;
        twin.beginAnew();
        return twin;
    }

    /** Thread-safe. */
    String purpose() {
        return purpose;
    }

    /** Thread-safe. */
    Turn turn() {
        return turn;
    }

    /** Thread-safe. */
    Office office() {
        return office;
    }

    /** When {@link Execution#expire} has something to do. Thread-safe. */
    long wakeMillis() {
        return wakeMillis;
    }

    Settings settings() {
        return settings;
    }

    Registry registry() {
        return registry;
    }

    Attendance attendance() {
        return attendance;
    }

    Roster roster() {
        return roster;
    }

    Bookings bookings() {
        return bookings;
    }

    /** What workers and the time do to tasks. */
    Execution execution() {
        return execution;
    }

    /** What the matcher that serves has said. */
    IndexCache indexes() {
        return plugins.indexes();
    }

    Canaries canaries() {
        return canaries;
    }

    /** Those that rule where no canary does. */
    Policy serving() {
        return policy;
    }

    Tenure tenure() {
        return tenure;
    }

    Term term() {
        return term;
    }

    Counters counters() {
        return counters;
    }

    /** Thread-safe. */
    Stopwatch stopwatch() {
        return stopwatch;
    }

    Seats seats() {
        return plugins.seats();
    }

    /** Has other plug-ins rule from now on. */
    void seat(Seats seats) {
        plugins.seats().letGo();
        plugins = PluginPolicy.serving(this, builtIn, seats);
        policy = plugins;
    }

    /** Gives the plug-ins' leases back until the next call. */
    void letGoOfLeases() {
        plugins.seats().letGo();
        canaries.letGoOfLeases();
    }

    /** To be called before anything else in a turn: notices a new term, and settings that changed. */
    @SuppressWarnings("ReferenceEquality") // each term, and each change of settings, is an object of its own
    void enter(Term now) {
        if (term != now) {
            enterTerm(now);
        }
        if (settings != office.settings()) {
            settings = office.settings();
            roster.weighReservations(settings.reservedTaskLoad());
        }
    }

    Scheduled schedule(ScheduleOperation operation) {
        seeds += SEED_STEP;
        int task = bookings.find(operation.request().task());
        Optional<PlacedTask> known = task == TaskTable.NONE ? Optional.empty() : Optional.of(bookings.placed(task));
        operation.begin(task, known, office.wallMillis(), seeds);
        roster.available(operation.request().seats()); // made here, because a call that is given up must not write it
        Scheduled outcome = registry.isUntouched() ? noScheduler(operation) : decideAndCarryOut(operation);
        turn.history().remember(operation);
        return outcome;
    }

    /** Has the policy rule. */
    Ruling decide(ScheduleOperation operation) {
        return canaries.isEmpty() || policy == builtIn ? policy.decide(operation) : canaries.decide(operation, policy);
    }

    private Scheduled decideAndCarryOut(ScheduleOperation operation) {
        Ruling ruling = decide(operation);
        int pick = ruling instanceof Ruling.Reserve reserve
                ? ((OfferedWorker) reserve.worker()).worker().position()
                : Segment.NOBODY;
        roster.recording().decided(pick, turn.history().count());
        return carryOut(ruling, operation);
    }

    /** Of a twin: looks otherwise from now on. */
    void populate(Registry members, Roster places) {
        settings = office.settings();
        registry = members;
        roster = places;
        bookings = new Bookings(members, places, office.dutyMillis());
        plugins.forgetIndexes();
    }

    LastPick lastPick() {
        return lastPick;
    }

    TaskStatus find(String name) {
        if (registry.isUntouched()) {
            return new TaskStatus.InvalidPurpose();
        }
        int task = bookings.find(name);
        if (task == TaskTable.NONE) {
            return new TaskStatus.NoSuchTask();
        }
        LedgerWorker worker = bookings.holder(task);
        boolean executing = bookings.isExecuting(task);
        long until = executing ? 0 : office.wallMillis() + bookings.leftMillis(task, office.dutyMillis());
        return new TaskStatus.Found(worker.id(), worker.info(), executing, until, worker.isPresent());
    }

    /** See {@link PluginPolicy#reasons}. */
    List<String> matcherReasons(Preference preference, Operation<?> operation) {
        return plugins.reasons(preference, operation);
    }

    /** The last pick, if it is still a member. */
    Optional<Worker> previous(Tenure asking) {
        // no stream of optionals: it is asked for at every decision
        Optional<LedgerWorker> pick = lastPick.among(registry);
        return pick.isPresent() ? pick.get().offered(asking).asOptional() : Optional.empty();
    }

    /** Thread-safe. */
    void fault(Lease<?> lease, FaultReason reason, String text) {
        counters.addFault();
        lease.fault(reason, text);
    }

    void fault(Lease<?> lease, Throwable thrown) {
        counters.addFault();
        lease.fault(thrown);
        if (thrown instanceof Error) {
            replaceIndexes(); // the stack may have overflowed in the middle of a change
        }
    }

    @Override
    public int maxWaiting() {
        return office.settings().maxWaitingRequests();
    }

    @Override
    public CaughtCall giveUp(PluginCall call) {
        tenure.end();
        tenure = new Tenure();
        replaceIndexes();
        counters.addGivenUp();
        CaughtCall caught = canaries.policyOf(call).orElse(plugins).giveUp(call);
        if (!caught.again()) {
            policy = builtIn;
        }
        return caught;
    }

    @Override
    public void goOn() {
        policy = plugins;
    }

    @Override
    public void blameForDelay(CaughtCall caught) {
        String late = "it gave no answer within " + office.settings().decisionBudgetMillis() + " ms";
        blame(caught, FaultReason.TOO_SLOW, late);
    }

    @Override
    public void blameForAbsence(CaughtCall caught) {
        blame(caught, FaultReason.STUCK, "it is still busy with a call that was given up");
    }

    private void blame(CaughtCall caught, FaultReason reason, String text) {
        caught.call().blame();
        fault(caught.lease(), reason, text);
    }

    private Scheduled carryOut(Ruling ruling, ScheduleOperation operation) {
        int task = operation.task();
        if (ruling instanceof Ruling.Reserve reserve) {
            LedgerWorker worker = ((OfferedWorker) reserve.worker()).worker();
            lastPick.is(worker); // first, because a checkpoint may be made with what follows
            if (task != TaskTable.NONE) {
                bookings.takeAway(task); // from a worker that is gone; a scheduler may have other reasons
            }
            int millis = (int) reserve.reserveMillis();
            ScheduleRequest request = operation.request();
            wakeAt(bookings.add(request.task(), worker, request.seats(), millis, office.dutyMillis()));
            counters.addPlaced(operation.nanos());
            return new Scheduled.Placed(worker.id(), worker.info(), operation.atMillis() + millis);
        }
        if (ruling instanceof Ruling.Keep keep) {
            LedgerWorker worker = bookings.holder(task);
            int millis = (int) keep.reserveMillis();
            if (bookings.isExecuting(task)) {
                bookings.keepFor(task, millis);
            } else {
                wakeAt(bookings.reserve(task, millis, office.dutyMillis()));
            }
            counters.addKept(operation.nanos());
            return new Scheduled.Placed(worker.id(), worker.info(), operation.atMillis() + millis);
        }
        Ruling.Refuse refuse = (Ruling.Refuse) ruling;
        counters.addRefused(refuse.code(), operation.nanos());
        return refusal(refuse);
    }

    /** What the caller is told. */
    Scheduled.Refused refusal(Ruling.Refuse refuse) {
        return new Scheduled.Refused(
                refuse.code(), "Failed in scheduling " + purpose + " worker, reason: " + refuse.reason());
    }

    private Scheduled noScheduler(ScheduleOperation operation) {
        counters.addRefused(RefusalCode.NO_SCHEDULER, operation.nanos());
        return new Scheduled.Refused(RefusalCode.NO_SCHEDULER, "No scheduler for purpose: " + purpose);
    }

    private Checkpoint checkpoint() {
        return roster.checkpoint(
                lastPick.among(registry).map(LedgerWorker::position).orElse(LedgerWorker.NO_POSITION));
    }

    private void replaceIndexes() {
        plugins.replaceIndexes();
        canaries.replaceIndexes();
    }

    /** {@link Execution#expire} has nothing to do. */
    void sleep() {
        wakeMillis = TimerWheel.NEVER;
    }

    /** {@link Execution#expire} has something to do then. */
    void wakeAt(long dutyMillis) {
        if (dutyMillis < wakeMillis) {
            wakeMillis = dutyMillis;
        }
    }

    /** Begins anew unless the term follows directly on the last one. */
    void enterTerm(Term now) {
        boolean goesOn = term.reign() == now.reign();
        term = now;
        if (goesOn) {
            attendance.excuseSilence(office.dutyMillis()); // nobody could report meanwhile
        } else {
            beginAnew();
        }
    }

    private void beginAnew() {
        registry = new Registry();
        roster = new Roster(settings.reservedTaskLoad(), recorded ? Recording.of(this::checkpoint) : Recording.none());
        bookings = new Bookings(registry, roster, office.dutyMillis());
        plugins.forgetIndexes();
        canaries.forgetIndexes();
        lastPick.forget();
        execution = new Execution(this);
        wakeMillis = TimerWheel.NEVER;
    }
}
