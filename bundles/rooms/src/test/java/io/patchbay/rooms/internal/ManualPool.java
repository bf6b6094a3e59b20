package io.patchbay.rooms.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** Runs what it is given when the test says so, or at once, on the test's thread. Confined to its test. */
final class ManualPool extends AbstractExecutorService {
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean held;
    private boolean refusing;
    private boolean shutdown;

    /** Keeps what it is given from now on. */
    void hold() {
        held = true;
    }

    /** Runs what it kept, and everything at once from now on. */
    void release() {
        held = false;
        while (!waiting.isEmpty()) {
            waiting.poll().run();
        }
    }

    void refuse() {
        refusing = true;
    }

    @Override
    public void execute(Runnable task) {
        if (refusing || shutdown) {
            throw new RejectedExecutionException("full");
        }
        if (held) {
            waiting.add(task);
        } else {
            task.run();
        }
    }

    @Override
    public void shutdown() {
        shutdown = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
        shutdown = true;
        return List.copyOf(waiting);
    }

    @Override
    public boolean isShutdown() {
        return shutdown;
    }

    @Override
    public boolean isTerminated() {
        return shutdown;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return true;
    }
}
