package io.patchbay.portal.internal;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives everyone who has something to do with one connection its turn, one after another: state that is touched only in turns
 * needs no other guard. Unlike a serial executor it lets a thread that is here anyway take its turn at once. Thread-safe.
 *
 * <p>The queue has no bound of its own: a connection has at most a few frames and one request body under way, and whoever starts
 * something that ends in a turn bounds how much of it is under way.
 */
public final class Turns implements Executor {
    private static final Logger LOG = LoggerFactory.getLogger(Turns.class);
    private static final int IN_A_ROW =
            64; // turns that one thread takes for others before it goes back to its own work

    private final Executor pool;
    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>(1); // guarded by this, like the flag
    private boolean taken;

    /** @param pool whose threads take the turns of those who cannot do so themselves */
    public Turns(Executor pool) {
        this.pool = pool;
    }

    /**
     * Takes a turn on this thread if it is nobody's; else leaves the task to whoever has it, and that may be this thread
     * further up its stack. For threads that may run what comes in from the network.
     */
    public void here(Runnable task) {
        synchronized (this) {
            if (taken) {
                waiting.add(task);
                return;
            }
            taken = true;
        }
        run(task);
        runWaiting();
    }

    /** Takes a turn on a thread of the pool, or leaves it to whoever has it. */
    @Override
    public void execute(Runnable task) {
        synchronized (this) {
            waiting.add(task);
            if (taken) {
                return;
            }
            taken = true;
        }
        if (!handedOver()) {
            runWaiting();
        }
    }

    /** False if the pool is full or closing: then this thread goes on, which keeps the order and loses nothing. */
    private boolean handedOver() {
        try {
            pool.execute(this::runWaiting);
            return true;
        } catch (RejectedExecutionException full) {
            return false;
        }
    }

    private void runWaiting() {
        do {
            for (int done = 0; done < IN_A_ROW; done++) {
                Runnable next;
                synchronized (this) {
                    next = waiting.poll();
                    if (next == null) {
                        taken = false;
                        return;
                    }
                }
                run(next);
            }
        } while (!handedOver());
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error failed) { // an Error too: those behind it must not wait for ever
            LOG.error("A connection's turn failed", failed);
        }
    }
}
