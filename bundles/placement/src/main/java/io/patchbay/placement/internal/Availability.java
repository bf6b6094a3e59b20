package io.patchbay.placement.internal;

/**
 * Which workers can be given a task of one size, by position. Good for one layout of the roster. Confined to the ledger's turn;
 * an abandoned plug-in call may read it and gets nonsense at worst.
 */
final class Availability {
    private final int seats;
    private final long[] workers; // bits
    private final ChangeLog changes;
    private int count;

    /**
     * Nobody is available.
     *
     * @param seats how many the tasks take
     * @param capacity of the roster
     * @param remembered how many changes
     */
    Availability(int seats, int capacity, int remembered) {
        this.seats = seats;
        this.workers = new long[RankedBits.wordsFor(capacity)];
        this.changes = new ChangeLog(remembered);
    }

    int seats() {
        return seats;
    }

    boolean isEmpty() {
        return count == 0;
    }

    boolean has(int position) {
        return RankedBits.isSet(workers, position);
    }

    /** The bits of all positions. */
    long[] workers() {
        return workers;
    }

    /** Who became available, or ceased to be. */
    ChangeLog changes() {
        return changes;
    }

    /** Puts a worker in or out; @return whether that is new */
    boolean set(int position, boolean available) {
        if (has(position) == available) {
            return false;
        }
        RankedBits.put(workers, position, available);
        count += available ? 1 : -1;
        changes.append(position);
        return true;
    }
}
