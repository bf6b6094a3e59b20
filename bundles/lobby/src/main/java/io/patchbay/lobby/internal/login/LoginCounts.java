package io.patchbay.lobby.internal.login;

import io.patchbay.api.metrics.Sample;
import java.util.LinkedHashMap;
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

    /** By what they are called, in the order in which they are to be shown. */
    Map<String, Long> byOutcome() {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("granted", granted.sum());
        counts.put("denied", denied.sum());
        counts.put("throttled", throttled.sum());
        counts.put("busy", busy.sum());
        counts.put("failed", failed.sum());
        return counts;
    }

    List<Sample> samples() {
        return byOutcome().entrySet().stream()
                .map(count -> new Sample(Map.of("outcome", count.getKey()), count.getValue()))
                .toList();
    }
}
