package io.patchbay.migrator.internal.work;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * How many attempts this node makes at once, over all jobs: from the claim on, so that nothing is claimed that has to wait. A brief one,
 * most of whose time is its claim's, takes a part of a place. Thread-safe; nobody is called under its lock.
 */
public final class Capacity {
    /** What an attempt takes. */
    public static final int PLACE = 4;

    /** What a brief one takes. */
    public static final int PART = 1;

    private final Set<Runnable> waiting = new LinkedHashSet<>(); // guarded by this, like the rest
    private Optional<Runnable> wanting = Optional.empty(); // for whom a whole place is kept
    private int free;
    private boolean closed;

    public Capacity(int attempts) {
        this.free = PLACE * attempts;
    }

    /**
     * Takes a place, or a part of one. While somebody wants a whole place, one is kept free for whoever does: brief attempts, which are
     * content with less, would never leave one.
     *
     * @param parts {@link #PLACE} or {@link #PART}
     * @param whenFree run once when there may be one again, if there is none now; does not block; stands for whoever asks
     */
    public synchronized boolean take(int parts, Runnable whenFree) {
        if (closed) {
            return false;
        }
        int kept = parts == PART && wanting.isPresent() ? PLACE : 0;
        if (free >= parts + kept) {
            free -= parts;
            if (parts == PLACE) {
                forget(whenFree);
            }
            return true;
        }
        if (parts == PLACE && wanting.isEmpty()) {
            wanting = Optional.of(whenFree);
        }
        waiting.add(whenFree);
        return false;
    }

    /** Whoever that stands for no longer wants a whole place, or begins to ask anew. */
    public synchronized void forget(Runnable whenFree) {
        if (wanting.filter(whenFree::equals).isPresent()) {
            wanting = Optional.empty();
        }
    }

    /** Gives it back. */
    public void release(int parts) {
        add(parts);
    }

    /** There are more places from now on, or, if the number is negative, fewer. */
    public void grow(int places) {
        add(PLACE * places);
    }

    /** Nothing more is begun, and nobody is told of a place. */
    public synchronized void close() {
        closed = true;
        waiting.clear();
    }

    private void add(int parts) {
        Optional<Runnable> next = Optional.empty();
        synchronized (this) {
            free += parts;
            if (free > 0 && !waiting.isEmpty()) {
                next = Optional.of(waiting.iterator().next());
                waiting.remove(next.get());
            }
        }
        next.ifPresent(Runnable::run);
    }
}
