package io.patchbay.dashboard.internal.live;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.patchbay.api.metrics.Distribution;
import io.patchbay.api.metrics.Metric;
import io.patchbay.api.metrics.Sample;
import io.patchbay.api.node.NodeReadiness;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** The target {@value #TARGET}: how the node is, and everything that it counts. Thread-safe; does not block. */
final class NowReading {
    static final String TARGET = "/now";

    private static final JsonFactory JSON = new JsonFactory();

    private final Counts counts;
    private final NodeReadiness readiness;
    private final Clock clock;

    NowReading(Counts counts, NodeReadiness readiness, Clock clock) {
        this.counts = counts;
        this.readiness = readiness;
        this.clock = clock;
    }

    CompletionStage<Reading> read() {
        return counts.read().thenApply(metrics -> Reading.of(200, json(metrics)));
    }

    private String json(List<Metric> metrics) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("at", clock.millis());
            json.writeObjectFieldStart("blockedBy");
            for (Map.Entry<String, String> part : readiness.blockedBy().entrySet()) {
                json.writeStringField(part.getKey(), part.getValue());
            }
            json.writeEndObject();
            json.writeArrayFieldStart("metrics");
            for (Metric metric : metrics) {
                write(json, metric);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory cannot fail to be written", impossible);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, Metric metric) throws IOException {
        if (metric instanceof Metric.Counter counter) {
            write(json, counter.name(), counter.samples());
        } else if (metric instanceof Metric.Gauge gauge) {
            write(json, gauge.name(), gauge.samples());
        } else if (metric instanceof Metric.Histogram histogram) {
            for (Distribution one : histogram.distributions()) {
                long count = one.buckets().stream()
                        .mapToLong(Distribution.Bucket::count)
                        .sum();
                write(json, histogram.name() + "_count", one.labels(), (double) count);
                write(json, histogram.name() + "_sum", one.labels(), one.sum());
            }
        }
    }

    private static void write(JsonGenerator json, String name, List<Sample> samples) throws IOException {
        for (Sample sample : samples) {
            write(json, name, sample.labels(), sample.value());
        }
    }

    private static void write(JsonGenerator json, String name, Map<String, String> labels, double value)
            throws IOException {
        if (!Double.isFinite(value)) {
            return; // JSON has no word for it
        }
        json.writeStartObject();
        json.writeStringField("name", name);
        json.writeObjectFieldStart("labels");
        for (Map.Entry<String, String> label : labels.entrySet()) {
            json.writeStringField(label.getKey(), label.getValue());
        }
        json.writeEndObject();
        json.writeNumberField("value", value);
        json.writeEndObject();
    }
}
