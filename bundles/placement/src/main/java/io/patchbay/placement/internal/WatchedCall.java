package io.patchbay.placement.internal;

/**
 * A plug-in call as the watchdog sees it: for how many ticks, and what its thread did meanwhile. On a machine that has too much
 * to do, a thread may not run at all for longer than a plug-in may take, and then the plug-in is not to blame. Confined to the
 * watchdog.
 */
final class WatchedCall {
    private final ThreadProbe probe;
    private final long number;
    private final Thread thread;
    private int ticks;
    private long nanosBefore;

    /** @param number the turn's, for this call */
    WatchedCall(ThreadProbe probe, long number, Thread thread) {
        this.probe = probe;
        this.number = number;
        this.thread = thread;
        watchAnew();
    }

    /** The turn's number for this call. */
    long number() {
        return number;
    }

    /** Counts from this tick on. */
    void watchAnew() {
        ticks = 0;
        nanosBefore = probe.processorNanos(thread);
    }

    /** One more tick; @return whether it was seen for that many */
    boolean isSeenFor(int thatMany) {
        ticks++;
        return ticks >= thatMany;
    }

    /** Whether the thread does not want to run, or ran for that long at least since it is watched. */
    boolean isIdleOrWorkedFor(long nanos) {
        long now = probe.processorNanos(thread);
        return now < 0 // nobody counts: all there is to go by is the time
                || now - nanosBefore >= nanos
                || thread.getState() != Thread.State.RUNNABLE;
    }

    /** Whether the thread waits for something outside of the process, which Java takes for running. */
    boolean isInNative() {
        return probe.isInNative(thread);
    }
}
