package io.patchbay.lobby.internal.login;

import io.patchbay.api.lobby.Wait;
import io.patchbay.support.Threads;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Jobs that hash passwords wait here for one of a few threads, each of which has the memory of one hash and gives way to all that
 * the node does besides. A job that would not be begun within its deadline is refused at once, so that what waits is bounded in number
 * and in time. Thread-safe.
 */
final class HashQueue implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final long FIRST_GUESS_NANOS = 100_000_000; // until the first hash has been measured
    private static final int WEIGHT = 8; // of all hashes before, against the newest one's 1
    private static final long LEAST_WAIT_MILLIS = 1_000;

    private final ThreadPoolExecutor pool;
    private final int threads;
    private final int most;
    private final long deadlineNanos;
    private final LongSupplier nanoTime;
    private final RandomGenerator random;
    private final ThreadLocal<Hasher> hashers = ThreadLocal.withInitial(Hasher::new); // gone with the pool's threads
    private final AtomicInteger present = new AtomicInteger(); // waiting or being done
    private final AtomicLong nanosOfOne = new AtomicLong(FIRST_GUESS_NANOS);
    private final LongAdder done = new LongAdder();
    private final LongAdder nanosOfAll = new LongAdder();

    /**
     * @param threads how many hashes are made at once
     * @param waiting how many jobs wait at most
     * @param deadlineMillis within what time a job has to be begun
     * @param nanoTime a clock that only goes forward
     * @param random spreads the times at which those who are refused come back
     */
    HashQueue(int threads, int waiting, long deadlineMillis, LongSupplier nanoTime, RandomGenerator random) {
        this.pool = Threads.backgroundPool("lobby-hash", threads, waiting);
        this.threads = threads;
        this.most = threads + waiting;
        this.deadlineNanos = deadlineMillis * 1_000_000;
        this.nanoTime = nanoTime;
        this.random = random;
    }

    /** How many jobs wait or are being done. */
    int present() {
        return present.get();
    }

    /** How long one hash takes lately. */
    long nanosOfOne() {
        return nanosOfOne.get();
    }

    /** How many hashes were made. */
    long done() {
        return done.sum();
    }

    /** How long all of them took, one after the other. */
    long nanosOfAll() {
        return nanosOfAll.sum();
    }

    /** How long a job that came now would have to wait outside; empty if it would be taken. */
    Optional<Wait> refusal() {
        int before = present.get();
        return hasRoomBehind(before) ? Optional.empty() : Optional.of(delay(before));
    }

    /**
     * Has a job done, or refuses it.
     *
     * @return completes on a thread of the queue; whoever goes on there must be quick
     */
    <T> CompletionStage<Hashed<T>> submit(Function<Hasher, T> job) {
        int before = present.getAndIncrement();
        if (!hasRoomBehind(before)) {
            present.decrementAndGet();
            return CompletableFuture.completedStage(busy(before));
        }
        long begunBy = nanoTime.getAsLong() + deadlineNanos;
        CompletableFuture<Hashed<T>> result = new CompletableFuture<>();
        try {
            pool.execute(() -> run(job, begunBy, result));
        } catch (RejectedExecutionException closing) {
            present.decrementAndGet();
            result.complete(busy(before));
        }
        return result;
    }

    private <T> void run(Function<Hasher, T> job, long begunBy, CompletableFuture<Hashed<T>> result) {
        long begun = nanoTime.getAsLong();
        if (begun - begunBy > 0) { // those before it took longer than had been thought
            result.complete(busy(present.decrementAndGet()));
            return;
        }
        T value;
        try {
            value = job.apply(hashers.get());
        } catch (RuntimeException | OutOfMemoryError failed) { // a hash takes much memory at once
            present.decrementAndGet();
            result.completeExceptionally(failed);
            return;
        }
        long taken = nanoTime.getAsLong() - begun;
        nanosOfOne.updateAndGet(usual -> (usual * (WEIGHT - 1) + taken) / WEIGHT);
        done.increment();
        nanosOfAll.add(taken);
        present.decrementAndGet();
        result.complete(new Hashed.Done<>(value));
    }

    private boolean hasRoomBehind(int others) {
        return others < most && nanosBefore(others) <= deadlineNanos;
    }

    /** How long a job waits that comes after some others. */
    private long nanosBefore(int others) {
        return others < threads ? 0 : (others - threads + 1L) * nanosOfOne.get() / threads;
    }

    private <T> Hashed<T> busy(int others) {
        return new Hashed.Busy<>(delay(others));
    }

    private Wait delay(int others) {
        long millis = Math.max(LEAST_WAIT_MILLIS, nanosBefore(others) / 1_000_000);
        return new Wait(Wait.Reason.BUSY, millis + random.nextLong(millis));
    }

    @Override
    public void close() {
        Threads.close(pool, PATIENCE);
    }
}
