package io.patchbay.placement.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The right to read and change one ledger: one thread has it at a time. Whoever finds it free takes it and does its operation
 * at once, on its own thread, and then what others have queued meanwhile; whoever finds it taken queues and goes.
 *
 * <p>No lock is held while a plug-in runs, because the turn can be stolen: between {@link #begin} and {@link #end} the watchdog
 * may give the call up and go on in its place. The thread that made the call learns it from {@link #end}, at the latest.
 *
 * <p>Everything that the one word {@link #state} protects is written by whoever has the turn. Thread-safe.
 */
final class Turn {
    /** What the turn is of. */
    interface Domain {
        /** How many requests may wait for the turn. Thread-safe. */
        int maxWaiting();

        /** A call was given up: voids and replaces whatever its plug-in was handed, and decides without plug-ins. */
        CaughtCall giveUp(PluginCall call);

        /** The operation of that call is answered: decides with plug-ins again. */
        void goOn();

        /** A plug-in did not return in time, though its thread could. Not in the turn. */
        void blameForDelay(CaughtCall caught);

        /** It has not returned for one more second. Not in the turn. */
        void blameForAbsence(CaughtCall caught);
    }

    private static final long FREE = 0;
    private static final long TAKEN = 1; // by a thread that runs code of the engine
    private static final long WATCHED = 2; // by a thread that runs code of a plug-in: may be stolen
    private static final long PHASE = 3;
    private static final int CALL_SHIFT = 2; // above it the number of the call
    private static final int BATCH = 32;
    private static final int STRETCH = 32 * BATCH; // on one of the engine's threads, before others get it
    private static final long NANOS_PER_TICK = TimeUnit.MILLISECONDS.toNanos(Ticker.TICK_MILLIS);
    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Turn.class, "state", long.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final Lanes lanes;
    private final ThreadProbe probe;
    private final Domain domain;
    private final Queue<Operation<?>> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger(); // in the queue or about to be, and the postponed one
    private final AtomicBoolean drainAsked = new AtomicBoolean();

    private final History history = new History(); // its newest operation is the one that is watched

    private volatile long state;
    private Operation<?> postponed; // goes on before all others, on a thread of our own
    private boolean ownThread;
    private List<Operation<?>> finished = new ArrayList<>(BATCH);

    private final CaughtCalls caughtCalls = new CaughtCalls();
    private Optional<WatchedCall> seen = Optional.empty(); // confined to the watchdog

    /** @param lanes threads of our own */
    Turn(Lanes lanes, ThreadProbe probe, Domain domain) {
        this.lanes = lanes;
        this.probe = probe;
        this.domain = domain;
    }

    /**
     * Does an operation at once if the turn is free and nobody waits, else queues it. Operations of one caller are done in the
     * order in which it gave them.
     *
     * @return the answer, or the promise of it
     */
    <R> CompletionStage<R> submit(Operation<R> operation) {
        if (waiting.get() == 0 && takeForOne()) {
            doAtOnce(operation);
        } else if (waiting.get() >= domain.maxWaiting() * operation.patience()) {
            operation.answerWithBusy();
        } else {
            enqueue(operation);
            drain(false, BATCH);
        }
        return operation.stage();
    }

    /** Queues an operation for a thread of our own, whether or not the queue is full: for the few of the engine itself. */
    <R> CompletionStage<R> post(Operation<R> operation) {
        enqueue(operation);
        askForDrain();
        return operation.stage();
    }

    /** Does something short at once if the turn is free; it calls no plug-in. */
    void doIfFree(Runnable chore) {
        if (take()) {
            try {
                chore.run();
            } finally {
                release();
            }
            if (waiting.get() > 0) {
                askForDrain();
            }
        }
    }

    /** The operations that were last remembered. */
    History history() {
        return history;
    }

    /** Whether the thread that has the turn is one of our own: a caller's must not be risked with a plug-in that is new. */
    boolean onOwnThread() {
        return ownThread;
    }

    /** From now on the watchdog watches a call of an operation. */
    void begin(PluginCall next, Operation<?> operation) {
        long number = ((long) STATE.getOpaque(this) >>> CALL_SHIFT) + 1;
        next.begin(number, ownThread);
        operation.calls(next);
        history.newest(operation);
        STATE.setRelease(this, number << CALL_SHIFT | WATCHED);
    }

    /**
     * The plug-in has returned.
     *
     * @throws GivenUpException if that was too late: the turn is no longer the caller's, who must touch nothing more
     */
    void end(PluginCall ended) {
        long before = ended.number() << CALL_SHIFT;
        if (!STATE.compareAndSet(this, before | WATCHED, before | TAKEN)) {
            ended.awaitLetGo();
            if (ended.onOwnThread()) {
                lanes.back();
            }
            throw GivenUpException.INSTANCE;
        }
    }

    /** @throws IllegalStateException if the call is over, was given up, or is another thread's */
    void requireOpen(PluginCall asked) {
        if (state != (asked.number() << CALL_SHIFT | WATCHED) || Thread.currentThread() != asked.thread()) {
            throw new IllegalStateException("the decision is over, or has been given up, or is another thread's");
        }
    }

    /**
     * One tick of the watchdog: gives up a call that it has seen for too many ticks, and blames the plug-in if its thread did
     * not even want to run, or ran for half of its time. Confined to the watchdog.
     */
    void watch(int budgetTicks) {
        long workNanos = budgetTicks * NANOS_PER_TICK / 2;
        caughtCalls.tick(workNanos, domain::blameForAbsence);
        long now = state;
        if ((now & PHASE) != WATCHED) {
            seen = Optional.empty();
            if ((now & PHASE) == FREE && waiting.get() > 0) {
                askForDrain(); // there was no thread when it was asked for
            }
        } else if (seen.isEmpty() || seen.get().number() != now >>> CALL_SHIFT) {
            seen = callSeenIn(now);
        } else if (seen.get().isSeenFor(budgetTicks)) {
            boolean guilty = seen.get().isIdleOrWorkedFor(workNanos);
            if (steal(seen.get().number())) {
                goOnInstead(seen.get(), guilty);
            }
        }
    }

    /** How many operations wait now. */
    int waiting() {
        return waiting.get();
    }

    private boolean take() {
        long now = state;
        return (now & PHASE) == FREE && STATE.compareAndSet(this, now, now | TAKEN);
    }

    /** Takes the turn for an operation that goes before none. */
    private boolean takeForOne() {
        if (!take()) {
            return false;
        }
        if (postponed == null) {
            return true;
        }
        release(); // somebody else had the turn since nobody waited, and his operation must not be pushed out
        return false;
    }

    private void release() {
        state = (long) STATE.getOpaque(this) & ~PHASE;
    }

    private boolean steal(long number) {
        long watched = number << CALL_SHIFT;
        return STATE.compareAndSet(this, watched | WATCHED, watched | TAKEN);
    }

    /** The call that is watched now. Its thread goes on meanwhile: what is read of it counts if it is in the same call after. */
    private Optional<WatchedCall> callSeenIn(long now) {
        Optional<Thread> thread = history.newestThread();
        VarHandle.loadLoadFence();
        return state == now
                ? thread.map(calling -> new WatchedCall(probe, now >>> CALL_SHIFT, calling))
                : Optional.empty();
    }

    private void doAtOnce(Operation<?> operation) {
        ownThread = false;
        try {
            operation.perform();
            release();
        } catch (GivenUpException givenUp) {
            return;
        } catch (PostponedException reason) {
            operation.promise();
            releaseAndPostpone(operation, reason);
        }
        if (waiting.get() > 0) {
            drain(false, BATCH);
        }
    }

    /** Does what is queued, as long as the turn can be had. */
    private void drain(boolean own, int limit) {
        for (int left = limit; waiting.get() > 0 && take(); left -= BATCH) {
            if (left <= 0 || (postponed != null && !own)) {
                release();
                askForDrain();
                return;
            }
            if (postponed == null && queue.isEmpty()) {
                release();
                if (queue.isEmpty()) {
                    return; // whoever has counted already, but not queued yet, drains after that
                }
                continue;
            }
            ownThread = own;
            if (!doBatch()) {
                return;
            }
        }
    }

    /** @return false if the turn was stolen meanwhile */
    private boolean doBatch() {
        Operation<?> next = next();
        while (next != null) {
            try {
                next.perform();
            } catch (GivenUpException givenUp) {
                return false;
            } catch (PostponedException reason) {
                List<Operation<?>> done = takeFinished();
                releaseAndPostpone(next, reason);
                done.forEach(Operation::settle);
                return true;
            }
            finished.add(next);
            next = finished.size() < BATCH ? next() : null;
        }
        List<Operation<?>> done = takeFinished();
        release();
        done.forEach(Operation::settle);
        return true;
    }

    private Operation<?> next() {
        Operation<?> next = postponed == null ? queue.poll() : postponed;
        if (next != null) {
            postponed = null;
            waiting.decrementAndGet();
        }
        return next;
    }

    private List<Operation<?>> takeFinished() {
        List<Operation<?>> done = finished;
        finished = new ArrayList<>(BATCH);
        return done;
    }

    private void releaseAndPostpone(Operation<?> operation, PostponedException reason) {
        if (reason.emptySlot().isEmpty()) {
            postponed = operation;
            waiting.incrementAndGet();
            release();
            askForDrain();
            return;
        }
        release();
        operation.awaitPlugin(reason.emptySlot().get(), () -> post(operation));
    }

    private void enqueue(Operation<?> operation) {
        operation.promise();
        waiting.incrementAndGet(); // before it is in the queue: its caller's next one must not find that nobody waits
        queue.add(operation);
    }

    private void askForDrain() {
        if (drainAsked.compareAndSet(false, true)) {
            try {
                lanes.execute(() -> {
                    drainAsked.set(false);
                    drain(true, STRETCH);
                });
            } catch (RejectedExecutionException full) {
                drainAsked.set(false); // the watchdog asks again
            }
        }
    }

    /** The turn was stolen: answers in place of the abandoned thread, and lets a thread of our own go on with the queue. */
    private void goOnInstead(WatchedCall watched, boolean guilty) {
        Operation<?> operation = history.newest();
        PluginCall givenUp = operation.call();
        operation.promise();
        CaughtCall caught = domain.giveUp(givenUp);
        if (caught.again()) {
            postponed = operation; // the watchdog's thread runs no plug-in
            waiting.incrementAndGet();
        } else {
            operation.perform();
            domain.goOn();
            finished.add(operation);
        }
        List<Operation<?>> done = takeFinished();
        release();
        if (givenUp.onOwnThread()) {
            lanes.caught();
        }
        caughtCalls.add(caught, watched);
        try {
            if (guilty) {
                domain.blameForDelay(caught);
            }
        } finally {
            givenUp.thread().interrupt(); // it waits for the next line before it does anything else
            givenUp.letGo(caught.leases());
        }
        try {
            lanes.execute(() -> {
                done.forEach(Operation::settle);
                drain(true, STRETCH);
            });
        } catch (RejectedExecutionException full) {
            done.forEach(Operation::settle);
        }
    }
}
