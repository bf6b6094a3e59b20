package io.patchbay.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Places tasks at a steady rate, whether answers come or not (an open loop), and counts what comes of them. A time includes the
 * wait for its turn, so that a server that stands still cannot hide it. Thread-safe.
 */
final class ScheduleLoad {
    private static final long CLOSE_MILLIS = 11_000;

    private final ClusterApi cluster;
    private final String purpose;
    private final long intervalNanos;
    private final long startNanos = System.nanoTime();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "demo-load");
        thread.setDaemon(true);
        return thread;
    });
    private final ScheduledFuture<?> sending;
    private final AtomicInteger sent = new AtomicInteger();
    private final List<Long> nanos = new ArrayList<>(); // guarded by this
    private final List<String> failures = new ArrayList<>(); // guarded by this
    private Map<String, Integer> byWorker = new TreeMap<>(); // and its content: guarded by this

    ScheduleLoad(ClusterApi cluster, String purpose, int perSecond) {
        this.cluster = cluster;
        this.purpose = purpose;
        this.intervalNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
        this.sending = timer.scheduleAtFixedRate(this::send, 0, intervalNanos, TimeUnit.NANOSECONDS);
    }

    /** Waits until some more have been answered. */
    void awaitMore(int count, long millis) throws InterruptedException, StepFailedException {
        awaitTotal(answered() + count, millis);
    }

    /** Begins a new count of the tasks that each worker gets; earlier requests that are still under way do not enter it. */
    synchronized void countAnew() {
        byWorker = new TreeMap<>();
    }

    /** How many tasks each worker got, of those that were sent since the count began. */
    synchronized Map<String, Integer> counts() {
        return new TreeMap<>(byWorker);
    }

    /** Sends no more and waits for the last answers; does nothing the second time. */
    void stop() {
        sending.cancel(false);
        timer.shutdown();
        try {
            if (!timer.awaitTermination(CLOSE_MILLIS, TimeUnit.MILLISECONDS)) {
                timer.shutdownNow();
            }
            awaitTotal(sent.get(), CLOSE_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (StepFailedException unanswered) {
            fail(unanswered.getMessage());
        }
    }

    synchronized int succeeded() {
        return nanos.size();
    }

    synchronized List<String> failures() {
        return List.copyOf(failures);
    }

    synchronized long slowestMillis() {
        return TimeUnit.NANOSECONDS.toMillis(
                nanos.stream().mapToLong(Long::longValue).max().orElse(0));
    }

    private synchronized void awaitTotal(int goal, long millis) throws InterruptedException, StepFailedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (nanos.size() + failures.size() < goal) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw new StepFailedException("only " + nanos.size() + " of " + sent.get()
                        + " schedules were answered within " + millis + " ms");
            }
            wait(left);
        }
    }

    private synchronized int answered() {
        return nanos.size() + failures.size();
    }

    private void send() {
        int number = sent.getAndIncrement();
        long due = startNanos + number * intervalNanos;
        Map<String, Integer> count = currentCount();
        cluster.schedule(purpose, "demo-" + number).whenComplete((worker, failure) -> {
            if (failure == null) {
                succeed(count, worker, System.nanoTime() - due);
            } else {
                fail(failure.toString());
            }
        });
    }

    private synchronized Map<String, Integer> currentCount() {
        return byWorker;
    }

    private synchronized void succeed(Map<String, Integer> count, String worker, long took) {
        nanos.add(took);
        count.merge(worker, 1, Integer::sum);
        notifyAll();
    }

    private synchronized void fail(String reason) {
        failures.add(reason);
        notifyAll();
    }
}
