package io.patchbay.hotswap.internal;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls of code that is not ours, each on a thread of its own and given up after a bound. A pooled thread would keep what a
 * plug-in leaves in its thread locals, and with it the plug-in's class loader. Thread-safe; called only from hotswap's own
 * threads, because a new thread remembers the classes on its creator's stack.
 *
 * <p>A bundle whose calls do not return is not called any more; others are, whatever it does.
 */
final class BoundedCalls implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BoundedCalls.class);
    private static final int MAX_ABANDONED = 2; // of one bundle
    static final int MOST_BOUNDS = 4; // for a thread that wants to run and hardly may

    private final OneThread timer;
    private final ProcessorTime processorTime;
    private final AtomicInteger threads = new AtomicInteger();
    private final Map<Thread, Long> abandoned = new ConcurrentHashMap<>(); // by whose bundle
    private final Set<Thread> running = ConcurrentHashMap.newKeySet();

    BoundedCalls(OneThread timer) {
        this(timer, ProcessorTime.ofJvm());
    }

    BoundedCalls(OneThread timer, ProcessorTime processorTime) {
        this.timer = timer;
        this.processorTime = processorTime;
    }

    /** A call that was given up. */
    static final class OverrunException extends Exception {
        private static final long serialVersionUID = 1;

        OverrunException(String what, Duration bound) {
            super(what + " did not return within " + bound.toMillis() + " ms");
        }
    }

    /**
     * What is called.
     *
     * @param bundleId whose code it is
     * @param what for messages: {@code the check of strategy 'x'}
     * @param bound how long it may take; longer where its thread wants to run and hardly may, because the machine is busy
     */
    record Work<R>(long bundleId, String what, Duration bound, Callable<R> call) {}

    <R> CompletableFuture<R> call(Work<R> work) {
        return call(work, late -> {});
    }

    /**
     * Makes a call, unless too many of the same bundle have not returned.
     *
     * @param tooLate gets what the call returned after it had been given up
     * @return completes on the call's thread or the timer's; fails with {@link RejectedExecutionException} if it was not made
     */
    <R> CompletableFuture<R> call(Work<R> work, Consumer<R> tooLate) {
        long hanging =
                abandoned.values().stream().filter(id -> id == work.bundleId).count();
        if (hanging >= MAX_ABANDONED) {
            return CompletableFuture.failedFuture(new RejectedExecutionException(
                    work.what + " was not tried: " + hanging + " calls of its bundle still have not returned"));
        }
        return callEvenSo(work, tooLate);
    }

    /** Makes a call, however many have not returned: there is no other way to be rid of their bundle. */
    <R> CompletableFuture<R> callEvenSo(Work<R> work) {
        return callEvenSo(work, late -> {});
    }

    private <R> CompletableFuture<R> callEvenSo(Work<R> work, Consumer<R> tooLate) {
        CompletableFuture<R> answer = new CompletableFuture<>();
        Thread thread =
                new Thread(() -> run(work, answer, tooLate), "patchbay-hotswap-call-" + threads.incrementAndGet());
        thread.setDaemon(true);
        thread.setContextClassLoader(BoundedCalls.class.getClassLoader());
        running.add(thread);
        thread.start();
        watch(work, thread, answer, 1); // not before: a thread that is not started yet does not seem to want to run
        return answer;
    }

    /** Names of the threads that still have not come back. */
    Set<String> abandonedThreads() {
        return abandoned.keySet().stream().map(Thread::getName).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void close() {
        running.forEach(Thread::interrupt);
    }

    private <R> void watch(Work<R> work, Thread thread, CompletableFuture<R> answer, int bounds) {
        ScheduledFuture<?> overrun = timer.after(work.bound, () -> {
            if (!answer.isDone() && bounds < MOST_BOUNDS && isStarved(thread, work.bound)) {
                watch(work, thread, answer, bounds + 1);
            } else {
                giveUp(work, thread, answer, work.bound.multipliedBy(bounds));
            }
        });
        Waits.then(answer, (result, failed) -> overrun.cancel(false));
    }

    /** Whether a thread wants to run, but has run for less than half of a bound: then the machine is to blame. */
    private boolean isStarved(Thread thread, Duration bound) {
        long nanos = processorTime.nanosOf(thread);
        return nanos >= 0 && nanos < bound.toNanos() / 2 && thread.getState() == Thread.State.RUNNABLE;
    }

    // a plug-in may throw anything, also errors such as a missing class
    private <R> void run(Work<R> work, CompletableFuture<R> answer, Consumer<R> tooLate) {
        try {
            R result = work.call.call();
            if (!answer.complete(result)) {
                tooLate.accept(result);
            }
        } catch (Throwable thrown) {
            if (!answer.completeExceptionally(thrown)) {
                LOG.debug("{} failed after it had been given up", work.what, thrown);
            }
        } finally {
            running.remove(Thread.currentThread());
            if (Optional.ofNullable(abandoned.remove(Thread.currentThread())).isPresent()) {
                LOG.info("{} has returned at last", work.what);
            }
        }
    }

    private <R> void giveUp(Work<R> work, Thread thread, CompletableFuture<R> answer, Duration waited) {
        abandoned.put(thread, work.bundleId); // before the answer: whoever sees the overrun must find the thread here
        if (answer.completeExceptionally(new OverrunException(work.what, waited))) {
            LOG.warn(
                    "{} did not return within {} ms: thread {} is interrupted and left behind",
                    work.what,
                    waited.toMillis(),
                    thread.getName());
            thread.interrupt();
        }
        if (!running.contains(thread)) {
            abandoned.remove(thread); // it returned just now
        }
    }
}
