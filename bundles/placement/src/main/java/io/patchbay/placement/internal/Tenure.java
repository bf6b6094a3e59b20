package io.patchbay.placement.internal;

/** The time between two plug-in calls that were given up: what was handed out in one is void after it. Thread-safe. */
final class Tenure {
    private volatile boolean over;

    void end() {
        over = true;
    }

    /** @throws IllegalStateException if a decision of this tenure has been given up */
    void requireOpen() {
        if (over) {
            throw new IllegalStateException("the decision has been given up");
        }
    }
}
