package io.patchbay.api.metrics;

import java.util.List;
import java.util.Map;

/**
 * How often which values came.
 *
 * @param labels what it is of; see {@link Sample}
 * @param buckets in ascending order; the last one has no bound, which is {@link Double#POSITIVE_INFINITY}
 * @param sum of all values, in the metric's unit
 */
public record Distribution(Map<String, String> labels, List<Bucket> buckets, double sum) {
    /**
     * Some of the values.
     *
     * @param bound the largest value that belongs here, in the metric's unit
     * @param count how many are above the bucket before and not above this one
     */
    public record Bucket(double bound, long count) {
        /** @throws IllegalArgumentException if the count is negative */
        public Bucket {
            if (count < 0) {
                throw new IllegalArgumentException("a bucket's count must be 0 or more but was " + count);
            }
        }
    }

    /** @throws IllegalArgumentException if the buckets are not in order or not all values have one */
    public Distribution {
        labels = Labels.checked(labels);
        buckets = List.copyOf(buckets);
        for (int i = 1; i < buckets.size(); i++) {
            if (buckets.get(i).bound() <= buckets.get(i - 1).bound()) {
                throw new IllegalArgumentException("buckets must ascend: " + buckets);
            }
        }
        if (buckets.isEmpty() || buckets.get(buckets.size() - 1).bound() != Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("the last bucket must have no bound: " + buckets);
        }
    }
}
