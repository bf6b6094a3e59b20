package io.patchbay.lobby.internal.play;

import java.util.OptionalLong;

/** How fast those who wait for a mode are served: the mean time from one to the next, the latest counting most. Confined to the turn. */
final class Pace {
    private static final double WEIGHT = 0.1; // of the latest
    private static final long NEVER = Long.MIN_VALUE;

    private long lastMillis = NEVER;
    private double meanMillis = -1;

    /** One was served. */
    void served(long nowMillis) {
        if (lastMillis != NEVER) {
            long took = nowMillis - lastMillis;
            meanMillis = meanMillis < 0 ? took : meanMillis + WEIGHT * (took - meanMillis);
        }
        lastMillis = nowMillis;
    }

    /** How long one place takes; empty before two were served. */
    OptionalLong millis() {
        return meanMillis < 0 ? OptionalLong.empty() : OptionalLong.of(Math.round(meanMillis));
    }
}
