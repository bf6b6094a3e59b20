package io.patchbay.api.placement;

import java.util.OptionalLong;

/**
 * A task that is reserved and that no worker has picked up.
 *
 * @param purpose what its worker is for
 * @param task its name
 * @param worker id of the worker that it waits for, which may be gone
 * @param seats how many seats it takes there, 1 or more
 * @param sinceMillis since when, in milliseconds since the epoch; empty once somebody has come for it ({@link Placement#confirm})
 * @param untilMillis when that ends, in milliseconds since the epoch; it is forgotten up to a few ticks later
 */
public record Reservation(
        String purpose, String task, String worker, int seats, OptionalLong sinceMillis, long untilMillis) {}
