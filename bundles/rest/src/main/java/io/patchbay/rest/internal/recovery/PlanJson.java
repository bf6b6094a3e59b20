package io.patchbay.rest.internal.recovery;

import com.fasterxml.jackson.core.JsonGenerator;
import io.patchbay.api.recovery.JobSubmission;
import io.patchbay.api.recovery.plan.Preview;
import io.patchbay.rest.internal.json.JsonText;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What plans become, as JSON; each method writes members of one object. No state. */
final class PlanJson {
    private PlanJson() {}

    static void summary(JsonGenerator json, JobSubmission job) throws IOException {
        json.writeStringField("name", job.name());
        json.writeStringField("cluster", job.cluster());
        json.writeNumberField("tasks", job.tasks().size());
        Optional<Duration> objective = job.objective();
        if (objective.isPresent()) {
            json.writeNumberField("objectiveMillis", objective.get().toMillis());
        }
    }

    /** @param handlers versions by task type; types without one say nothing of it */
    static void preview(JsonGenerator json, Preview preview, Map<String, String> handlers) throws IOException {
        json.writeNumberField("estimateMillis", preview.estimate().toMillis());
        json.writeFieldName("waves");
        JsonText.value(json, preview.waves());
        json.writeFieldName("criticalPath");
        JsonText.value(json, preview.criticalPath());
        json.writeArrayFieldStart("types");
        for (Preview.TypeCount type : preview.types()) {
            json.writeStartObject();
            json.writeStringField("type", type.type());
            json.writeNumberField("tasks", type.count());
            json.writeNumberField("eachMillis", type.each().toMillis());
            json.writeBooleanField("measured", type.measured());
            if (handlers.containsKey(type.type())) {
                json.writeStringField("handler", handlers.get(type.type()));
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("shared");
        for (Preview.Sharing sharing : preview.shared()) {
            json.writeStartObject();
            json.writeStringField("key", sharing.key().toString());
            json.writeStringField("maker", sharing.maker());
            json.writeFieldName("users");
            JsonText.value(json, sharing.users());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
