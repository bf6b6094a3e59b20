package io.patchbay.placement.internal;

/**
 * The positions that changed lately, oldest first. Writing costs the same however many indexes there are: each reads on from
 * where it was when it is next asked, and builds itself anew where too much has happened since. Confined to the ledger's turn.
 */
final class ChangeLog {
    private final int[] positions;
    private long count;

    /** @param capacity how many changes to remember; a power of two */
    ChangeLog(int capacity) {
        this.positions = new int[capacity];
    }

    void append(int position) {
        positions[(int) (count++ & positions.length - 1)] = position;
    }

    /** How many changes there ever were: where a reader is that has seen them all. */
    long count() {
        return count;
    }

    /** Whether every change from the {@code seen}th on is still remembered. */
    boolean covers(long seen) {
        return count - seen <= positions.length;
    }

    /** The position of one change that is still remembered. */
    int at(long change) {
        return positions[(int) (change & positions.length - 1)];
    }
}
