package io.patchbay.console.internal.metrics;

import io.patchbay.api.metrics.Distribution;
import io.patchbay.api.metrics.Metric;
import io.patchbay.api.metrics.Sample;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Metrics in the text format of Prometheus. Stateless. */
final class Exposition {
    static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

    private static final String COUNTER_ENDING = "_total"; // which the library adds by itself

    private Exposition() {}

    /**
     * Writes metrics down. Of two that would have the same name in the text the first is left, of the library's making or of ours.
     *
     * @param ours those of the api
     * @param others those of the library's own making
     */
    static byte[] of(Collection<Metric> ours, MetricSnapshots others) {
        Map<String, MetricSnapshot> all = new LinkedHashMap<>();
        others.forEach(metric -> all.put(metric.getMetadata().getPrometheusName(), metric));
        for (Metric metric : ours) {
            MetricSnapshot snapshot = snapshot(metric);
            all.putIfAbsent(snapshot.getMetadata().getPrometheusName(), snapshot);
        }
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            PrometheusTextFormatWriter.create().write(text, new MetricSnapshots(all.values()));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toByteArray();
    }

    private static MetricSnapshot snapshot(Metric metric) {
        if (metric instanceof Metric.Counter counter) {
            return counter(counter);
        }
        if (metric instanceof Metric.Gauge gauge) {
            return gauge(gauge);
        }
        return histogram((Metric.Histogram) metric);
    }

    private static MetricSnapshot counter(Metric.Counter counter) {
        String name = counter.name();
        CounterSnapshot.Builder built = CounterSnapshot.builder()
                .name(name.substring(0, name.length() - COUNTER_ENDING.length()))
                .help(counter.help());
        for (Sample sample : counter.samples()) {
            built.dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder()
                    .labels(labels(sample.labels()))
                    .value(sample.value())
                    .build());
        }
        return built.build();
    }

    private static MetricSnapshot gauge(Metric.Gauge gauge) {
        GaugeSnapshot.Builder built = GaugeSnapshot.builder().name(gauge.name()).help(gauge.help());
        for (Sample sample : gauge.samples()) {
            built.dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder()
                    .labels(labels(sample.labels()))
                    .value(sample.value())
                    .build());
        }
        return built.build();
    }

    private static MetricSnapshot histogram(Metric.Histogram histogram) {
        HistogramSnapshot.Builder built =
                HistogramSnapshot.builder().name(histogram.name()).help(histogram.help());
        for (Distribution distribution : histogram.distributions()) {
            ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
            distribution.buckets().forEach(bucket -> buckets.bucket(bucket.bound(), bucket.count()));
            built.dataPoint(HistogramSnapshot.HistogramDataPointSnapshot.builder()
                    .labels(labels(distribution.labels()))
                    .classicHistogramBuckets(buckets.build())
                    .sum(distribution.sum())
                    .build());
        }
        return built.build();
    }

    private static Labels labels(Map<String, String> labels) {
        Labels.Builder built = Labels.builder();
        labels.forEach(built::label);
        return built.build();
    }
}
