package io.patchbay.placement.internal;

import java.util.Arrays;

/**
 * When reservations end: a hierarchical timer wheel of four levels over a {@link TaskTable}. Adding and cancelling cost O(1) and
 * allocate nothing; a task is moved down a level at most three times. Never early, at most one tick late. Confined to the
 * ledger's turn.
 */
final class TimerWheel {
    /** Lists of the table below this number are the wheel's. */
    static final int LISTS = 4 * 64;

    /** No task waits. */
    static final long NEVER = Long.MAX_VALUE;

    private static final int LEVELS = 4; // 8 ms, 0.5 s, 33 s and 35 min a slot; 37 h around
    private static final int SLOT_BITS = 6;
    private static final int SLOT_MASK = 63;
    private static final int TICK_BITS = 3; // 8 ms

    private final TaskTable tasks;
    private final long[] occupied = new long[LEVELS]; // a bit for each slot that may have tasks
    private long tick;

    /** @param nowMillis the time at which it starts, by the clock that all its times are of */
    TimerWheel(TaskTable tasks, long nowMillis) {
        this.tasks = tasks;
        this.tick = nowMillis >> TICK_BITS;
        tasks.allowLists(LISTS);
    }

    /** Starts, or restarts, a task's timer; it is taken out of whatever list it is in. */
    void add(int task, long deadlineMillis) {
        tasks.endAt(task, deadlineMillis);
        place(task, Math.max(tick + 1, endTick(deadlineMillis))); // this tick's slot may have been emptied already
    }

    /** The task's timer no longer runs. */
    void cancel(int task) {
        tasks.unlink(task);
    }

    /** When {@link #advance} has something to do; possibly earlier than anything ends. */
    long nextMillis() {
        long next = NEVER;
        for (int level = 0; level < LEVELS; level++) {
            int shift = level * SLOT_BITS;
            int now = (int) (tick >>> shift) & SLOT_MASK;
            long ahead = Long.rotateRight(occupied[level], now + 1);
            if (ahead != 0) {
                long slot = (tick >>> shift) + 1 + Long.numberOfTrailingZeros(ahead);
                next = Math.min(next, slot << shift);
            }
        }
        return next == NEVER ? NEVER : next << TICK_BITS;
    }

    /**
     * Goes on to a time, or until there are enough tasks whose time is over.
     *
     * @param due gets those tasks; they are in no list any more
     * @return how many there are; fewer than {@code due} holds once the time is reached
     */
    int advance(long nowMillis, int[] due) {
        long target = nowMillis >> TICK_BITS;
        int count = 0;
        while (tick <= target) {
            count = empty(due, count);
            if (count == due.length) {
                return count; // the rest of this slot with the next call
            }
            long next = nextMillis() >> TICK_BITS;
            if (next > target) {
                tick = Math.max(tick, target);
                return count;
            }
            tick = next;
            for (int level = LEVELS - 1; level > 0; level--) {
                if ((tick & ((1L << (level * SLOT_BITS)) - 1)) == 0) {
                    cascade(level);
                }
            }
        }
        return count;
    }

    /**
     * Tasks that end soonest, in that order; those that {@link #advance} has handed out are not among them. Slots are in order but
     * their tasks are not, so that one slot may have to be looked at whole.
     *
     * @param most how many
     * @param mostSeen how many tasks to look at, {@code most} or more; where a slot has more, its others are left out
     */
    int[] soonest(int most, int mostSeen) {
        Soonest found = new Soonest(most, mostSeen);
        for (int level = 0; level < LEVELS; level++) {
            int now = (int) (tick >>> (level * SLOT_BITS)) & SLOT_MASK;
            int first = level == 0
                    ? now
                    : now + 1; // of this tick some may be left, of a longer slot that has begun none are
            for (int ahead = 0; ahead <= SLOT_MASK; ahead++) {
                int slot = first + ahead & SLOT_MASK;
                if ((occupied[level] >>> slot & 1) != 0 && found.take(level << SLOT_BITS | slot)) {
                    return found.inOrder();
                }
            }
        }
        return found.inOrder();
    }

    /** What {@link TimerWheel#soonest} has found so far. Confined to that call. */
    private final class Soonest {
        private final int most;
        private final int mostSeen;
        private long[] keys = new long[64]; // the deadline, from now on, in the upper half, the task in the lower
        private int count;

        Soonest(int most, int mostSeen) {
            this.most = most;
            this.mostSeen = mostSeen;
        }

        /** Takes in a list whose tasks end later than all before; @return whether that is enough */
        boolean take(int list) {
            int task = tasks.first(list);
            for (; task != TaskTable.NONE && count < mostSeen; task = tasks.next(task)) {
                if (count == keys.length) {
                    keys = Arrays.copyOf(keys, count * 2);
                }
                long left = Math.max(0, tasks.deadline(task) - (tick << TICK_BITS)); // a day at most: it fits
                keys[count++] = left << Integer.SIZE | task;
            }
            return count >= most;
        }

        int[] inOrder() {
            Arrays.sort(keys, 0, count);
            int[] first = new int[Math.min(most, count)];
            for (int index = 0; index < first.length; index++) {
                first[index] = (int) keys[index];
            }
            return first;
        }
    }

    private static long endTick(long deadlineMillis) {
        return (deadlineMillis + (1 << TICK_BITS) - 1) >> TICK_BITS;
    }

    private void place(int task, long end) {
        int level = Math.min(LEVELS - 1, (63 - Long.numberOfLeadingZeros((end ^ tick) | 1)) / SLOT_BITS);
        int slot = (int) (end >>> (level * SLOT_BITS)) & SLOT_MASK;
        tasks.link(task, (level << SLOT_BITS) | slot);
        occupied[level] |= 1L << slot;
    }

    /** Moves the tasks of the slot that begins now one level down, or further. */
    private void cascade(int level) {
        int slot = (int) (tick >>> (level * SLOT_BITS)) & SLOT_MASK;
        if ((occupied[level] >>> slot & 1) == 0) {
            return;
        }
        occupied[level] &= ~(1L << slot);
        int list = (level << SLOT_BITS) | slot;
        for (int task = tasks.first(list); task != TaskTable.NONE; task = tasks.first(list)) {
            place(task, Math.max(tick, endTick(tasks.deadline(task))));
        }
    }

    /** Moves the tasks of this tick out. */
    private int empty(int[] due, int count) {
        int slot = (int) tick & SLOT_MASK;
        int filled = count;
        for (int task = tasks.first(slot); task != TaskTable.NONE; task = tasks.first(slot)) {
            if (filled == due.length) {
                return filled;
            }
            tasks.unlink(task);
            due[filled++] = task;
        }
        occupied[0] &= ~(1L << slot);
        return filled;
    }
}
