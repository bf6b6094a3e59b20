package io.patchbay.portal.internal;

import io.patchbay.api.hotswap.FaultReason;
import io.patchbay.api.hotswap.Lease;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The calls of one plug-in instance on threads that nobody else needs, and only so many at once: those of an instance that has
 * not proved itself yet, and all that must not be caught. An instance that was given up once never proves itself. Thread-safe.
 */
final class Probation {
    private static final int PROOF = 64; // calls
    private static final int NEVER = Integer.MAX_VALUE;
    private static final int PLACES = 4;
    private static final long LOOK_MILLIS = 25;
    private static final long LONGEST_SECONDS = 30; // the watch is over long before, unless it has no timer any more
    private static final long LOOKS = TimeUnit.SECONDS.toMillis(LONGEST_SECONDS) / LOOK_MILLIS;

    private final long generation;
    private final PlugInWatch watch;
    private final AtomicInteger callsToProof = new AtomicInteger(PROOF);
    private final Semaphore places = new Semaphore(PLACES, true);
    private final AtomicInteger caught = new AtomicInteger(); // of those who have the places

    // for this instance alone, whose classes may be in the threads' locals; they end by themselves soon after its last
    // call
    private final ExecutorService threads =
            new ThreadPoolExecutor(0, Integer.MAX_VALUE, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                Thread thread = new Thread(task, "patchbay-portal-plug-in");
                thread.setDaemon(true);
                thread.setContextClassLoader(Probation.class.getClassLoader());
                return thread;
            });

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
     * @param onOverdue run on the timer's thread if it takes too long, before this is told; must be short
     * @param call does not return null
     */
    <T> Outcome<T> call(Lease<?> lease, Runnable onOverdue, Supplier<T> call) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        try {
            if (!takePlace()) {
                if (isEveryPlaceCaught()) {
                    lease.fault(FaultReason.STUCK, "does not come back from earlier calls");
                }
                return new Outcome.Failed<>();
            }
            threads.execute(() -> run(call, onOverdue, answer));
            T result = answer.get(LONGEST_SECONDS, TimeUnit.SECONDS);
            callsToProof.updateAndGet(left -> left == NEVER || left == 0 ? left : left - 1);
            return new Outcome.Done<>(result);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof OverdueException) {
                distrust();
                lease.fault(FaultReason.TOO_SLOW, "took too long");
                return new Outcome.GivenUp<>(false);
            }
            lease.fault(failed.getCause());
            return new Outcome.Failed<>();
        } catch (TimeoutException stopped) {
            return new Outcome.GivenUp<>(false);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Outcome.GivenUp<>(false);
        }
    }

    /** Waits in turn for a place: those who have one come back, or are given up. False if there will be none. */
    private boolean takePlace() throws InterruptedException {
        for (int look = 0; look < LOOKS; look++) {
            if (places.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                return true;
            }
            if (isEveryPlaceCaught()) {
                return false;
            }
        }
        return false;
    }

    private boolean isEveryPlaceCaught() {
        return caught.get() >= PLACES;
    }

    private <T> void run(Supplier<T> call, Runnable onOverdue, CompletableFuture<T> answer) {
        Thread caller = Thread.currentThread();
        CompletableFuture<Boolean> letGo = new CompletableFuture<>();
        Runnable onCaught = () -> {
            caught.incrementAndGet();
            onOverdue.run();
            answer.completeExceptionally(new OverdueException());
            caller.interrupt();
            letGo.complete(true);
        };
        Runnable onLate = () -> {
            letGo.join(); // the next call on this thread must not see the interrupt
            boolean unused = Thread.interrupted();
            caught.decrementAndGet();
        };
        try {
            watch.call(onCaught, onLate, call).ifPresent(answer::complete);
        } catch (Throwable thrown) { // a plug-in may be missing a class, too
            answer.completeExceptionally(thrown);
        } finally {
            places.release();
        }
    }

    private static final class OverdueException extends Exception {
        private static final long serialVersionUID = 1;
    }
}
