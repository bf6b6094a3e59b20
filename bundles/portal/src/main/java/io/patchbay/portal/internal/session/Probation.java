package io.patchbay.portal.internal.session;

import io.patchbay.api.hotswap.Lease;
import io.patchbay.portal.internal.PlugInWatch;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The calls of one codec instance until it has proved itself: each on a thread of its own, so that one which does not come back
 * takes none that others need, and only so many at once. An instance that was given up once never proves itself. Thread-safe.
 */
final class Probation {
    private static final int PROOF = 64; // calls
    private static final int NEVER = Integer.MAX_VALUE;
    private static final int PLACES = 3;
    private static final long PLACE_MILLIS = 500; // until those who have the places must be back, or have been given up
    private static final long LONGEST_SECONDS = 30; // the watch is over long before, unless it has no timer any more

    private final long generation;
    private final PlugInWatch watch;
    private final AtomicInteger callsToProof = new AtomicInteger(PROOF);
    private final Semaphore places = new Semaphore(PLACES);

    /** @param generation of the instance */
    Probation(long generation, PlugInWatch watch) {
        this.generation = generation;
        this.watch = watch;
    }

    boolean isOf(Lease<?> lease) {
        return lease.generation() == generation;
    }

    /** Whether the instance may be called on anybody's thread. */
    boolean isOver() {
        return callsToProof.get() == 0;
    }

    /** The instance had to be given up in a call. */
    void distrust() {
        callsToProof.set(NEVER);
    }

    /**
     * Calls on a thread of its own, and waits for the answer.
     *
     * @param lease told what was wrong
     * @param call does not return null
     * @return empty if something was wrong
     */
    <T> Optional<T> call(Lease<?> lease, Supplier<T> call) {
        try {
            if (!takePlace()) {
                lease.fault("does not come back from earlier calls");
                return Optional.empty();
            }
            CompletableFuture<T> answer = new CompletableFuture<>();
            start(call, answer);
            T result = answer.get(LONGEST_SECONDS, TimeUnit.SECONDS);
            callsToProof.updateAndGet(left -> left == NEVER || left == 0 ? left : left - 1);
            return Optional.of(result);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof OverdueException) {
                distrust();
                lease.fault("took too long");
            } else {
                lease.fault(failed.getCause());
            }
        } catch (TimeoutException stopped) {
            distrust();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    private boolean takePlace() throws InterruptedException {
        return callsToProof.get() == NEVER
                ? places.tryAcquire()
                : places.tryAcquire(PLACE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private <T> void start(Supplier<T> call, CompletableFuture<T> answer) {
        // not a pooled one, which would keep the codec's classes in its thread locals
        Thread thread = new Thread(() -> run(call, answer), "portal-codec-on-probation");
        thread.setDaemon(true);
        thread.setContextClassLoader(Probation.class.getClassLoader());
        thread.start();
    }

    private <T> void run(Supplier<T> call, CompletableFuture<T> answer) {
        Thread caller = Thread.currentThread();
        try {
            watch.call(
                            () -> {
                                answer.completeExceptionally(new OverdueException());
                                caller.interrupt();
                            },
                            () -> {},
                            call)
                    .ifPresent(answer::complete);
        } catch (Throwable thrown) { // a codec may be missing a class, too
            answer.completeExceptionally(thrown);
        } finally {
            places.release();
        }
    }

    private static final class OverdueException extends Exception {
        private static final long serialVersionUID = 1;
    }
}
