package io.patchbay.placement.internal;

import io.patchbay.api.metrics.Distribution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How long something took, how often. Plain numbers in an array, because there is one writer at a time. Confined to the ledger's
 * turn.
 */
final class Latencies {
    private static final long[] BOUNDS_NANOS = boundsNanos();

    private final long[] counts = new long[BOUNDS_NANOS.length + 1];
    private long sumNanos;

    /** From a microsecond, a plug-in's usual time, to ten seconds, which no request waits: in steps of 1, 2 and 5. */
    private static long[] boundsNanos() {
        List<Long> bounds = new ArrayList<>();
        for (long decade = TimeUnit.MICROSECONDS.toNanos(1); decade < TimeUnit.SECONDS.toNanos(10); decade *= 10) {
            bounds.addAll(List.of(decade, 2 * decade, 5 * decade));
        }
        return bounds.stream().mapToLong(Long::longValue).toArray();
    }

    /** @param nanos nothing is added for {@link Stopwatch#NOT_TIMED} */
    void add(long nanos) {
        if (nanos == Stopwatch.NOT_TIMED) {
            return;
        }
        int bucket = 0;
        while (bucket < BOUNDS_NANOS.length && nanos > BOUNDS_NANOS[bucket]) {
            bucket++;
        }
        counts[bucket]++;
        sumNanos += nanos;
    }

    /** What was counted until now. */
    Distribution distribution(Map<String, String> labels) {
        List<Distribution.Bucket> buckets = new ArrayList<>(counts.length);
        for (int i = 0; i < BOUNDS_NANOS.length; i++) {
            buckets.add(new Distribution.Bucket(BOUNDS_NANOS[i] / 1e9, counts[i]));
        }
        buckets.add(new Distribution.Bucket(Double.POSITIVE_INFINITY, counts[BOUNDS_NANOS.length]));
        return new Distribution(labels, buckets, sumNanos / 1e9);
    }
}
