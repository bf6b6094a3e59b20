package io.patchbay.api.metrics;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One metric with its values. Its name is made of lower-case words joined by {@code _}, the base unit last ({@code seconds},
 * {@code bytes}); a counter's ends in {@code _total}. The help is one sentence for the operator.
 */
public sealed interface Metric {
    /** What a metric may be called. */
    Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");

    /** Its name, for example {@code patchbay_logins_total}. */
    String name();

    /** What it says. */
    String help();

    /**
     * Something that only grows, from zero at the start.
     *
     * @param name its name
     * @param help what it says
     * @param samples its values, no two with the same labels
     */
    record Counter(String name, String help, List<Sample> samples) implements Metric {
        /** @throws IllegalArgumentException if that is no counter's name, or a sample is negative */
        public Counter {
            require(name.endsWith("_total"), name, "a counter's name must end in _total");
            checkName(name);
            samples = List.copyOf(samples);
            for (Sample sample : samples) {
                require(sample.value() >= 0, name, "a counter must not be negative");
            }
        }

        /** A counter with one value. */
        public Counter(String name, String help, double value) {
            this(name, help, List.of(new Sample(Map.of(), value)));
        }
    }

    /**
     * Something that goes up and down.
     *
     * @param name its name
     * @param help what it says
     * @param samples its values, no two with the same labels
     */
    record Gauge(String name, String help, List<Sample> samples) implements Metric {
        /** @throws IllegalArgumentException if that is no gauge's name */
        public Gauge {
            require(!name.endsWith("_total"), name, "only a counter's name may end in _total");
            checkName(name);
            samples = List.copyOf(samples);
        }

        /** A gauge with one value. */
        public Gauge(String name, String help, double value) {
            this(name, help, List.of(new Sample(Map.of(), value)));
        }
    }

    /**
     * How values are distributed.
     *
     * @param name its name
     * @param help what it says
     * @param distributions no two with the same labels
     */
    record Histogram(String name, String help, List<Distribution> distributions) implements Metric {
        /** @throws IllegalArgumentException if that is no histogram's name */
        public Histogram {
            require(!name.endsWith("_total"), name, "only a counter's name may end in _total");
            checkName(name);
            distributions = List.copyOf(distributions);
        }
    }

    private static void checkName(String name) {
        require(NAME.matcher(name).matches(), name, "a metric's name must match " + NAME);
    }

    private static void require(boolean holds, String name, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule + ": " + name);
        }
    }
}
