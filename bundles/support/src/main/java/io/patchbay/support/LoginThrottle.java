package io.patchbay.support;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Makes who guesses passwords wait: after some failures from one address, every further one doubles the time for which nothing from
 * there is looked at. A success takes nothing back, or else somebody could guess in the shade of one who is logged in. Thread-safe.
 */
public final class LoginThrottle {
    /** How many make nobody wait, less one. */
    public static final int FREE_FAILURES = 5;
    /** How long the first wait is. */
    public static final Duration FIRST_WAIT = Duration.ofSeconds(10);

    static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    static final Duration MEMORY = Duration.ofMinutes(15);
    static final int MOST_ADDRESSES = 1_000;

    private record Failures(int count, long lastMillis, long waitUntilMillis) {}

    private final Clock clock;
    private final Map<String, Failures> byAddress = new LinkedHashMap<>(); // guarded by this; the least recent first

    /** Nobody has failed yet. */
    public LoginThrottle(Clock clock) {
        this.clock = clock;
    }

    /** How long nothing from an address is looked at; empty if it may try. */
    public synchronized Optional<Duration> waitOf(String address) {
        return Optional.ofNullable(byAddress.get(address))
                .map(failures -> Duration.ofMillis(failures.waitUntilMillis() - clock.millis()))
                .filter(wait -> !wait.isNegative() && !wait.isZero());
    }

    /**
     * Judges a login in one step: while nothing from its address is looked at, a right password is refused like a wrong one, also to
     * those who send many guesses at once.
     *
     * @param right whether user and password are right
     * @return how long nothing from there is looked at; empty if this one was, and if it is wrong it counts
     */
    public synchronized Optional<Duration> judge(String address, boolean right) {
        Optional<Duration> wait = waitOf(address);
        if (wait.isEmpty() && !right) {
            noteFailure(address);
        }
        return wait;
    }

    private void noteFailure(String address) {
        long now = clock.millis();
        int count = 1
                + Optional.ofNullable(byAddress.remove(address))
                        .filter(before -> now - before.lastMillis() < MEMORY.toMillis())
                        .map(Failures::count)
                        .orElse(0);
        byAddress.put(address, new Failures(count, now, now + waitMillis(count)));
        if (byAddress.size() > MOST_ADDRESSES) {
            byAddress.remove(byAddress.keySet().iterator().next());
        }
    }

    private static long waitMillis(int count) {
        if (count < FREE_FAILURES) {
            return 0;
        }
        int doublings = Math.min(count - FREE_FAILURES, 30);
        return Math.min(FIRST_WAIT.toMillis() << doublings, LONGEST_WAIT.toMillis());
    }
}
