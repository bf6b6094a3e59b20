package io.patchbay.rest.internal.owt;

import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells whether the time of a signed request is near enough. The node's clock decides, so that nobody who sets the machine's locks
 * clients out. But when the machine's was behind at the start and is set right later, or it was paused, clients agree with the
 * machine and no longer with the node: what is near the machine's time is taken as well if that is ahead, and when for a minute
 * nobody has come who goes by the node's, requests are judged by the machine's from then on. It never goes back, since requests
 * that have been forgotten could be replayed. Thread-safe.
 */
final class RequestClock {
    private static final Logger LOG = LoggerFactory.getLogger(RequestClock.class);
    private static final long LONELY_MILLIS = 60_000;

    private final Clock node;
    private final Clock machine;
    private final AtomicLong aheadMillis = new AtomicLong(); // of the node's clock
    private final AtomicLong followedAt;

    /**
     * @param node one that never jumps
     * @param machine the time of day, which somebody may set
     */
    RequestClock(Clock node, Clock machine) {
        this.node = node;
        this.machine = machine;
        this.followedAt = new AtomicLong(node.millis());
    }

    /** What requests are judged by. Never goes back. */
    long millis() {
        return node.millis() + aheadMillis.get();
    }

    /**
     * Judges the time of a request whose signature is right.
     *
     * @param windowMillis how far it may be off
     */
    boolean isNear(long stamped, long windowMillis) {
        long now = millis();
        if (Math.abs(now - stamped) <= windowMillis) {
            followedAt.set(node.millis());
            return true;
        }
        long other = machine.millis();
        boolean near = other > now && Math.abs(other - stamped) <= windowMillis;
        if (near && node.millis() - followedAt.get() > LONELY_MILLIS) {
            LOG.warn("Clients agree with the machine's clock, {} ms ahead: signed requests go by it now", other - now);
            aheadMillis.accumulateAndGet(other - node.millis(), Math::max);
        }
        return near;
    }
}
