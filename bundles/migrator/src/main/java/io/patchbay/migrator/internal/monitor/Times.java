package io.patchbay.migrator.internal.monitor;

import io.patchbay.api.metrics.Distribution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.DoubleAdder;

/** How long something took, each time. Thread-safe. */
final class Times {
    private static final double[] BOUNDS = {
        0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 60, 600, Double.POSITIVE_INFINITY
    };

    private final AtomicLongArray counts = new AtomicLongArray(BOUNDS.length);
    private final DoubleAdder sum = new DoubleAdder();

    void add(Duration time) {
        double seconds = Math.max(0, time.toNanos() / 1e9); // another node's clock may be ahead
        int bucket = 0;
        while (seconds > BOUNDS[bucket]) {
            bucket++;
        }
        counts.incrementAndGet(bucket);
        sum.add(seconds);
    }

    Distribution distribution(Map<String, String> labels) {
        List<Distribution.Bucket> buckets = new ArrayList<>();
        for (int bucket = 0; bucket < BOUNDS.length; bucket++) {
            buckets.add(new Distribution.Bucket(BOUNDS[bucket], counts.get(bucket)));
        }
        return new Distribution(labels, buckets, sum.sum());
    }
}
