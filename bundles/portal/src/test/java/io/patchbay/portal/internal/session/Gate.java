package io.patchbay.portal.internal.session;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Lets an operation's answer through at once, or when the test says so, or never. Thread-safe. */
public final class Gate {
    private final List<Runnable> waiting = new ArrayList<>(); // guarded by this, like the rest
    private boolean shut;
    private RuntimeException failure;

    synchronized void shut() {
        shut = true;
    }

    /** From now on operations fail. */
    synchronized void fail(RuntimeException with) {
        failure = with;
    }

    /** Lets those who wait through, and whoever comes. */
    void open() {
        List<Runnable> through;
        synchronized (this) {
            shut = false;
            through = List.copyOf(waiting);
            waiting.clear();
        }
        through.forEach(Runnable::run);
    }

    /** Whether someone waits. */
    synchronized boolean isReached() {
        return !waiting.isEmpty();
    }

    /** The operation takes effect when its answer is let through. */
    <T> CompletionStage<T> pass(Supplier<T> operation) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Runnable go = () -> answer.complete(operation.get());
        synchronized (this) {
            if (failure != null) {
                return CompletableFuture.failedStage(failure);
            }
            if (shut) {
                waiting.add(go);
                return answer;
            }
        }
        go.run();
        return answer;
    }
}
