package io.patchbay.placement.internal;

import java.util.Arrays;

/**
 * The tasks of one ledger. A task is a number, and what is known of it stands in columns: a million tasks are a dozen arrays
 * for the collector, and none of the links is a reference. Every task is in at most one list: of the timer wheel while it is
 * reserved, of its worker while it executes. Confined to the ledger's turn; an abandoned plug-in call may still look up a name.
 */
final class TaskTable {
    static final int NONE = -1;

    private static final int FIRST_CAPACITY = 64;
    private static final int BUCKETS_PER_TASK = 2;
    private static final long EMPTY = 0;

    private long[] buckets; // hash in the upper half, task + 1 in the lower; linear probing
    private String[] names;
    private int[] workers;
    private int[] reserveMillis;
    private int[] marks;
    private int[] seats;
    private long[] deadlines;
    private int[] next; // in its list, or in the list of free numbers
    private int[] previous; // in its list; of the first one the list, as ~list; of one in no list itself
    private int[] heads; // of each list
    private int size;
    private int unused; // numbers from here on were never given
    private int free = NONE;

    TaskTable() {
        heads = new int[0];
        clear();
    }

    int size() {
        return size;
    }

    /** The task of that name, or {@link #NONE}. */
    int find(String name) {
        int hash = hash(name);
        int mask = buckets.length - 1;
        for (int bucket = hash & mask; ; bucket = bucket + 1 & mask) {
            long entry = buckets[bucket];
            if (entry == EMPTY) {
                return NONE;
            }
            if (hashOf(entry) == hash && name.equals(names[taskOf(entry)])) {
                return taskOf(entry);
            }
        }
    }

    /** Adds a task that is not there yet, in no list. */
    int add(String name) {
        int task = free;
        if (task != NONE) {
            free = next[task];
        } else {
            if (unused == names.length) {
                grow();
            }
            task = unused++;
        }
        names[task] = name;
        previous[task] = task;
        insert(hash(name), task);
        size++;
        return task;
    }

    /** Removes a task, from its list too. */
    void remove(int task) {
        unlink(task);
        evict(task);
        names[task] = null;
        next[task] = free;
        free = task;
        if (--size == 0 && names.length > FIRST_CAPACITY) {
            clear(); // gives back what a peak took
        }
    }

    String name(int task) {
        return names[task];
    }

    /** Number of the worker that it is bound to. */
    int worker(int task) {
        return workers[task];
    }

    void bind(int task, int worker) {
        workers[task] = worker;
    }

    int reserveMillis(int task) {
        return reserveMillis[task];
    }

    void keepFor(int task, int millis) {
        reserveMillis[task] = millis;
    }

    /** See {@link LedgerWorker#count}. */
    int mark(int task) {
        return marks[task];
    }

    void mark(int task, int mark) {
        marks[task] = mark;
    }

    /** How many it takes of its worker's. */
    int seats(int task) {
        return seats[task];
    }

    void take(int task, int count) {
        seats[task] = count;
    }

    /** When its reservation ends, by the wheel's time. */
    long deadline(int task) {
        return deadlines[task];
    }

    void endAt(int task, long deadline) {
        deadlines[task] = deadline;
    }

    /** Makes room for lists of numbers below {@code count}. */
    void allowLists(int count) {
        if (count > heads.length) {
            int before = heads.length;
            heads = Arrays.copyOf(heads, Math.max(count, before + before / 2));
            Arrays.fill(heads, before, heads.length, NONE);
        }
    }

    /** The first task of a list, or {@link #NONE}. */
    int first(int list) {
        return heads[list];
    }

    /** The next one of the same list, or {@link #NONE}. */
    int next(int task) {
        return next[task];
    }

    /** Puts a task at the head of a list, out of the one that it is in. */
    void link(int task, int list) {
        unlink(task);
        int second = heads[list];
        heads[list] = task;
        previous[task] = ~list;
        next[task] = second;
        if (second != NONE) {
            previous[second] = task;
        }
    }

    /** Takes a task out of its list. */
    void unlink(int task) {
        int before = previous[task];
        if (before == task) {
            return;
        }
        int after = next[task];
        if (before < 0) {
            heads[~before] = after;
        } else {
            next[before] = after;
        }
        if (after != NONE) {
            previous[after] = before;
        }
        previous[task] = task;
    }

    private void clear() {
        allocate(FIRST_CAPACITY);
        buckets = new long[FIRST_CAPACITY * BUCKETS_PER_TASK];
        Arrays.fill(heads, NONE);
        size = 0;
        unused = 0;
        free = NONE;
    }

    private void allocate(int capacity) {
        names = new String[capacity];
        workers = new int[capacity];
        reserveMillis = new int[capacity];
        marks = new int[capacity];
        seats = new int[capacity];
        deadlines = new long[capacity];
        next = new int[capacity];
        previous = new int[capacity];
    }

    private void grow() {
        int capacity = names.length * 2;
        names = Arrays.copyOf(names, capacity);
        workers = Arrays.copyOf(workers, capacity);
        reserveMillis = Arrays.copyOf(reserveMillis, capacity);
        marks = Arrays.copyOf(marks, capacity);
        seats = Arrays.copyOf(seats, capacity);
        deadlines = Arrays.copyOf(deadlines, capacity);
        next = Arrays.copyOf(next, capacity);
        previous = Arrays.copyOf(previous, capacity);
        long[] before = buckets;
        buckets = new long[capacity * BUCKETS_PER_TASK];
        for (long entry : before) {
            if (entry != EMPTY) {
                insert(hashOf(entry), taskOf(entry));
            }
        }
    }

    private void insert(int hash, int task) {
        int mask = buckets.length - 1;
        int bucket = hash & mask;
        while (buckets[bucket] != EMPTY) {
            bucket = bucket + 1 & mask;
        }
        buckets[bucket] = (long) hash << 32 | task + 1;
    }

    /** Empties a task's bucket, and moves up those behind it that had to give way. */
    private void evict(int task) {
        int mask = buckets.length - 1;
        int hole = hash(names[task]) & mask;
        while (taskOf(buckets[hole]) != task) {
            hole = hole + 1 & mask;
        }
        for (int bucket = hole + 1 & mask; buckets[bucket] != EMPTY; bucket = bucket + 1 & mask) {
            int home = hashOf(buckets[bucket]) & mask;
            if ((bucket - home & mask) >= (bucket - hole & mask)) { // its way from home leads over the hole
                buckets[hole] = buckets[bucket];
                hole = bucket;
            }
        }
        buckets[hole] = EMPTY;
    }

    private static int hashOf(long entry) {
        return (int) (entry >>> 32);
    }

    private static int taskOf(long entry) {
        return (int) entry - 1;
    }

    private static int hash(String name) {
        int hash = name.hashCode() * 0x9E3779B9; // neighbouring names apart
        return hash ^ hash >>> 16;
    }
}
