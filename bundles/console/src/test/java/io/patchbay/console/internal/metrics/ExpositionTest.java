package io.patchbay.console.internal.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.metrics.Distribution;
import io.patchbay.api.metrics.Distribution.Bucket;
import io.patchbay.api.metrics.Metric;
import io.patchbay.api.metrics.Sample;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpositionTest {
    @Test
    void writesACounterByItsOwnName() {
        assertThat(text(new Metric.Counter("patchbay_logins_total", "Logins.", 3)))
                .contains("# HELP patchbay_logins_total Logins.", "# TYPE patchbay_logins_total counter")
                .contains("patchbay_logins_total 3.0");
    }

    @Test
    void writesAGaugeWithItsLabels() {
        Sample sample = new Sample(Map.of("purpose", "play", "state", "reserved"), 2);

        assertThat(text(new Metric.Gauge("patchbay_tasks", "Tasks.", List.of(sample))))
                .contains("patchbay_tasks{purpose=\"play\",state=\"reserved\"} 2.0");
    }

    @Test
    void escapesWhatALabelSays() {
        Sample sample = new Sample(Map.of("name", "a\"b\\c\nd"), 1);

        assertThat(text(new Metric.Gauge("patchbay_plugins", "Plug-ins.", List.of(sample))))
                .contains("patchbay_plugins{name=\"a\\\"b\\\\c\\nd\"} 1.0");
    }

    @Test
    void addsUpTheBucketsOfAHistogram() {
        Distribution distribution = new Distribution(
                Map.of(),
                List.of(new Bucket(0.001, 2), new Bucket(0.01, 0), new Bucket(Double.POSITIVE_INFINITY, 1)),
                3.5);

        assertThat(text(new Metric.Histogram("patchbay_wait_seconds", "Waits.", List.of(distribution))))
                .contains(
                        "patchbay_wait_seconds_bucket{le=\"0.001\"} 2",
                        "patchbay_wait_seconds_bucket{le=\"0.01\"} 2",
                        "patchbay_wait_seconds_bucket{le=\"+Inf\"} 3",
                        "patchbay_wait_seconds_count 3",
                        "patchbay_wait_seconds_sum 3.5");
    }

    @Test
    void writesOneOfTwoMetricsThatTheTextCannotTellApart() {
        Metric counter = new Metric.Counter("patchbay_logins_total", "Logins.", 3);
        Metric gauge = new Metric.Gauge("patchbay_logins", "Logins.", 4);

        assertThat(text(counter, gauge)).contains("patchbay_logins_total 3.0").doesNotContain("patchbay_logins 4.0");
    }

    private static List<String> text(Metric... metrics) {
        byte[] bytes = Exposition.of(List.of(metrics), new MetricSnapshots());
        return new String(bytes, StandardCharsets.UTF_8).lines().toList();
    }
}
