package io.patchbay.hotswap.internal;

import java.time.Duration;
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
 */
final class BoundedCalls implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BoundedCalls.class);
    private static final int MAX_ABANDONED = 32;

    private final OneThread timer;
    private final AtomicInteger threads = new AtomicInteger();
    private final Set<Thread> abandoned = ConcurrentHashMap.newKeySet();
    private final Set<Thread> running = ConcurrentHashMap.newKeySet();

    BoundedCalls(OneThread timer) {
        this.timer = timer;
    }

    /** A call that was given up. */
    static final class OverrunException extends Exception {
        private static final long serialVersionUID = 1;

        OverrunException(String what, Duration bound) {
            super(what + " did not return within " + bound.toMillis() + " ms");
        }
    }

    <R> CompletableFuture<R> call(String what, Duration bound, Callable<R> call) {
        return call(what, bound, call, late -> {});
    }

    /**
     * Makes a call.
     *
     * @param what for messages: {@code the check of strategy 'x'}
     * @param tooLate gets what the call returned after it had been given up
     * @return completes on the call's thread or the timer's
     */
    <R> CompletableFuture<R> call(String what, Duration bound, Callable<R> call, Consumer<R> tooLate) {
        if (abandoned.size() >= MAX_ABANDONED) {
            return CompletableFuture.failedFuture(new RejectedExecutionException(
                    what + " was not tried: " + abandoned.size() + " calls of plug-ins still have not returned"));
        }
        CompletableFuture<R> answer = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> run(what, call, answer, tooLate), "patchbay-hotswap-call-" + threads.incrementAndGet());
        thread.setDaemon(true);
        thread.setContextClassLoader(BoundedCalls.class.getClassLoader());
        running.add(thread);
        ScheduledFuture<?> overrun = timer.after(bound, () -> giveUp(what, bound, thread, answer));
        Waits.then(answer, (result, failed) -> overrun.cancel(false));
        thread.start();
        return answer;
    }

    /** Names of the threads that still have not come back. */
    Set<String> abandonedThreads() {
        return abandoned.stream().map(Thread::getName).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void close() {
        running.forEach(Thread::interrupt);
    }

    // a plug-in may throw anything, also errors such as a missing class
    private <R> void run(String what, Callable<R> call, CompletableFuture<R> answer, Consumer<R> tooLate) {
        try {
            R result = call.call();
            if (!answer.complete(result)) {
                tooLate.accept(result);
            }
        } catch (Throwable thrown) {
            if (!answer.completeExceptionally(thrown)) {
                LOG.debug("{} failed after it had been given up", what, thrown);
            }
        } finally {
            running.remove(Thread.currentThread());
            if (abandoned.remove(Thread.currentThread())) {
                LOG.info("{} has returned at last", what);
            }
        }
    }

    private <R> void giveUp(String what, Duration bound, Thread thread, CompletableFuture<R> answer) {
        abandoned.add(thread); // before the answer: whoever sees the overrun must find the thread here
        if (answer.completeExceptionally(new OverrunException(what, bound))) {
            LOG.warn(
                    "{} did not return within {} ms: thread {} is interrupted and left behind",
                    what,
                    bound.toMillis(),
                    thread.getName());
            thread.interrupt();
        }
        if (!running.contains(thread)) {
            abandoned.remove(thread); // it returned just now
        }
    }
}
