package io.patchbay.placement.internal;

import io.patchbay.api.hotswap.Lease;
import io.patchbay.api.hotswap.Slot;
import io.patchbay.api.placement.PlacedTask;
import io.patchbay.api.placement.Preference;
import io.patchbay.api.placement.RefusalCode;
import io.patchbay.api.placement.Ruling;
import io.patchbay.api.placement.ScheduleRequest;
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
    private static final Term NO_TERM = Term.first(0);

    private final String purpose;
    private final Office office;
    private final Turn turn;
    private final Policy builtIn = new BuiltInPolicy(this);
    private final DecisionRandom seeds = new DecisionRandom(System.nanoTime());
    private final Counters counters = new Counters();
    private final Attendance attendance = new Attendance(this);
    private final DecisionRing decisions = new DecisionRing();
    private final int[] due = new int[DUE_AT_ONCE];

    private Settings settings;
    private PluginPolicy plugins;
    private Policy policy; // the plug-ins, but for an operation that goes on without them
    private Term term = NO_TERM;
    private Registry registry;
    private Roster roster;
    private Bookings bookings;
    private IndexCache indexes;
    private Tenure tenure = new Tenure();
    private Optional<LedgerWorker> previous;
    private int dueNext;
    private int dueEnd;
    private volatile long wakeMillis;

    Ledger(String purpose, Office office, Seats seats) {
        this.purpose = purpose;
        this.office = office;
        this.settings = office.settings();
        this.turn = new Turn(office.lanes(), this);
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

    DecisionRing decisions() {
        return decisions;
    }

    Seats seats() {
        return plugins.seats();
    }

    /** Has other plug-ins rule from now on. */
    void seat(Seats seats) {
        plugins = new PluginPolicy(this, builtIn, seats);
        policy = plugins;
    }

    /** To be called before anything else in a turn: notices a new term, and settings that changed. */
    void enter(Term now) {
        if (term != now) {
            enterTerm(now);
        }
        if (settings != office.settings()) {
            settings = office.settings();
            roster.weighReservations(settings.reservedTaskLoad());
        }
    }

    Scheduled schedule(ScheduleRequest request) {
        long now = office.millis();
        DecisionRecord record = new DecisionRecord(request, now, seeds.nextLong());
        Scheduled outcome = registry.isUntouched()
                ? new Scheduled.Refused(RefusalCode.NO_SCHEDULER, "No scheduler for purpose: " + purpose)
                : carryOut(policy.decide(request, record), request, now);
        if (outcome instanceof Scheduled.Refused refused) {
            counters.addRefused(refused.code());
        }
        record.outcome(outcome);
        decisions.add(record);
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
        long until = executing ? 0 : bookings.deadline(task) + term.pausedMillis();
        return new TaskStatus.Found(worker.id(), worker.info(), executing, until);
    }

    /** A worker says that it executes a task: so it does, whoever had it before. */
    void pickUp(String name, LedgerWorker worker) {
        int task = bookings.find(name);
        PlacedTask before = task == TaskTable.NONE ? PlacedTask.unplaced(name) : bookings.placed(task);
        int keepMillis = (int) policy.pickedUp(before, worker);
        worker.removeStray(name);
        if (task == TaskTable.NONE) {
            bookings.executeNew(name, worker, keepMillis);
        } else {
            bookings.execute(task, worker, keepMillis);
        }
        counters.addPickedUp();
    }

    /** A worker says that it no longer executes a task. */
    void layDown(String name, LedgerWorker worker) {
        int task = bookings.find(name);
        boolean stray = worker.hasStray(name);
        if (task == TaskTable.NONE || stray && bookings.holder(task) != worker) {
            worker.removeStray(name); // it does what it was told: whoever has the task now keeps it
            return;
        }
        boolean own = bookings.holder(task) == worker;
        int keepMillis =
                (int) policy.laidDown(bookings.placed(task), worker, stray || own && bookings.isExecuting(task));
        worker.removeStray(name);
        if (own && keepMillis > 0) {
            bookings.reserve(task, keepMillis, ledgerMillis());
            wakeAt(bookings.deadline(task));
        } else if (own) {
            bookings.forget(task);
        } else if (keepMillis == 0) {
            bookings.takeAway(task);
        }
        counters.addLaidDown();
    }

    /** Lets reservations end whose time is over, as many as one turn should. */
    void expire() {
        for (int batch = 0; batch < DUE_BATCHES; batch++) {
            if (dueNext == dueEnd) {
                dueNext = 0;
                dueEnd = bookings.wheel().advance(ledgerMillis(), due);
            }
            while (dueNext < dueEnd) {
                int task = due[dueNext];
                int keepMillis = (int) policy.expired(bookings.placed(task));
                dueNext++;
                if (keepMillis > 0) {
                    bookings.reserve(task, keepMillis, ledgerMillis());
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
        });
        copy.previous = previous.flatMap(worker -> copy.registry.member(worker.id()));
        int known = bookings.find(task);
        if (known != TaskTable.NONE) {
            copy.registry
                    .member(bookings.holder(known).id())
                    .ifPresent(twin -> bookings.copyTo(copy.bookings, known, twin));
        }
        return copy;
    }

    /** See {@link PluginPolicy#reasons}. */
    List<String> matcherReasons(Preference preference) {
        return plugins.reasons(preference);
    }

    /** The last pick, if it is still a member. */
    Optional<Worker> previous(Tenure asking) {
        return previous.isPresent() && previous.get().isPresent()
                ? previous.get().offered(asking).asOptional()
                : Optional.empty();
    }

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
    public void giveUp(PluginCall call) {
        tenure.end();
        tenure = new Tenure();
        indexes = indexes.replacement();
        policy = builtIn;
        call.seat().caughtIn(call);
        counters.addFault();
        counters.addGivenUp();
    }

    @Override
    public void goOn() {
        policy = plugins;
    }

    @Override
    public void blame(PluginCall call) {
        call.lease().fault("it gave no answer within " + settings.decisionBudgetMillis() + " ms");
    }

    private Scheduled carryOut(Ruling ruling, ScheduleRequest request, long now) {
        if (ruling instanceof Ruling.Refuse refuse) {
            return new Scheduled.Refused(
                    refuse.code(), "Failed in scheduling " + purpose + " worker, reason: " + refuse.reason());
        }
        int task = bookings.find(request.task());
        if (ruling instanceof Ruling.Reserve reserve) {
            if (task != TaskTable.NONE) {
                bookings.takeAway(task); // from a worker that is gone; a scheduler may have other reasons
            }
            LedgerWorker worker = ((OfferedWorker) reserve.worker()).worker();
            int millis = (int) reserve.reserveMillis();
            return reserve(request.task(), worker, millis, now);
        }
        return keep(task, (int) ((Ruling.Keep) ruling).reserveMillis(), now);
    }

    private Scheduled reserve(String name, LedgerWorker worker, int millis, long now) {
        long ledgerNow = now - term.pausedMillis();
        bookings.add(name, worker, millis, ledgerNow);
        wakeAt(ledgerNow + millis);
        if (previous.isEmpty() || previous.get() != worker) {
            previous = Optional.of(worker);
        }
        counters.addPlaced();
        return new Scheduled.Placed(worker.id(), worker.info(), now + millis);
    }

    private Scheduled keep(int task, int millis, long now) {
        LedgerWorker worker = bookings.holder(task);
        if (bookings.isExecuting(task)) {
            bookings.keepFor(task, millis);
        } else {
            bookings.reserve(task, millis, now - term.pausedMillis());
            wakeAt(bookings.deadline(task));
        }
        counters.addKept();
        return new Scheduled.Placed(worker.id(), worker.info(), now + millis);
    }

    /** The ledger's time stands still while nobody leads: reservations do not end while no worker can pick up its tasks. */
    private long ledgerMillis() {
        return office.millis() - term.pausedMillis();
    }

    private void wakeAt(long ledgerMillis) {
        if (ledgerMillis != TimerWheel.NEVER && ledgerMillis + term.pausedMillis() < wakeMillis) {
            wakeMillis = ledgerMillis + term.pausedMillis();
        }
    }

    private void enterTerm(Term now) {
        boolean goesOn = term.reign() == now.reign();
        long paused = now.pausedMillis() - term.pausedMillis();
        term = now;
        if (goesOn) {
            long millis = office.millis();
            roster.forEach(worker -> worker.seen(millis)); // nobody could report meanwhile
            wakeMillis = wakeMillis == TimerWheel.NEVER ? wakeMillis : wakeMillis + paused;
        } else {
            beginAnew();
        }
    }

    private void beginAnew() {
        registry = new Registry();
        roster = new Roster(settings.reservedTaskLoad());
        bookings = new Bookings(registry, roster, ledgerMillis());
        indexes = new IndexCache(roster);
        previous = Optional.empty();
        dueNext = 0;
        dueEnd = 0;
        wakeMillis = TimerWheel.NEVER;
    }
}
