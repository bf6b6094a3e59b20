package io.patchbay.api.recovery;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How hard to try. What is empty is as configured for the task's type.
 *
 * @param attempts how many attempts there may be in all, 1 to 100
 * @param timeout how long one attempt may take, up to 7 days
 */
public record TaskPolicy(OptionalInt attempts, Optional<Duration> timeout) {
    /** As configured for the type. */
    public static final TaskPolicy USUAL = new TaskPolicy(OptionalInt.empty(), Optional.empty());

    private static final int MOST_ATTEMPTS = 100;
    private static final Duration LONGEST = Duration.ofDays(7);

    /** @throws IllegalArgumentException if a bound is broken */
    public TaskPolicy {
        if (attempts.isPresent() && (attempts.getAsInt() < 1 || attempts.getAsInt() > MOST_ATTEMPTS)) {
            throw new IllegalArgumentException(
                    "attempts must be within [1, " + MOST_ATTEMPTS + "] but was " + attempts.getAsInt());
        }
        if (timeout.isPresent()
                && (timeout.get().toMillis() < 1 || timeout.get().compareTo(LONGEST) > 0)) {
            throw new IllegalArgumentException(
                    "timeout must be within [PT0.001S, " + LONGEST + "] but was " + timeout.get());
        }
    }
}
