package io.patchbay.placement.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What happened in a ledger lately, so that its last decisions can be made again by exactly what they were made by: a checkpoint
 * and the changes after it, and when those are many, another checkpoint and the changes after that. Begins with the first
 * decision. Confined to the ledger's turn.
 */
final class Recording {
    private final boolean on;
    private final Supplier<Checkpoint> checkpoints;
    private Segment before; // null until there were two
    private Segment current; // null until something was decided
    private boolean stale;

    private Recording(boolean on, Supplier<Checkpoint> checkpoints) {
        this.on = on;
        this.checkpoints = checkpoints;
    }

    /** @param checkpoints asked in the turn */
    static Recording of(Supplier<Checkpoint> checkpoints) {
        return new Recording(true, checkpoints);
    }

    /** Records nothing, for a ledger that is a copy. */
    static Recording none() {
        return new Recording(false, () -> {
            throw new IllegalStateException("nothing is recorded here");
        });
    }

    /** A request was decided, and nothing is changed yet for it. */
    void decided(int pick, long number) {
        if (on) {
            segment().append(Segment.DECIDED, pick, (double) number);
        }
    }

    /** A worker reported, or its availability or its free seats changed. */
    void reported(LedgerWorker worker, boolean available) {
        if (current == null) {
            return;
        }
        if (worker.load() == worker.reportedLoad() && !worker.countsSeats()) {
            int kind = available ? Segment.REPORTED : Segment.REPORTED_FULL;
            segment().append(kind, worker.position(), worker.load());
        } else {
            changed(worker, available);
        }
    }

    /** A worker's reservations count otherwise. */
    void weighed(int position, double load) {
        if (current != null) {
            segment().append(Segment.WEIGHED, position, load);
        }
    }

    /** A worker joined, or says something else of itself. */
    void changed(LedgerWorker worker, boolean available) {
        if (current != null) {
            segment().append(worker.position(), Change.to(worker, available));
        }
    }

    void left(int position) {
        if (current != null) {
            segment().append(position, Change.LEFT);
        }
    }

    /** Positions mean something else from now on. */
    void relaid() {
        stale = true;
    }

    /** All that is recorded, in order: up to two segments. */
    List<Segment.View> views() {
        List<Segment.View> views = new ArrayList<>(2);
        Optional.ofNullable(before).ifPresent(segment -> views.add(segment.view()));
        Optional.ofNullable(current).ifPresent(segment -> views.add(segment.view()));
        return views;
    }

    // A checkpoint may hold already what is appended after it: every event says how things are, not how they changed
    private Segment segment() {
        if (current == null || stale || current.isFull()) {
            before = current;
            current = new Segment(checkpoints.get());
            stale = false;
        }
        return current;
    }
}
