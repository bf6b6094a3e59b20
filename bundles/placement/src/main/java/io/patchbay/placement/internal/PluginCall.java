package io.patchbay.placement.internal;

import io.patchbay.api.hotswap.Lease;
import java.util.List;

/**
 * One stretch of plug-in code in a turn, from the first plug-in that is called to the return from it. Written by the thread
 * that makes the call; the watchdog reads it once it has taken the turn away from that thread.
 */
abstract class PluginCall {
    /** The thread that makes the call; every other one that uses what the call hands out is refused. */
    private final Thread thread = Thread.currentThread();

    private final Seats seats;
    private long number;
    private int running;
    private boolean ownThread;
    private List<Lease<?>> leases = List.of();
    private volatile boolean letGo;
    private volatile boolean over;
    private volatile boolean blamed;

    /** @param first which of the seats is called, see {@link Seats} */
    PluginCall(Seats seats, int first) {
        this.seats = seats;
        this.running = first;
    }

    final Thread thread() {
        return thread;
    }

    final Seats seats() {
        return seats;
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
    final int running() {
        return running;
    }

    /** Another plug-in's code runs from now on. */
    final void running(int seat) {
        running = seat;
    }

    /** Whether the plug-in has returned, or thrown, though late. */
    final boolean isOver() {
        return over;
    }

    /** The plug-in was to blame for being late. */
    final void blame() {
        blamed = true;
    }

    /** Whether its being late was the plug-in's fault, rather than the machine's. */
    final boolean isBlamed() {
        return blamed;
    }

    /**
     * Says that the watchdog has done with the thread.
     *
     * @param abandoned leases that its plug-ins may still need, to be closed by the thread when it is back
     */
    final void letGo(List<Lease<?>> abandoned) {
        leases = abandoned;
        letGo = true;
    }

    /** The plug-in is back. Waits until an interrupt can no longer hit, and clears it: what the thread does next must not see it. */
    @SuppressWarnings("ThreadPriorityCheck") // it is a matter of microseconds, and the watchdog may need this processor
    final void awaitLetGo() {
        while (!letGo) {
            Thread.yield();
        }
        Thread.interrupted();
        leases.forEach(Lease::close);
        over = true;
    }
}
