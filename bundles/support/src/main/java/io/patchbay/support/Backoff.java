package io.patchbay.support;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before the next attempt: doubles up to a ceiling, with jitter. Immutable, apart from its random source. */
public final class Backoff {
    private final long firstMillis;
    private final long ceilingMillis;
    private final RandomGenerator random;

    public Backoff(Duration first, Duration ceiling, RandomGenerator random) {
        this.firstMillis = first.toMillis();
        this.ceilingMillis = ceiling.toMillis();
        this.random = random;
    }

    /**
     * How long to wait.
     *
     * @param attempt 0 for the first failure
     * @return between half of the doubled time and the whole of it, never above the ceiling
     */
    public Duration after(int attempt) {
        long doubled = firstMillis << Math.min(attempt, 20);
        long whole = Math.max(1, Math.min(doubled, ceilingMillis));
        return Duration.ofMillis(whole - random.nextLong(whole / 2 + 1));
    }
}
