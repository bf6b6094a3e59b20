package io.patchbay.placement.internal;

import io.patchbay.api.hotswap.Lease;
import io.patchbay.api.hotswap.Slot;
import io.patchbay.api.placement.PlacedTask;
import io.patchbay.api.placement.Preference;
import io.patchbay.api.placement.RefusalCode;
import io.patchbay.api.placement.Ruling;
import io.patchbay.api.placement.Scheduled;
import io.patchbay.api.placement.Strategy;
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
    private static final int DUE_AT_ONCE = 256;
    private static final int DUE_BATCHES = 16;
    private static final long SEED_STEP = 0xD1342543DE82EF95L; // another one than DecisionRandom's
    private static final Term NO_TERM = Term.first(0);

    private final String purpose;
    private final Office office;
    private final Turn turn;
    private final Policy builtIn = new BuiltInPolicy(this);
    private final Counters counters = new Counters();
    private final Attendance attendance = new Attendance(this);
    private final int[] due = new int[DUE_AT_ONCE];

    private Settings settings;
    private long seeds = System.nanoTime();
    private PluginPolicy plugins;
    private Policy policy; // the plug-ins, but for an operation that goes on without them
    private Term term = NO_TERM;
    private Registry registry;
    private Roster roster;
    private Bookings bookings;
    private IndexCache indexes;
    private Tenure tenure = new Tenure();
    private int previousNumber; // of the last pick; numbers, because a reference would cost the collector's barrier
    private long previousJoin;
    private int dueNext;
    private int dueEnd;
    private volatile long wakeMillis;

    Ledger(String purpose, Office office, Seats seats) {
        this.purpose = purpose;
        this.office = office;
        this.settings = office.settings();
        this.turn = new Turn(office.lanes(), office.threads(), this);
        this.plugins = new PluginPolicy(this, builtIn, seats);
        this.policy = plugins;
        beginAnew();
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

    /** When {@link #expire} has something to do. Thread-safe. */
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

    IndexCache indexes() {
        return indexes;
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

    /** The last decisions, oldest first. */
    List<DecisionRecord> decisions() {
        return turn.history().remembered().stream()
                .map(decided -> ((ScheduleOperation) decided).record())
                .toList();
    }

    Seats seats() {
        return plugins.seats();
    }

    /** Has other plug-ins rule from now on. */
    void seat(Seats seats) {
        plugins.seats().letGo();
        plugins = new PluginPolicy(this, builtIn, seats);
        policy = plugins;
    }

    /** Gives the plug-ins' leases back until the next call. */
    void letGoOfLeases() {
        plugins.seats().letGo();
    }

    /** To be called before anything else in a turn: notices a new term, and settings that changed. */
    @SuppressWarnings(
            "ReferenceEquality") // each term and each change of settings is an object of its own, and this is in every
    // turn
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
        operation.begin(bookings.find(operation.request().task()), office.wallMillis(), seeds);
        Scheduled outcome = registry.isUntouched() ? noScheduler() : carryOut(policy.decide(operation), operation);
        turn.history().remember(operation);
        return outcome;
    }

    /** Forgets a task; @return whether there was one */
    boolean unschedule(String name) {
        int task = bookings.find(name);
        if (task == TaskTable.NONE) {
            return false;
        }
        bookings.takeAway(task);
        return true;
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
        return new TaskStatus.Found(worker.id(), worker.info(), executing, until);
    }

    /** A worker says that it executes a task: so it does, whoever had it before. */
    void pickUp(String name, LedgerWorker worker, Operation<?> operation) {
        int task = bookings.find(name);
        PlacedTask before = task == TaskTable.NONE ? PlacedTask.unplaced(name) : bookings.placed(task);
        int keepMillis = (int) policy.pickedUp(before, worker, operation);
        worker.removeStray(name);
        if (task == TaskTable.NONE) {
            bookings.executeNew(name, worker, keepMillis);
        } else {
            bookings.execute(task, worker, keepMillis);
        }
        counters.addPickedUp();
    }

    /** A worker says that it no longer executes a task. */
    void layDown(String name, LedgerWorker worker, Operation<?> operation) {
        int task = bookings.find(name);
        boolean stray = worker.hasStray(name);
        if (task == TaskTable.NONE || (stray && bookings.holder(task) != worker)) {
            worker.removeStray(name); // it does what it was told: whoever has the task now keeps it
            return;
        }
        boolean own = bookings.holder(task) == worker;
        int keepMillis = (int)
                policy.laidDown(bookings.placed(task), worker, stray || (own && bookings.isExecuting(task)), operation);
        worker.removeStray(name);
        if (own && keepMillis > 0) {
            wakeAt(bookings.reserve(task, keepMillis, office.dutyMillis()));
        } else if (own) {
            bookings.forget(task);
        } else if (keepMillis == 0) {
            bookings.takeAway(task);
        }
        counters.addLaidDown();
    }

    /** Lets reservations end whose time is over, as many as one turn should. */
    void expire(Operation<?> operation) {
        for (int batch = 0; batch < DUE_BATCHES; batch++) {
            if (dueNext == dueEnd) {
                dueNext = 0;
                dueEnd = bookings.wheel().advance(office.dutyMillis(), due);
            }
            while (dueNext < dueEnd) {
                int task = due[dueNext];
                int keepMillis = (int) policy.expired(bookings.placed(task), operation);
                dueNext++;
                if (keepMillis > 0) {
                    bookings.reserve(task, keepMillis, office.dutyMillis());
                } else {
                    bookings.forget(task);
                }
                counters.addExpired();
            }
            if (dueEnd < due.length) {
                wakeMillis = TimerWheel.NEVER;
                wakeAt(bookings.wheel().nextMillis());
                return;
            }
        }
        wakeMillis = 0; // at once: there may be more
    }

    /** A ledger with the same workers and one of the tasks, and another instance of the strategy, that shares no state with this. */
    Ledger copyFor(String task, Slot<Strategy> strategy) {
        Ledger copy = new Ledger(
                purpose,
                office,
                new Seats(
                        new Seat<>(seats().scheduler().slot()),
                        new Seat<>(seats().matcher().slot()),
                        new Seat<>(strategy)));
        copy.enterTerm(term);
        if (!registry.isUntouched()) {
            copy.registry.touch();
        }
        roster.forEach(worker -> {
            LedgerWorker twin = copy.registry.enter(worker.id(), worker.info());
            twin.resemble(worker);
            copy.roster.add(twin);
            if (worker.number() == previousNumber && worker.joined() == previousJoin) {
                copy.previousNumber = twin.number();
                copy.previousJoin = twin.joined();
            }
        });
        int known = bookings.find(task);
        if (known != TaskTable.NONE) {
            copy.registry
                    .member(bookings.holder(known).id())
                    .ifPresent(twin -> bookings.copyTo(copy.bookings, known, twin));
        }
        return copy;
    }

    /** See {@link PluginPolicy#reasons}. */
    List<String> matcherReasons(Preference preference, Operation<?> operation) {
        return plugins.reasons(preference, operation);
    }

    /** The last pick, if it is still a member. */
    Optional<Worker> previous(Tenure asking) {
        return registry.isMember(previousNumber, previousJoin)
                ? registry.at(previousNumber).offered(asking).asOptional()
                : Optional.empty();
    }

    /** Thread-safe. */
    void fault(Lease<?> lease, String reason) {
        counters.addFault();
        lease.fault(reason);
    }

    void fault(Lease<?> lease, Throwable thrown) {
        counters.addFault();
        lease.fault(thrown);
        if (thrown instanceof Error) {
            indexes = indexes.replacement(); // the stack may have overflowed in the middle of a change
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
        indexes = indexes.replacement();
        policy = builtIn;
        counters.addGivenUp();
        return plugins.giveUp(call);
    }

    @Override
    public void goOn() {
        policy = plugins;
    }

    @Override
    public void blameForDelay(CaughtCall caught) {
        blame(caught, "it gave no answer within " + office.settings().decisionBudgetMillis() + " ms");
    }

    @Override
    public void blameForAbsence(CaughtCall caught) {
        blame(caught, "it is still busy with a call that was given up");
    }

    private void blame(CaughtCall caught, String reason) {
        caught.call().blame();
        fault(caught.lease(), reason);
    }

    private Scheduled carryOut(Ruling ruling, ScheduleOperation operation) {
        int task = operation.task();
        if (ruling instanceof Ruling.Reserve reserve) {
            if (task != TaskTable.NONE) {
                bookings.takeAway(task); // from a worker that is gone; a scheduler may have other reasons
            }
            LedgerWorker worker = ((OfferedWorker) reserve.worker()).worker();
            int millis = (int) reserve.reserveMillis();
            wakeAt(bookings.add(operation.request().task(), worker, millis, office.dutyMillis()));
            previousNumber = worker.number();
            previousJoin = worker.joined();
            counters.addPlaced();
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
            counters.addKept();
            return new Scheduled.Placed(worker.id(), worker.info(), operation.atMillis() + millis);
        }
        Ruling.Refuse refuse = (Ruling.Refuse) ruling;
        counters.addRefused(refuse.code());
        return new Scheduled.Refused(
                refuse.code(), "Failed in scheduling " + purpose + " worker, reason: " + refuse.reason());
    }

    private Scheduled noScheduler() {
        counters.addRefused(RefusalCode.NO_SCHEDULER);
        return new Scheduled.Refused(RefusalCode.NO_SCHEDULER, "No scheduler for purpose: " + purpose);
    }

    private void wakeAt(long dutyMillis) {
        if (dutyMillis < wakeMillis) {
            wakeMillis = dutyMillis;
        }
    }

    private void enterTerm(Term now) {
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
        roster = new Roster(settings.reservedTaskLoad());
        bookings = new Bookings(registry, roster, office.dutyMillis());
        indexes = new IndexCache(roster);
        previousNumber = 0;
        previousJoin = 0;
        dueNext = 0;
        dueEnd = 0;
        wakeMillis = TimerWheel.NEVER;
    }
}
