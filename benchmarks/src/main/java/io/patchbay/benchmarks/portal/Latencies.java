package io.patchbay.benchmarks.portal;

/** How often something took how long, to the microsecond. Confined to one thread at a time. */
public final class Latencies {
    private static final int MOST_MICROS = 5_000_000;

    private final int[] counts = new int[MOST_MICROS + 1];
    private long total;

    public void add(long nanos) {
        counts[(int) Math.min(MOST_MICROS, nanos / 1_000)]++;
        total++;
    }

    public long count() {
        return total;
    }

    /** Milliseconds that so large a part of all took at most. */
    public double quantile(double part) {
        long within = 0;
        for (int micros = 0; micros <= MOST_MICROS; micros++) {
            within += counts[micros];
            if (within >= part * total) {
                return micros / 1_000.0;
            }
        }
        return MOST_MICROS / 1_000.0;
    }
}
