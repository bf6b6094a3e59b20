package io.patchbay.portal.internal;

/** Time, as everything in the portal sees it: it does not jump, and tests own it. Thread-safe. */
public interface Alarms {
    /** How much later than asked an alarm may ring before it is taken that the whole process had stood still. */
    long STANDSTILL_MILLIS = 1_000;

    /** Now, in milliseconds since the epoch. */
    long now();

    /** Runs a short task later, on the timer's thread. */
    Alarm after(long millis, Runnable task);

    /**
     * Like {@link #after}, for a deadline that someone else has to meet: if this process was stopped meanwhile, whoever had to
     * meet it gets the whole time again.
     */
    default Alarm deadline(long millis, Runnable task) {
        return new Deadline(this, millis, task);
    }
}
