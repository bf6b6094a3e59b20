package io.patchbay.node.internal;

import io.patchbay.support.SteadyClock;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.osgi.service.component.annotations.Component;

/** The clock of every component of this node, so that all agree, and none follows someone who sets the machine's. Immutable. */
@Component(service = Clock.class)
public final class NodeClock extends Clock {
    private final SteadyClock clock = new SteadyClock();

    @Override
    public long millis() {
        return clock.millis();
    }

    @Override
    public Instant instant() {
        return clock.instant();
    }

    @Override
    public ZoneId getZone() {
        return clock.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return clock.withZone(zone);
    }
}
