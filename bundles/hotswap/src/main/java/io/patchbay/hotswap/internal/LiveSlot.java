package io.patchbay.hotswap.internal;

import io.patchbay.api.hotswap.Lease;
import io.patchbay.api.hotswap.Slot;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * A slot of one engine. Thread-safe: callers take leases on their own threads, the switchboard changes who serves.
 *
 * @param <T> the interface of the extension point
 */
final class LiveSlot<T> implements Slot<T> {
    private static final int MAX_WAITERS = 10_000;

    private final Class<T> type;
    private final String name;
    private final Optional<String> version;
    private final Optional<String> scope;
    private final OneThread timer;
    private final Executor callbacks;
    private final Consumer<LiveSlot<T>> onClose;
    private final AtomicLong generations = new AtomicLong();
    private final AtomicLong waitersEver = new AtomicLong();
    private final Map<Long, CompletableFuture<Optional<Lease<T>>>> waiters = new ConcurrentSkipListMap<>();
    private volatile Optional<Holder<T>> current = Optional.empty();
    private volatile String kind;
    private volatile boolean closed;

    /**
     * @param version the only one that may serve in it; empty where it is the best one
     * @param scope for which experiments see that what fills it serves; empty of one that concerns none
     * @param timer for bounded waits
     * @param callbacks where engines go on after a wait
     * @param onClose told once
     */
    LiveSlot(
            Class<T> type,
            String name,
            Optional<String> version,
            Optional<String> scope,
            OneThread timer,
            Executor callbacks,
            Consumer<LiveSlot<T>> onClose) {
        this.type = type;
        this.name = name;
        this.version = version;
        this.scope = scope;
        this.kind = kindUntilKnown(type);
        this.timer = timer;
        this.callbacks = callbacks;
        this.onClose = onClose;
    }

    Class<T> type() {
        return type;
    }

    /** The only version that may serve in it. */
    Optional<String> version() {
        return version;
    }

    /** What is served by whatever fills it. */
    Optional<String> scope() {
        return scope;
    }

    /** What a plug-in of this type is called as long as no extension point says it. */
    static String kindUntilKnown(Class<?> type) {
        return type.getSimpleName().toLowerCase(Locale.ROOT);
    }

    void setKind(String known) {
        kind = known;
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<Lease<T>> lease() {
        while (true) {
            Optional<Holder<T>> holder = current;
            if (holder.isEmpty()) {
                return Optional.empty();
            }
            if (holder.get().acquire()) {
                return holder.get().asLease();
            }
            // retired since it was read: the successor is in its place already
            Thread.onSpinWait();
        }
    }

    @Override
    public long generation() {
        Optional<Holder<T>> holder = current;
        return holder.isEmpty() ? 0 : holder.get().generation();
    }

    @Override
    public CompletionStage<Optional<Lease<T>>> leaseWithin(Duration wait) {
        Optional<Lease<T>> now = lease();
        if (now.isPresent() || closed || wait.isZero() || wait.isNegative() || waiters.size() >= MAX_WAITERS) {
            return CompletableFuture.completedFuture(now);
        }
        CompletableFuture<Optional<Lease<T>>> answer = new CompletableFuture<>();
        long number = waitersEver.incrementAndGet();
        waiters.put(number, answer);
        try {
            ScheduledFuture<?> end = timer.after(wait, () -> callBack(() -> answer.complete(Optional.empty())));
            Waits.then(answer, (lease, failed) -> {
                waiters.remove(number);
                end.cancel(false);
            });
        } catch (RejectedExecutionException stopped) {
            waiters.remove(number);
            return CompletableFuture.completedFuture(Optional.empty());
        }
        if (current.isPresent() || closed) { // it came, or went for good, before this waiter was in the list
            callBack(this::serveWaiters);
        }
        return answer;
    }

    @Override
    public void close() {
        closed = true;
        onClose.accept(this);
    }

    /** The number for the next instance. */
    long nextGeneration() {
        return generations.incrementAndGet();
    }

    /**
     * Puts an instance in, or none.
     *
     * @return what was there before; the caller retires it
     */
    Optional<Holder<T>> serve(Optional<Holder<T>> next) {
        Optional<Holder<T>> before = current;
        current = next;
        if (!waiters.isEmpty() && (next.isPresent() || closed)) {
            callBack(this::serveWaiters);
        }
        return before;
    }

    boolean isClosed() {
        return closed;
    }

    private void serveWaiters() {
        for (CompletableFuture<Optional<Lease<T>>> waiter : waiters.values()) {
            if (waiter.isDone()) {
                continue;
            }
            Optional<Lease<T>> lease = lease();
            if (lease.isEmpty() && !closed) {
                return; // it went again
            }
            if (!waiter.complete(lease)) {
                lease.ifPresent(Lease::close); // its time ran out just now
            }
        }
    }

    private void callBack(Runnable task) {
        try {
            callbacks.execute(task);
        } catch (RejectedExecutionException full) {
            task.run(); // no caller may wait for ever
        }
    }
}
