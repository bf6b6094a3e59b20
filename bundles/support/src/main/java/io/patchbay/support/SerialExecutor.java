package io.patchbay.support;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks one after another, in the order in which they were given, on the threads of a pool that others share: state that
 * only these tasks touch needs no other guard. Thread-safe.
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
        synchronized (waiting) {
            if (waiting.size() >= capacity) {
                throw new RejectedExecutionException("more than " + capacity + " tasks are waiting");
            }
            waiting.add(task);
            if (scheduled) {
                return;
            }
            scheduled = true;
        }
        try {
            pool.execute(this::runTurn);
        } catch (RejectedExecutionException refused) {
            synchronized (waiting) {
                // another thread may have added behind this task since: that one's turn will come with the next execute
                scheduled = false;
                waiting.remove(task);
            }
            throw refused;
        }
    }

    private void runTurn() {
        for (int done = 0; done < TURN; done++) {
            Runnable next;
            synchronized (waiting) {
                next = waiting.poll();
                if (next == null) {
                    scheduled = false;
                    return;
                }
            }
            try {
                next.run();
            } catch (RuntimeException failed) {
                LOG.error("A serial task failed", failed);
            }
        }
        try {
            pool.execute(this::runTurn);
        } catch (RejectedExecutionException full) {
            runTurn(); // the pool is full or closing: finishing here keeps the order and loses nothing
        }
    }
}
