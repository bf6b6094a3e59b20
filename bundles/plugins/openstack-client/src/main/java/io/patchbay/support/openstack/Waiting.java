package io.patchbay.support.openstack;

import io.patchbay.support.openstack.OpenStackException.Kind;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Waits for what services do by and by: nothing tells when it is done, and no service gives up by itself. Looks often at first, then
 * every two seconds. Immutable, thread-safe.
 */
public final class Waiting {
    private static final long FIRST_MILLIS = 25;
    private static final long LONGEST_MILLIS = 2000;

    private final Timepiece time;

    Waiting(Timepiece time) {
        this.time = time;
    }

    /** Looks once. */
    public interface Look<T> {
        /**
         * What was waited for; empty if it is not there yet.
         *
         * @throws OpenStackException if it will never be there; one that is told from an answer that failed is waited out
         */
        Optional<T> look() throws OpenStackException, InterruptedException;
    }

    /**
     * Waits.
     *
     * @param what is waited for, in words that go on after "waited for", for example {@code server 1f… to be ACTIVE}
     * @param limit how long at most
     * @throws OpenStackException {@link Kind#TIMED_OUT} if it takes longer
     * @throws InterruptedException at once when the attempt is cancelled
     */
    public <T> T until(String what, Duration limit, Look<T> look) throws OpenStackException, InterruptedException {
        WaitEvent event = WaitEvent.begun(what);
        try {
            return until(what, limit, look, event);
        } finally {
            event.commit();
        }
    }

    private <T> T until(String what, Duration limit, Look<T> look, WaitEvent event)
            throws OpenStackException, InterruptedException {
        long began = time.nanos();
        long pauseMillis = FIRST_MILLIS;
        Optional<OpenStackException> last = Optional.empty();
        while (true) {
            try {
                Optional<T> found = look.look();
                if (found.isPresent()) {
                    return found.get();
                }
                last = Optional.empty();
            } catch (OpenStackException failed) {
                if (!isOfTheMoment(failed.kind())) {
                    throw failed;
                }
                last = Optional.of(failed);
            }
            Duration left = limit.minusNanos(time.nanos() - began);
            if (left.isNegative() || left.isZero()) {
                throw late(what, limit, last);
            }
            Duration pause =
                    Duration.ofMillis(pauseMillis - ThreadLocalRandom.current().nextLong(pauseMillis / 4));
            long before = time.nanos();
            time.pause(pause.compareTo(left) < 0 ? pause : left);
            event.paused(time.nanos() - before);
            pauseMillis = Math.min(LONGEST_MILLIS, pauseMillis * 5 / 4);
        }
    }

    private static boolean isOfTheMoment(Kind kind) {
        return kind == Kind.UNREACHABLE || kind == Kind.SERVICE_FAULT || kind == Kind.RATE_LIMITED;
    }

    private static OpenStackException late(String what, Duration limit, Optional<OpenStackException> last) {
        return OpenStackException.of(
                Kind.TIMED_OUT,
                "waited " + limit.toSeconds() + " s for " + what
                        + last.map(failed -> "; last: " + failed.getMessage()).orElse(""));
    }
}
