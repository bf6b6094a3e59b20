package io.patchbay.dashboard.internal.live;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.patchbay.api.node.NodeReadiness;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** The target {@value #TARGET}: how the node is, and what it counts of that which pages show. Thread-safe; does not block. */
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
        return counts.read().thenApply(metrics -> Reading.of(TARGET, 200, json(new ShownCounts(metrics))));
    }

    private String json(ShownCounts shown) {
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
            shown.forEach((name, labels, value) -> write(json, name, labels, value));
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory cannot fail to be written", impossible);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, String name, Map<String, String> labels, double value)
            throws IOException {
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
