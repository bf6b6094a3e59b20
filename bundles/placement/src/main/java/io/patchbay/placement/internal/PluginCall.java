package io.patchbay.placement.internal;

import io.patchbay.api.hotswap.Lease;

/**
 * One stretch of plug-in code in a turn, from the first plug-in that is called to the return from it. Written by the thread
 * that makes the call; the watchdog reads it once it has taken the turn away from that thread.
 */
abstract class PluginCall {
    /** The thread that makes the call; every other one that uses what the call hands out is refused. */
    private final Thread thread = Thread.currentThread();

    private long number;
    private boolean ownThread;
    private Seat<?> seat;
    private Lease<?> lease;
    private volatile boolean letGo;
    private volatile boolean over;

    final Thread thread() {
        return thread;
    }

    /** The turn's number for this call. */
    final long number() {
        return number;
    }

    /** Whether the thread is one of the engine's own. */
    final boolean onOwnThread() {
        return ownThread;
    }

    final void begin(long callNumber, boolean onOwnThread) {
        number = callNumber;
        ownThread = onOwnThread;
    }

    /** The seat of the plug-in whose code runs now: the one to blame. */
    final Seat<?> seat() {
        return seat;
    }

    /** The lease of the plug-in whose code runs now. */
    final Lease<?> lease() {
        return lease;
    }

    /** Another plug-in's code runs from now on. */
    final void running(Seat<?> runningSeat, Lease<?> runningLease) {
        seat = runningSeat;
        lease = runningLease;
    }

    /** Whether the plug-in has returned, or thrown, though late. */
    final boolean isOver() {
        return over;
    }

    /** Says that the watchdog has done with the thread. */
    final void letGo() {
        letGo = true;
    }

    /** The plug-in is back. Waits until an interrupt can no longer hit, and clears it: what the thread does next must not see it. */
    final void awaitLetGo() {
        while (!letGo) {
            Thread.yield();
        }
        Thread.interrupted();
        over = true;
    }
}
