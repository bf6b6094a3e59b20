package io.patchbay.api.metrics;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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
        /** @throws IllegalArgumentException if that is no counter's name, a sample is negative, or two have the same labels */
        public Counter {
            require(name.endsWith("_total"), name, "a counter's name must end in _total");
            checkName(name);
            samples = List.copyOf(samples);
            require(samples.stream().allMatch(sample -> sample.value() >= 0), name, "a counter must not be negative");
            requireDistinct(samples.stream().map(Sample::labels), name);
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
        /** @throws IllegalArgumentException if that is no gauge's name, or two samples have the same labels */
        public Gauge {
            require(!name.endsWith("_total"), name, "only a counter's name may end in _total");
            checkName(name);
            samples = List.copyOf(samples);
            requireDistinct(samples.stream().map(Sample::labels), name);
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
        /** @throws IllegalArgumentException if that is no histogram's name, or two distributions have the same labels */
        public Histogram {
            require(!name.endsWith("_total"), name, "only a counter's name may end in _total");
            checkName(name);
            distributions = List.copyOf(distributions);
            requireDistinct(distributions.stream().map(Distribution::labels), name);
        }
    }

    private static void checkName(String name) {
        require(NAME.matcher(name).matches(), name, "a metric's name must match " + NAME);
    }

    private static void requireDistinct(Stream<Map<String, String>> labels, String name) {
        Set<Map<String, String>> seen = new HashSet<>();
        require(labels.allMatch(seen::add), name, "no two values may have the same labels");
    }

    private static void require(boolean holds, String name, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule + ": " + name);
        }
    }
}
