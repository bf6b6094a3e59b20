package io.patchbay.rest.internal.recovery;

import com.fasterxml.jackson.core.JsonGenerator;
import io.patchbay.api.recovery.Commanded;
import io.patchbay.api.recovery.Fault;
import io.patchbay.api.recovery.JobStatus;
import io.patchbay.api.recovery.LogEntry;
import io.patchbay.api.recovery.Message;
import io.patchbay.api.recovery.OperationStatus;
import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.SharedKey;
import io.patchbay.api.recovery.SharedStatus;
import io.patchbay.api.recovery.TaskCounts;
import io.patchbay.api.recovery.TaskKey;
import io.patchbay.api.recovery.TaskSpec;
import io.patchbay.api.recovery.TaskStatus;
import io.patchbay.rest.internal.cluster.Ages;
import io.patchbay.rest.internal.json.JsonText;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Recovery jobs as JSON; each method writes the members of one object. What is empty is left out. No state. */
final class JobJson {
    private JobJson() {}

    /** A job as it stands in a list: without what may be long. */
    static void summary(JsonGenerator json, JobStatus job, Ages ages) throws IOException {
        json.writeStringField("id", job.id());
        json.writeStringField("name", job.name());
        json.writeStringField("type", Words.of(job.type()));
        text(json, "group", job.group());
        json.writeStringField("cluster", job.cluster());
        json.writeStringField("state", Words.of(job.state()));
        json.writeStringField("operation", Words.of(job.operation()));
        text(json, "result", job.result().map(Words::of));
        text(json, "why", job.why());
        json.writeStringField("submittedAt", job.submittedAt().toString());
        json.writeStringField("submittedBy", job.submittedBy());
        time(json, "startedAt", job.startedAt());
        time(json, "completedAt", job.completedAt());
        time(json, "resumeAt", job.resumeAt());
        time(json, "rollbackAt", job.rollbackAt());
        if (ages.areTold() || job.runningSince().isEmpty()) {
            json.writeNumberField("elapsedMillis", job.elapsed().toMillis());
        }
        time(json, "runningSince", job.runningSince());
        Optional<Duration> objective = job.objective();
        if (objective.isPresent()) {
            json.writeNumberField("objectiveMillis", objective.get().toMillis());
        }
        counts(json, "tasks", job.tasks());
        counts(json, "clearTasks", job.clearTasks());
    }

    static void job(JsonGenerator json, JobStatus job) throws IOException {
        job(json, job, Ages.TOLD);
    }

    static void job(JsonGenerator json, JobStatus job, Ages ages) throws IOException {
        summary(json, job, ages);
        texts(json, "leftOver", job.leftOver());
        operations(json, job.operations());
        JsonText.member(json, "labels", job.labels().values());
    }

    private static void operations(JsonGenerator json, List<OperationStatus> operations) throws IOException {
        json.writeArrayFieldStart("operations");
        for (OperationStatus operation : operations) {
            json.writeStartObject();
            json.writeStringField("name", operation.name());
            json.writeBooleanField("allowed", operation.refusal().isEmpty());
            text(json, "why", operation.refusal().map(Commanded.Refused::reason).map(Words::sentence));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void counts(JsonGenerator json, String name, TaskCounts counts) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("total", counts.total());
        json.writeNumberField("waiting", counts.waiting());
        json.writeNumberField("running", counts.running());
        json.writeNumberField("succeeded", counts.succeeded());
        json.writeNumberField("failed", counts.failed());
        json.writeEndObject();
    }

    /** A task as it stands in a list: without what may be long. */
    static void summary(JsonGenerator json, TaskStatus task) throws IOException {
        TaskSpec spec = task.spec();
        json.writeStringField("id", spec.id());
        json.writeStringField("type", spec.type());
        text(json, "name", spec.name());
        texts(json, "dependencies", spec.dependencies());
        json.writeBooleanField("goal", spec.goal());
        text(json, "target", spec.target());
        json.writeStringField("state", Words.of(task.state()));
        text(json, "result", task.result().map(Words::of));
        json.writeNumberField("attempt", task.attempt());
        json.writeNumberField("epoch", task.epoch());
        text(json, "node", task.node());
        text(json, "handler", task.handler());
        time(json, "startedAt", task.startedAt());
        time(json, "finishedAt", task.finishedAt());
        time(json, "retryAt", task.retryAt());
        message(json, "why", task.why());
        if (!task.failedDependencies().isEmpty()) {
            texts(json, "failedDependencies", task.failedDependencies());
        }
        if (task.progress().isPresent()) {
            json.writeNumberField("progress", task.progress().get());
        }
    }

    static void task(JsonGenerator json, TaskStatus task) throws IOException {
        summary(json, task);
        operations(json, task.operations());
        TaskSpec spec = task.spec();
        JsonText.member(json, "input", spec.input().values());
        if (spec.shared().isPresent()) {
            json.writeObjectFieldStart("shared");
            key(json, spec.shared().get().key());
            json.writeEndObject();
        }
        if (spec.reverse().isPresent()) {
            json.writeObjectFieldStart("reverse");
            json.writeStringField("type", spec.reverse().get().type());
            JsonText.member(json, "input", spec.reverse().get().input().values());
            json.writeEndObject();
        }
        Optional<Output> output = task.output();
        if (output.isPresent()) {
            JsonText.member(json, "output", output.get().values().values());
            message(json, "message", output.get().message());
        }
    }

    static void entry(JsonGenerator json, LogEntry entry) throws IOException {
        json.writeStringField("position", entry.position());
        json.writeStringField("at", entry.at().toString());
        json.writeStringField("node", entry.node());
        json.writeStringField("actor", entry.actor());
        json.writeStringField("code", entry.code());
        text(json, "task", entry.task());
        if (entry.attempt() > 0) {
            json.writeNumberField("attempt", entry.attempt());
        }
        if (entry.epoch().isPresent()) {
            json.writeNumberField("epoch", entry.epoch().getAsLong());
        }
        text(json, "handler", entry.handler());
        text(json, "details", entry.details());
        json.writeStringField("previous", entry.previous());
        json.writeStringField("hash", entry.hash());
    }

    static void shared(JsonGenerator json, SharedStatus shared) throws IOException {
        key(json, shared.key());
        Optional<TaskKey> maker = shared.maker();
        if (maker.isPresent()) {
            json.writeObjectFieldStart("maker");
            json.writeStringField("job", maker.get().job());
            json.writeStringField("task", maker.get().task());
            json.writeEndObject();
        }
        json.writeBooleanField("made", shared.made());
        json.writeBooleanField("confirmed", shared.confirmed());
        texts(json, "holders", shared.holders().stream().sorted().toList());
    }

    private static void key(JsonGenerator json, SharedKey key) throws IOException {
        json.writeStringField("kind", Words.of(key.kind()));
        json.writeStringField("resource", key.resource());
        json.writeStringField("cluster", key.cluster());
    }

    static void faults(JsonGenerator json, List<Fault> faults) throws IOException {
        json.writeArrayFieldStart("faults");
        for (Fault fault : faults) {
            json.writeStartObject();
            json.writeStringField("code", fault.code());
            json.writeStringField("pointer", fault.pointer());
            json.writeStringField("message", fault.message());
            text(json, "task", fault.task());
            if (fault.line().isPresent()) {
                json.writeNumberField("line", fault.line().getAsInt());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void text(JsonGenerator json, String name, String text) throws IOException {
        if (!text.isEmpty()) {
            json.writeStringField(name, text);
        }
    }

    private static void text(JsonGenerator json, String name, Optional<String> text) throws IOException {
        text(json, name, text.orElse(""));
    }

    private static void time(JsonGenerator json, String name, Optional<Instant> time) throws IOException {
        text(json, name, time.map(Instant::toString));
    }

    private static void message(JsonGenerator json, String name, Optional<Message> message) throws IOException {
        if (message.isPresent()) {
            json.writeObjectFieldStart(name);
            json.writeStringField("code", message.get().code());
            json.writeStringField("contents", message.get().contents());
            json.writeEndObject();
        }
    }

    private static void texts(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}
