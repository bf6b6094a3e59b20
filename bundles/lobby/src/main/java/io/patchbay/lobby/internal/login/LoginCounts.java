package io.patchbay.lobby.internal.login;

import io.patchbay.api.metrics.Sample;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** How logins ended. Thread-safe. */
final class LoginCounts {
    final LongAdder granted = new LongAdder();
    final LongAdder denied = new LongAdder();
    final LongAdder throttled = new LongAdder();
    final LongAdder busy = new LongAdder();
    final LongAdder failed = new LongAdder();

    List<Sample> samples() {
        return List.of(
                sample("granted", granted),
                sample("denied", denied),
                sample("throttled", throttled),
                sample("busy", busy),
                sample("failed", failed));
    }

    private static Sample sample(String outcome, LongAdder count) {
        return new Sample(Map.of("outcome", outcome), count.sum());
    }
}
