package io.patchbay.portal.internal.http;

import io.patchbay.portal.internal.Alarms;

/**
 * Asks for the frames of one WebSocket, one after another, while the last ones are still being dealt with: as many as are small, and
 * wait for their turn, within a bound.
 *
 * <p>Whoever has brought a frame asks for the next one before going. If another thread asks in the very moment in which that one
 * stops reading, Jetty up to 12.0.32 never reads on (jetty.project, issue 14528): the client seems to have fallen silent. So another
 * thread asks only where too much waits, and so much later that the first one has stopped long since: later still if the whole process
 * seems to have stood still. Thread-safe.
 */
final class ReadAhead {
    /** How many frames may wait. */
    static final int MOST_FRAMES = 64;

    /** How large each of them may be; after a larger one, nothing is read before it is dealt with. */
    static final int SMALL_BYTES = 2_048;

    /** How long after too much has waited the next frame is asked for. */
    static final long PAUSE_MILLIS = 25;

    private static final int MOST_PAUSES = 4; // on a machine that is always late

    private final Alarms alarms;
    private final Runnable demand;
    private final Runnable end = this::end; // one and the same for all frames
    private int waiting; // guarded by this, like the rest
    private boolean full;
    private boolean stopped;

    /** @param demand has the next frame come */
    ReadAhead(Alarms alarms, Runnable demand) {
        this.alarms = alarms;
        this.demand = demand;
    }

    /**
     * A frame is to be dealt with.
     *
     * @return to be run once that is done, on any thread
     */
    synchronized Runnable begin(int bytes) {
        waiting++;
        full |= waiting >= MOST_FRAMES || bytes > SMALL_BYTES;
        return end;
    }

    /** Has the next frame come, unless too much waits. For the thread that has brought the last one, before it goes. */
    void goOn() {
        synchronized (this) {
            full &= waiting > 0;
            stopped = full;
            if (stopped) {
                return;
            }
        }
        demand.run();
    }

    private void end() {
        synchronized (this) {
            waiting--;
            if (waiting > 0 || !stopped) {
                return;
            }
            stopped = false;
            full = false;
        }
        pause(1);
    }

    private void pause(int pauses) {
        long due = alarms.now() + PAUSE_MILLIS;
        alarms.after(PAUSE_MILLIS, () -> {
            if (alarms.now() - due > PAUSE_MILLIS && pauses < MOST_PAUSES) {
                pause(pauses + 1); // the reader may have stood still as well, in that very moment
            } else {
                demand.run();
            }
        });
    }
}
