package io.patchbay.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A timer whose time passes only when a test says so; runs everything on the test's thread. Confined to its test. */
public final class ManualTimer extends AbstractExecutorService implements ScheduledExecutorService {
    private final List<Entry> entries = new ArrayList<>();
    private long nowMillis;
    private boolean shutdown;

    /** Time passes, and what becomes due on the way is run, one after the other. */
    public void advance(Duration time) {
        long end = nowMillis + time.toMillis();
        for (Optional<Entry> next = due(end); next.isPresent(); next = due(end)) {
            nowMillis = Math.max(nowMillis, next.get().atMillis);
            next.get().fire();
        }
        nowMillis = end;
    }

    private Optional<Entry> due(long end) {
        entries.removeIf(Entry::isDone);
        return entries.stream()
                .filter(entry -> entry.atMillis <= end)
                .min(Comparator.comparingLong(entry -> entry.atMillis));
    }

    private final class Entry extends FutureTask<Void> implements ScheduledFuture<Void> {
        private final long everyMillis;
        private long atMillis;

        Entry(Runnable task, long delayMillis, long everyMillis) {
            super(task, null);
            this.atMillis = nowMillis + delayMillis;
            this.everyMillis = everyMillis;
        }

        void fire() {
            if (everyMillis == 0) {
                run();
            } else {
                runAndReset();
                atMillis = nowMillis + everyMillis;
            }
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(atMillis - nowMillis, TimeUnit.MILLISECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.MILLISECONDS), other.getDelay(TimeUnit.MILLISECONDS));
        }
    }

    private Entry add(Entry entry) {
        entries.add(entry);
        return entry;
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        return add(new Entry(task, unit.toMillis(delay), 0));
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long first, long delay, TimeUnit unit) {
        return add(new Entry(task, unit.toMillis(first), unit.toMillis(delay)));
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long first, long period, TimeUnit unit) {
        return scheduleWithFixedDelay(task, first, period, unit);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void execute(Runnable task) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void shutdown() {
        shutdown = true;
        entries.clear();
    }

    @Override
    public List<Runnable> shutdownNow() {
        shutdown();
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return shutdown;
    }

    @Override
    public boolean isTerminated() {
        return shutdown;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return true;
    }
}
