package io.patchbay.portal.internal;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that passes when a test says so. Confined to the test's thread. */
public final class ManualAlarms implements Alarms {
    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparingLong(Entry::due).thenComparingLong(Entry::order));
    private long now = 1_000_000;
    private long orders;

    private record Entry(long due, long order, Runnable task) {}

    @Override
    public long now() {
        return now;
    }

    @Override
    public Alarm after(long millis, Runnable task) {
        Entry entry = new Entry(now + millis, orders++, task);
        entries.add(entry);
        return () -> entries.remove(entry);
    }

    /** Lets time pass, ringing what becomes due on the way. */
    public void advance(long millis) {
        long end = now + millis;
        while (!entries.isEmpty() && entries.peek().due() <= end) {
            Entry next = entries.poll();
            now = Math.max(now, next.due());
            next.task().run();
        }
        now = end;
    }

    /** Lets time pass at once, as for a process that was stopped: what is due rings afterwards. */
    public void jump(long millis) {
        now += millis;
        advance(0);
    }

    /** How many alarms are set. */
    public int pending() {
        return entries.size();
    }
}
