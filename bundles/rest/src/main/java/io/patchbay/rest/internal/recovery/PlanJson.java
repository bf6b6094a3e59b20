package io.patchbay.rest.internal.recovery;

import com.fasterxml.jackson.core.JsonGenerator;
import io.patchbay.api.recovery.JobSubmission;
import io.patchbay.api.recovery.SharedKey;
import io.patchbay.api.recovery.SharedStatus;
import io.patchbay.api.recovery.plan.Preview;
import io.patchbay.rest.internal.json.JsonText;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
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

    /**
     * Writes what a plan would do.
     *
     * @param handlers versions by task type; types without one say nothing of it
     * @param held what jobs have now of what is shared; if that is not known, nothing is said of it
     */
    static void preview(
            JsonGenerator json,
            Preview preview,
            Map<String, String> handlers,
            Optional<Map<SharedKey, SharedStatus>> held)
            throws IOException {
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
            if (held.isPresent()) {
                now(json, Optional.ofNullable(held.get().get(sharing.key())));
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void now(JsonGenerator json, Optional<SharedStatus> status) throws IOException {
        json.writeBooleanField("made", status.map(SharedStatus::made).orElse(false));
        json.writeBooleanField("confirmed", status.map(SharedStatus::confirmed).orElse(false));
        json.writeFieldName("holders");
        JsonText.value(
                json,
                status.map(known -> known.holders().stream().sorted().toList()).orElse(List.of()));
    }
}
