package io.patchbay.placement.internal;

import java.util.Arrays;

/**
 * A checkpoint and what happened after it, twelve bytes an event. Written in the ledger's turn, at the end only; what was
 * written before a {@link #view} was taken may be read on any thread that got the view.
 */
final class Segment {
    /** A worker's reported load is the value, nothing is reserved, and it is not available. */
    static final int REPORTED_FULL = 0;

    /** The same, and it is available. */
    static final int REPORTED = 1;

    /** The load to order by is the value. */
    static final int WEIGHED = 2;

    /** A request was decided; the value is its number, the position that of the pick, or {@link #NOBODY}. */
    static final int DECIDED = 3;

    /** Anything else: the value is the index of a {@link Change}. */
    static final int CHANGED = 4;

    private static final int KIND_BITS = 3;
    static final int NOBODY = -1 >>> KIND_BITS; // above every position

    private static final int FIRST_CAPACITY = 256;
    private static final int LEAST_LIMIT = 4096;
    private static final int EVENTS_PER_POSITION = 4; // so that a checkpoint costs each event the same in any fleet

    private final Checkpoint checkpoint;
    private final int limit;
    private int[] codes = new int[FIRST_CAPACITY];
    private double[] values = new double[FIRST_CAPACITY];
    private Change[] changes = new Change[16];
    private int count;
    private int changeCount;

    /** What has happened up to some moment. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record View(Segment segment, Checkpoint checkpoint, int[] codes, double[] values, Change[] changes, int count) {
        int kind(int event) {
            return codes[event] & (1 << KIND_BITS) - 1;
        }

        /** The number of the first decision in it; beyond every number if there is none. */
        long firstDecision() {
            for (int event = 0; event < count; event++) {
                if (kind(event) == DECIDED) {
                    return (long) values[event];
                }
            }
            return Long.MAX_VALUE;
        }

        int position(int event) {
            return codes[event] >>> KIND_BITS;
        }
    }

    Segment(Checkpoint checkpoint) {
        this.checkpoint = checkpoint;
        this.limit = Math.max(LEAST_LIMIT, EVENTS_PER_POSITION * checkpoint.loads().length);
    }

    boolean isFull() {
        return count >= limit;
    }

    void append(int kind, int position, double value) {
        if (count == codes.length) {
            codes = Arrays.copyOf(codes, count * 2);
            values = Arrays.copyOf(values, count * 2);
        }
        codes[count] = position << KIND_BITS | kind;
        values[count] = value;
        count++;
    }

    void append(int position, Change change) {
        if (changeCount == changes.length) {
            changes = Arrays.copyOf(changes, changeCount * 2);
        }
        changes[changeCount] = change;
        append(CHANGED, position, changeCount++);
    }

    View view() {
        return new View(this, checkpoint, codes, values, changes, count);
    }
}
