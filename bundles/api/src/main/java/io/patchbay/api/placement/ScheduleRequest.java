package io.patchbay.api.placement;

import io.patchbay.api.Identifier;

/**
 * Asks for a worker.
 *
 * @param purpose what the worker is for, for example {@code portal}; an identifier
 * @param task name of the task: the same task gets the same worker; an identifier
 * @param preference what the client asks for
 * @param reserveMillis how long the worker shall be kept for the task before it is picked up; 0 leaves it to the scheduler;
 *     at most {@link #MAX_RESERVE_MILLIS}
 * @param origin for which room and service it is asked, as far as the caller knows
 * @param seats how many seats the task takes, 1 to {@value #MAX_SEATS}: all on one worker or none. Workers that state no seats
 *     take it all the same; a task that has a worker keeps the seats that it has
 */
public record ScheduleRequest(
        String purpose, String task, Preference preference, long reserveMillis, Origin origin, int seats) {
    /** One day. */
    public static final long MAX_RESERVE_MILLIS = 86_400_000;

    /** The most seats of one task. */
    public static final int MAX_SEATS = 64;

    /** @throws IllegalArgumentException if the time or the number of seats is out of range or a name is empty */
    public ScheduleRequest {
        if (purpose.isEmpty() || task.isEmpty()) {
            throw new IllegalArgumentException("purpose and task must not be empty");
        }
        if (reserveMillis < 0 || reserveMillis > MAX_RESERVE_MILLIS) {
            throw new IllegalArgumentException(
                    "reserveMillis must be within 0 and " + MAX_RESERVE_MILLIS + " but was " + reserveMillis);
        }
        if (seats < 1 || seats > MAX_SEATS) {
            throw new IllegalArgumentException("seats must be within 1 and " + MAX_SEATS + " but was " + seats);
        }
    }

    /** A request for one seat. */
    public ScheduleRequest(String purpose, String task, Preference preference, long reserveMillis, Origin origin) {
        this(purpose, task, preference, reserveMillis, origin, 1);
    }

    /** A request of which nobody knows for whom it is. */
    public ScheduleRequest(String purpose, String task, Preference preference, long reserveMillis) {
        this(purpose, task, preference, reserveMillis, Origin.NONE);
    }

    /** A request whose names came from outside. */
    public static ScheduleRequest checked(String purpose, String task, Preference preference, long reserveMillis) {
        return new ScheduleRequest(
                Identifier.require("purpose", purpose), Identifier.require("task", task), preference, reserveMillis);
    }
}
