package io.patchbay.portal.internal.engineio;

/**
 * The last poll of a client that took leave by a POST: the two travel on connections of their own, so the leave may overtake a
 * poll that was sent before it. That poll is granted, and it tells that the answer before it has arrived. Thread-safe; actions
 * are run outside the lock.
 */
final class Farewell {
    private enum State {
        NONE,
        AWAITED,
        OVER
    }

    private State state = State.NONE; // guarded by this, like the rest
    private Runnable last = () -> {};

    /** A poll may still come. */
    synchronized void expect() {
        state = State.AWAITED;
    }

    /** Runs the action once no poll is awaited, which may be at once. Answers whether one is. */
    boolean whenOver(Runnable action) {
        synchronized (this) {
            if (state == State.AWAITED) {
                last = action;
                return true;
            }
        }
        action.run();
        return false;
    }

    /** A poll has come, or none will. Answers whether one was awaited. */
    boolean end() {
        Runnable action;
        synchronized (this) {
            if (state != State.AWAITED) {
                return false;
            }
            state = State.OVER;
            action = last;
        }
        action.run();
        return true;
    }
}
