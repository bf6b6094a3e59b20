package io.patchbay.hotswap.internal;

import java.time.Duration;

/** The keys of {@value HotSwap#PID}, checked. Immutable. */
record Settings(Duration poll, Duration stable, Duration drain, Duration check, int faultLimit) {
    private static final int MINUTE_MILLIS = 60_000;

    /** @throws IllegalArgumentException names the key that is wrong */
    static Settings of(HotSwap.Config config) {
        return new Settings(
                millis("pollMillis", config.pollMillis(), 10),
                millis("stableMillis", config.stableMillis(), 0),
                millis("drainMillis", config.drainMillis(), 0),
                millis("checkMillis", config.checkMillis(), 10),
                require("faultLimit", config.faultLimit(), 1, 1_000_000));
    }

    private static Duration millis(String key, int value, int least) {
        return Duration.ofMillis(require(key, value, least, MINUTE_MILLIS));
    }

    private static int require(String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    HotSwap.PID + ": " + key + " must be between " + least + " and " + most + " but was " + value);
        }
        return value;
    }
}
