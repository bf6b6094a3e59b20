package io.patchbay.lobby.internal.observe;

import io.patchbay.api.hotswap.FaultReason;
import io.patchbay.api.hotswap.Lease;
import io.patchbay.api.hotswap.Slot;
import io.patchbay.api.lobby.ObserverLauncher;
import io.patchbay.support.Threads;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls of the launcher, some at once, each for a bounded time. One that takes longer is interrupted and given up: others go on, on other
 * threads, until too many have not returned. Thread-safe; the launcher is called without a lock.
 */
final class LauncherCalls implements AskedLauncher, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LauncherCalls.class);
    private static final int MOST_STUCK = 4;
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final Slot<ObserverLauncher> slot;
    private final ScheduledExecutorService timer;
    private final LongSupplier boundMillis;
    private final int atOnce;
    private final int mostWaiting;
    private final ThreadPoolExecutor threads;
    private final Deque<Job<?>> waiting = new ArrayDeque<>(); // guarded by itself, like the next
    private int running;

    /**
     * @param area of which the threads are
     * @param timer for bounds
     * @param boundMillis how long a call may take, asked before each
     * @param atOnce how many calls there are at once
     * @param mostWaiting how many may wait for that
     */
    LauncherCalls(
            String area,
            Slot<ObserverLauncher> slot,
            ScheduledExecutorService timer,
            LongSupplier boundMillis,
            int atOnce,
            int mostWaiting) {
        this.slot = slot;
        this.timer = timer;
        this.boundMillis = boundMillis;
        this.atOnce = atOnce;
        this.mostWaiting = mostWaiting;
        this.threads = new ThreadPoolExecutor(
                0, atOnce + MOST_STUCK, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), Threads.named(area));
    }

    @Override
    public <T> CompletableFuture<T> ask(String what, Question<T> question) {
        Job<T> job = new Job<>(what, question);
        synchronized (waiting) {
            if (running >= atOnce && waiting.size() >= mostWaiting) {
                return CompletableFuture.failedFuture(
                        new IOException("too many calls of the launcher wait: " + waiting.size()));
            }
            waiting.add(job);
        }
        CompletableFuture<T> unused = job.answer.whenComplete((answer, failed) -> forget(job));
        next();
        return job.answer;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        Threads.close(threads, PATIENCE);
        slot.close();
    }

    /** What was given up does not take a place of those that wait. */
    private void forget(Job<?> job) {
        synchronized (waiting) {
            waiting.remove(job);
        }
    }

    private void next() {
        Optional<Job<?>> next;
        synchronized (waiting) {
            next = running < atOnce ? Optional.ofNullable(waiting.poll()) : Optional.empty();
            if (next.isPresent()) {
                running++;
            }
        }
        next.ifPresent(Job::begin);
    }

    private void ended() {
        synchronized (waiting) {
            running--;
        }
        next();
    }

    /** One call. */
    private final class Job<T> {
        private final String what;
        private final Question<T> question;
        private final CompletableFuture<T> answer = new CompletableFuture<>();
        private final AtomicBoolean over = new AtomicBoolean();

        Job(String what, Question<T> question) {
            this.what = what;
            this.question = question;
        }

        /** A swap may leave the slot empty for a moment. */
        void begin() {
            slot.leaseWithin(Slot.WAIT_WHEN_EMPTY).whenComplete((lease, failed) -> {
                if (failed != null || lease.isEmpty()) {
                    fail(new IOException(slot.emptyMessage()));
                } else {
                    begin(lease.get());
                }
            });
        }

        private void begin(Lease<ObserverLauncher> lease) {
            if (answer.isDone()) { // given up meanwhile
                end(lease, LauncherCalls.this::ended);
                return;
            }
            FutureTask<Void> call = new FutureTask<>(() -> call(lease), null);
            try {
                Future<?> bound =
                        timer.schedule(() -> giveUp(lease, call), boundMillis.getAsLong(), TimeUnit.MILLISECONDS);
                CompletableFuture<T> unused = answer.whenComplete((value, failed) -> bound.cancel(false));
                threads.execute(call);
            } catch (RejectedExecutionException full) {
                end(lease, () -> fail(new IOException("calls that were given up have not returned", full)));
            }
        }

        private void call(Lease<ObserverLauncher> lease) {
            try {
                Optional<T> value = Optional.ofNullable(question.ask(lease.plugin()));
                if (value.isPresent()) {
                    end(lease, () -> succeed(value.get()));
                } else {
                    blame(lease, FaultReason.BAD_ANSWER, "answered null to", "the launcher answered nothing");
                }
            } catch (IOException cannot) {
                end(lease, () -> fail(cannot));
            } catch (InterruptedException interrupted) {
                end(lease, () -> fail(new IOException("it was interrupted", interrupted)));
            } catch (BadAnswerException wrong) {
                blame(lease, FaultReason.BAD_ANSWER, "answered what it must not to", wrong.getMessage());
            } catch (RuntimeException | LinkageError thrown) {
                LOG.warn("The observer launcher {} failed at {}", lease.label(), what, thrown);
                lease.fault(thrown);
                end(
                        lease,
                        () -> fail(new IOException(
                                "the launcher threw " + thrown.getClass().getName(), thrown)));
            }
        }

        private void giveUp(Lease<ObserverLauncher> lease, Future<?> call) {
            blame(lease, FaultReason.TOO_SLOW, "did not return in time from", "the launcher did not answer in time");
            call.cancel(true);
        }

        private void blame(Lease<ObserverLauncher> lease, FaultReason reason, String did, String why) {
            if (over.get()) {
                return; // another end has come before this one
            }
            LOG.warn("The observer launcher {} {} {}", lease.label(), did, what);
            lease.fault(reason, "it " + did + " " + what);
            end(lease, () -> fail(new IOException(why)));
        }

        /** Whoever is first: the call, or the end of its time. */
        private void end(Lease<ObserverLauncher> lease, Runnable how) {
            if (over.compareAndSet(false, true)) {
                lease.close();
                how.run();
            } else {
                LOG.debug("{} has ended after it had been given up", what);
            }
        }

        private void succeed(T value) {
            ended();
            answer.complete(value);
        }

        private void fail(IOException why) {
            ended();
            answer.completeExceptionally(why);
        }
    }
}
