package io.patchbay.store.internal;

/**
 * How long to wait before a commit, so that what is arriving meanwhile joins it: worth it under load, where a commit costs far
 * more than a row in it; a waste where the next caller waits for the answer to this one. So it waits as long as waiting has
 * brought company, and otherwise tries again now and then. Confined to the writer's thread.
 */
final class Pace {
    private static final int ALONE_BEFORE_NEXT_TRY = 32;

    private final long intervalNanos;
    private long lastCommitNanos;
    private int skip;
    private boolean waited;

    Pace(long intervalNanos, long nowNanos) {
        this.intervalNanos = intervalNanos;
        this.lastCommitNanos = nowNanos - intervalNanos;
    }

    /**
     * How long to wait now that something has arrived; 0 for not at all.
     *
     * @param waiting how much has arrived
     */
    long waitNanos(int waiting, long nowNanos) {
        long due = lastCommitNanos + intervalNanos - nowNanos;
        waited = false;
        if (due <= 0) {
            return 0; // it comes slowly: each gets a commit of its own
        }
        if (waiting == 1 && skip > 0) {
            skip--;
            return 0;
        }
        waited = true;
        return due;
    }

    /** To be told after each commit, with how much was in it. */
    void committed(int size, long nowNanos) {
        lastCommitNanos = nowNanos;
        if (waited) {
            skip = size > 1 ? 0 : ALONE_BEFORE_NEXT_TRY;
        }
    }
}
