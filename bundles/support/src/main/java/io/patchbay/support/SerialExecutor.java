package io.patchbay.support;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks one after another, in the order in which they were given, on the threads of a pool that others share: state that
 * only these tasks touch needs no other guard. A task that was accepted runs, whatever the pool does. Thread-safe.
 */
public final class SerialExecutor implements Executor {
    private static final Logger LOG = LoggerFactory.getLogger(SerialExecutor.class);
    private static final int TURN = 64; // tasks in a row before the thread is given back, so that others get theirs

    private final Executor pool;
    private final int capacity;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean scheduled; // guarded by waiting, like the queue

    /**
     * @param pool whose threads to use
     * @param capacity how many tasks may wait
     */
    public SerialExecutor(Executor pool, int capacity) {
        this.pool = pool;
        this.capacity = capacity;
    }

    /** @throws RejectedExecutionException if too many tasks wait, or the pool refuses */
    @Override
    public void execute(Runnable task) {
        accept(task, capacity);
    }

    /**
     * Like {@link #execute}, however many tasks wait: for what must not be lost and is bounded by its nature, such as
     * everyone's leaving.
     *
     * @throws RejectedExecutionException if the pool refuses
     */
    public void executeAnyway(Runnable task) {
        accept(task, Integer.MAX_VALUE);
    }

    /**
     * Runs the task on this thread if no other task runs, else like {@link #execute}: spares the change to another thread where
     * the caller may be held up as long as the task takes. It must hold no lock.
     *
     * @throws RejectedExecutionException if too many tasks wait
     */
    public void here(Runnable task) {
        synchronized (waiting) {
            if (scheduled) {
                if (waiting.size() >= capacity) {
                    throw tooMany(capacity);
                }
                waiting.add(task); // for whoever runs, which may be this thread further up its stack
                return;
            }
            scheduled = true;
        }
        perform(task);
        run();
    }

    /** Whether tasks wait for the one that runs; to a task that asks, true means that another will run after it. */
    public boolean hasWaiting() {
        synchronized (waiting) {
            return !waiting.isEmpty();
        }
    }

    private static RejectedExecutionException tooMany(int most) {
        return new RejectedExecutionException("more than " + most + " tasks are waiting");
    }

    private void accept(Runnable task, int most) {
        synchronized (waiting) {
            if (waiting.size() >= most) {
                throw tooMany(most);
            }
            waiting.add(task);
            if (scheduled) {
                return;
            }
            scheduled = true;
        }
        try {
            pool.execute(this::run);
        } catch (RejectedExecutionException refused) {
            boolean othersCame;
            synchronized (waiting) {
                waiting.remove(task);
                othersCame = !waiting.isEmpty();
                scheduled = othersCame;
            }
            if (othersCame) {
                run(); // they relied on this thread's scheduling and have been told that they will run
            }
            throw refused;
        }
    }

    private void run() {
        while (runTurn()) {
            try {
                pool.execute(this::run);
                return;
            } catch (RejectedExecutionException full) {
                // going on here keeps the order and loses nothing
                LOG.debug("The pool is full or closing, the next turn stays on this thread");
            }
        }
    }

    /** Returns whether more may be waiting. */
    private boolean runTurn() {
        for (int done = 0; done < TURN; done++) {
            Runnable next;
            synchronized (waiting) {
                next = waiting.poll();
                if (next == null) {
                    scheduled = false;
                    return false;
                }
            }
            perform(next);
        }
        return true;
    }

    private static void perform(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error failed) { // an Error too: those behind it must not wait for ever
            LOG.error("A serial task failed", failed);
        }
    }
}
