package io.patchbay.api.metrics;

import java.util.Map;

/** The rule for labels. */
final class Labels {
    private static final int MOST_CHARACTERS = 200;

    private Labels() {}

    static Map<String, String> checked(Map<String, String> labels) {
        labels.forEach((name, value) -> {
            if (!Metric.NAME.matcher(name).matches() || name.equals("le")) {
                throw new IllegalArgumentException(
                        "a label's name must match " + Metric.NAME + " and not be le: " + name);
            }
            if (value.length() > MOST_CHARACTERS) {
                throw new IllegalArgumentException("the label " + name + " must have at most " + MOST_CHARACTERS
                        + " characters but has " + value.length());
            }
        });
        return Map.copyOf(labels);
    }
}
