package io.patchbay.benchmarks.chaos;

import java.time.Duration;

/**
 * How long a storm rages.
 *
 * @param jobs how many jobs are carried out, of 75 tasks each
 * @param disturbances how often something is stopped, killed, restarted or cut
 * @param patience how long to wait for the end
 */
public record ChaosSize(int jobs, int disturbances, Duration patience) {
    /** Thousands of tasks. */
    public static final ChaosSize LONG = new ChaosSize(60, 120, Duration.ofMinutes(30));

    /** Hundreds, for every build. */
    public static final ChaosSize SHORT = new ChaosSize(5, 7, Duration.ofMinutes(5));
}
