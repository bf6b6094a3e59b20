package io.patchbay.portal.internal;

import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Time that passes when a test says so. Thread-safe; alarms ring on the thread that has it pass. */
public final class ManualAlarms implements Alarms {
    private static final int GIVEN_UP_TICKS = 203;

    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparingLong(Entry::due).thenComparingLong(Entry::order));
    private final Lock passing = new ReentrantLock(); // one's time must not pass in the middle of another's
    private long now = 1_000_000;
    private long orders;

    private record Entry(long due, long order, Runnable task) {}

    @Override
    public synchronized long now() {
        return now;
    }

    @Override
    public synchronized Alarm after(long millis, Runnable task) {
        Entry entry = new Entry(now + millis, orders++, task);
        entries.add(entry);
        return () -> remove(entry);
    }

    /** Lets time pass, ringing what becomes due on the way; after whoever else has it pass now. */
    public void advance(long millis) {
        passing.lock();
        try {
            long end = now() + millis;
            for (Optional<Entry> next = due(end); next.isPresent(); next = due(end)) {
                next.get().task().run();
            }
            synchronized (this) {
                now = end;
            }
        } finally {
            passing.unlock();
        }
    }

    /** Lets time pass until any call of a plug-in is given up; for a plug-in that does not come back. */
    public void dawdle() {
        for (int tick = 0; tick < GIVEN_UP_TICKS && !Thread.currentThread().isInterrupted(); tick++) {
            advance(25);
        }
    }

    private synchronized Optional<Entry> due(long end) {
        if (entries.isEmpty() || entries.peek().due() > end) {
            return Optional.empty();
        }
        Entry next = entries.poll();
        now = Math.max(now, next.due());
        return Optional.of(next);
    }

    /** Lets time pass at once, as for a process that was stopped: what is due rings afterwards. */
    public void jump(long millis) {
        synchronized (this) {
            now += millis;
        }
        advance(0);
    }

    /** How many alarms are set. */
    public synchronized int pending() {
        return entries.size();
    }

    private synchronized void remove(Entry entry) {
        entries.remove(entry);
    }
}
