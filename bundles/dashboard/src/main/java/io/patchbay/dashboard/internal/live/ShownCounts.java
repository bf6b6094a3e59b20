package io.patchbay.dashboard.internal.live;

import static java.util.Map.entry;
import io.patchbay.api.metrics.Metric;
import io.patchbay.api.metrics.Sample;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What pages show of all that a node counts. A node may have many plug-ins and labels, so that each name has one value here, the sum,
 * or one for each outcome. Immutable.
 */
final class ShownCounts {
    private static final String WHOLE = "";
    private static final String OUTCOME = "outcome";

    /** Each name that a page uses, with the label that it tells values apart by. */
    private static final Map<String, String> SHOWN = Map.ofEntries(
            entry("patchbay_deliveries_total", WHOLE),
            entry("patchbay_logins_total", OUTCOME),
            entry("patchbay_logins_waiting", WHOLE),
            entry("patchbay_resumes_total", OUTCOME),
            entry("patchbay_placement_waiting_requests", WHOLE),
            entry("patchbay_lobby_hash_queue", WHOLE),
            entry("patchbay_lobby_logins_total", OUTCOME),
            entry("patchbay_lobby_starts_total", OUTCOME),
            entry("patchbay_lobby_waiting", WHOLE),
            entry("patchbay_recovery_ready_tasks", WHOLE));

    private final List<Metric> metrics;

    ShownCounts(List<Metric> metrics) {
        this.metrics = metrics;
    }

    /** The names that pages may use. */
    static Set<String> names() {
        return SHOWN.keySet();
    }

    /** Takes in one value. */
    @FunctionalInterface
    interface Sink<E extends Exception> {
        /**
         * Takes one in.
         *
         * @param labels none, or the outcome
         */
        void accept(String name, Map<String, String> labels, double value) throws E;
    }

    /** Tells all that is shown; what is not a number yet is left out. */
    <E extends Exception> void forEach(Sink<E> sink) throws E {
        for (Metric metric : metrics) {
            if (SHOWN.containsKey(metric.name())) {
                String label = SHOWN.get(metric.name());
                for (Map.Entry<Map<String, String>, Double> one :
                        sums(metric, label).entrySet()) {
                    sink.accept(metric.name(), one.getKey(), one.getValue());
                }
            }
        }
    }

    private static Map<Map<String, String>, Double> sums(Metric metric, String label) {
        Map<Map<String, String>, Double> sums = new LinkedHashMap<>();
        for (Sample sample : samplesOf(metric)) {
            if (Double.isFinite(sample.value())) { // JSON has no word for others
                Map<String, String> kept = label.isEmpty()
                        ? Map.of()
                        : Map.of(label, sample.labels().getOrDefault(label, ""));
                sums.merge(kept, sample.value(), Double::sum);
            }
        }
        return sums;
    }

    private static List<Sample> samplesOf(Metric metric) {
        if (metric instanceof Metric.Counter counter) {
            return counter.samples();
        }
        return metric instanceof Metric.Gauge gauge ? gauge.samples() : List.of();
    }
}
