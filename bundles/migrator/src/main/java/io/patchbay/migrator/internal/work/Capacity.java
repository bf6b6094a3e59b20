package io.patchbay.migrator.internal.work;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** How many attempts this node makes at once, over all jobs. Thread-safe; nobody is called under its lock. */
public final class Capacity {
    private final Set<Runnable> waiting = new LinkedHashSet<>(); // guarded by this, like free
    private int free;

    public Capacity(int attempts) {
        this.free = attempts;
    }

    /**
     * Takes a place.
     *
     * @param whenFree run once when there may be one again, if there is none now; does not block
     */
    public synchronized boolean take(Runnable whenFree) {
        if (free > 0) {
            free--;
            return true;
        }
        waiting.add(whenFree);
        return false;
    }

    /** Gives a place back. */
    public void release() {
        grow(1);
    }

    /** There are more places from now on, or, if the number is negative, fewer. */
    public void grow(int places) {
        Optional<Runnable> next = Optional.empty();
        synchronized (this) {
            free += places;
            if (free > 0 && !waiting.isEmpty()) {
                next = Optional.of(waiting.iterator().next());
                waiting.remove(next.get());
            }
        }
        next.ifPresent(Runnable::run);
    }
}
