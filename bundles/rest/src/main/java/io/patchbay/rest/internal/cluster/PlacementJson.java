package io.patchbay.rest.internal.cluster;

import com.fasterxml.jackson.core.JsonGenerator;
import io.patchbay.api.placement.Explanation;
import io.patchbay.api.placement.Scheduled;
import io.patchbay.api.placement.TaskStatus;
import io.patchbay.api.placement.WorkerInfo;
import io.patchbay.api.placement.WorkerStatus;
import io.patchbay.rest.internal.json.JsonText;
import java.io.IOException;
import java.util.Locale;

/** What the placement says, as JSON. No state. */
public final class PlacementJson {
    private PlacementJson() {}

    static void worker(JsonGenerator json, WorkerStatus worker, boolean tasks, Ages ages) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", worker.id());
        json.writeStringField("purpose", worker.purpose());
        info(json, worker.info());
        if (worker.state().isPresent()) {
            json.writeNumberField("state", worker.state().getAsInt());
        }
        json.writeNumberField("load", worker.load());
        json.writeNumberField("reserved", worker.reserved());
        json.writeNumberField("executing", worker.executing());
        if (tasks) {
            json.writeArrayFieldStart("tasks");
            for (String task : worker.tasks()) {
                json.writeString(task);
            }
            json.writeEndArray();
        }
        ages.ofReport(json, worker.silentMillis(), worker.reportedAtMillis());
        json.writeNumberField("seatsTaken", worker.seatsTaken());
        if (worker.passedOver().isPresent()) {
            json.writeStringField("passedOver", worker.passedOver().get().name().toLowerCase(Locale.ROOT));
        }
        json.writeEndObject();
    }

    static void placed(JsonGenerator json, Scheduled.Placed placed) throws IOException {
        worker(json, placed.worker(), placed.info());
        json.writeNumberField("reservedUntil", placed.reservedUntilMillis());
    }

    static void found(JsonGenerator json, TaskStatus.Found found) throws IOException {
        worker(json, found.worker(), found.info());
        json.writeBooleanField("executing", found.executing());
        if (!found.executing()) {
            json.writeNumberField("reservedUntil", found.reservedUntilMillis());
        }
    }

    static void explanation(JsonGenerator json, Explanation explanation) throws IOException {
        json.writeObjectFieldStart("outcome");
        if (explanation.outcome() instanceof Scheduled.Placed placed) {
            placed(json, placed);
        } else if (explanation.outcome() instanceof Scheduled.Refused refused) {
            json.writeObjectFieldStart("refused");
            json.writeStringField("code", ProblemCode.of(refused.code()).code());
            json.writeStringField("message", refused.message());
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeStringField("scheduler", explanation.scheduler());
        json.writeStringField("matcher", explanation.matcher());
        json.writeStringField("strategy", explanation.strategy());
        json.writeArrayFieldStart("workers");
        for (Explanation.WorkerVerdict verdict : explanation.workers()) {
            json.writeStartObject();
            json.writeStringField("worker", verdict.worker());
            json.writeNumberField("load", verdict.load());
            json.writeBooleanField("kept", verdict.kept());
            json.writeBooleanField("chosen", verdict.chosen());
            json.writeStringField("by", verdict.by());
            json.writeStringField("reason", verdict.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void worker(JsonGenerator json, String id, WorkerInfo info) throws IOException {
        json.writeObjectFieldStart("worker");
        json.writeStringField("id", id);
        info(json, info);
        json.writeEndObject();
    }

    /** What a worker said of itself, as the member {@code info}. */
    public static void info(JsonGenerator json, WorkerInfo info) throws IOException {
        json.writeObjectFieldStart("info");
        json.writeStringField("ip", info.ip());
        json.writeStringField("hostname", info.hostname());
        json.writeNumberField("port", info.port());
        json.writeBooleanField("ssl", info.ssl());
        json.writeStringField("viaHost", info.viaHost());
        json.writeNumberField("maxLoad", info.maxLoad());
        JsonText.member(json, "capacity", info.capacity().values());
        if (info.seats().isPresent()) {
            json.writeNumberField("seats", info.seats().getAsInt());
        }
        json.writeEndObject();
    }
}
