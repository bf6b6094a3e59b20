package io.patchbay.hotswap.internal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Supplier;

/**
 * Lets work begin in the order in which it came, a little at a time, so that none is slow only because all the rest runs; what
 * lasts long is overtaken. Confined to one thread.
 */
final class Turnstile {
    private final int atOnce;
    private final Duration patience;
    private final OneThread thread;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int running;

    /**
     * @param atOnce how much of it may run that has not lasted long yet
     * @param patience how long that is
     */
    Turnstile(int atOnce, Duration patience, OneThread thread) {
        this.atOnce = atOnce;
        this.patience = patience;
        this.thread = thread;
    }

    /** Begins work when it is its turn; completes on the thread. */
    <R> CompletableFuture<R> enter(Supplier<CompletableFuture<R>> work) {
        CompletableFuture<R> done = new CompletableFuture<>();
        waiting.add(() -> begin(work, done));
        next();
        return done;
    }

    private <R> void begin(Supplier<CompletableFuture<R>> work, CompletableFuture<R> done) {
        CompletableFuture<Void> over = new CompletableFuture<>(); // for those who wait
        Waits.then(over, (passed, never) -> {
            running--;
            next();
        });
        ScheduledFuture<?> overtaking = thread.after(patience, () -> over.complete(null));
        Waits.then(
                work.get(),
                (result, thrown) -> thread.tell(() -> {
                    overtaking.cancel(false);
                    if (thrown == null) {
                        done.complete(result);
                    } else {
                        done.completeExceptionally(thrown);
                    }
                    over.complete(null);
                }));
    }

    private void next() {
        while (running < atOnce && !waiting.isEmpty()) {
            running++;
            waiting.remove().run();
        }
    }
}
