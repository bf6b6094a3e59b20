package io.patchbay.api.metrics;

import java.util.Map;

/**
 * One value of a metric.
 *
 * @param labels what it is of, by names such as {@code purpose}: from a set that cannot grow without bound, so neither ids nor
 *     anything that a client chooses, and never a secret
 * @param value the value, in the metric's unit
 */
public record Sample(Map<String, String> labels, double value) {
    /** @throws IllegalArgumentException if a label's name is none */
    public Sample {
        labels = Labels.checked(labels);
    }
}
