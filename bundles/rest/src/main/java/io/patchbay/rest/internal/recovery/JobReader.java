package io.patchbay.rest.internal.recovery;

import io.patchbay.api.Attributes;
import io.patchbay.api.Identifier;
import io.patchbay.api.recovery.JobSubmission;
import io.patchbay.api.recovery.JobType;
import io.patchbay.api.recovery.ReverseTask;
import io.patchbay.api.recovery.SharedKey;
import io.patchbay.api.recovery.SharedKind;
import io.patchbay.api.recovery.SharedUse;
import io.patchbay.api.recovery.TaskPolicy;
import io.patchbay.api.recovery.TaskSpec;
import io.patchbay.rest.internal.json.JsonReader;
import io.patchbay.rest.internal.json.JsonText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads a job as it is submitted. What is wrong is noted with its place and replaced by something harmless, so that the rest, and
 * the graph, can be checked all the same. No state.
 */
final class JobReader {
    private static final String NOT_KNOWN = "unknown";
    private static final long LONGEST_MILLIS = Duration.ofDays(7).toMillis();
    private static final int MOST_ATTEMPTS = 100;

    private JobReader() {}

    /**
     * The job that a body stands for; not to be submitted if anything was noted.
     *
     * @throws io.patchbay.rest.internal.json.MalformedJsonException if it is no JSON
     */
    static JobSubmission read(byte[] body, Faults faults) {
        Members job = Members.ofAll(JsonReader.readExactly(body), faults);
        List.of("name", "type", "cluster", "tasks").forEach(job::need);
        String cluster = job.identifier("cluster", Identifier.MAX_LENGTH).orElse(NOT_KNOWN);
        JobSubmission read = new JobSubmission(
                job.identifier("id", Identifier.MAX_LENGTH),
                job.text("name", 1, JobSubmission.MAX_NAME).orElse(NOT_KNOWN),
                job.choice("type", JobType.class).orElse(JobType.MIGRATION),
                job.identifier("group", Identifier.MAX_LENGTH),
                cluster,
                tasks(job, cluster),
                job.whole("objectiveMillis", 1, 365 * LONGEST_MILLIS).map(Duration::ofMillis),
                job.time("startAt"),
                labels(job));
        job.end();
        return read;
    }

    /** They are kept in one entry with the job's state, which is written with each step. */
    private static Attributes labels(Members job) {
        Attributes labels = job.attributes("labels");
        int bytes = JsonText.bytes(json -> JsonText.value(json, labels.values())).length;
        if (bytes > JobSubmission.MAX_LABEL_BYTES) {
            job.fault(
                    "oversize",
                    "labels",
                    "must be at most " + JobSubmission.MAX_LABEL_BYTES + " bytes of JSON but have " + bytes);
            return Attributes.NONE;
        }
        return labels;
    }

    private static List<TaskSpec> tasks(Members job, String cluster) {
        List<TaskSpec> tasks = new ArrayList<>();
        for (Members task : job.tasks("tasks")) {
            tasks.add(task(task, tasks.size(), cluster));
        }
        return tasks;
    }

    private static TaskSpec task(Members task, int number, String cluster) {
        List.of("id", "type").forEach(task::need);
        TaskSpec read = new TaskSpec(
                task.identifier("id", TaskSpec.MAX_ID).orElse(NOT_KNOWN + ":" + number),
                task.identifier("type", TaskSpec.MAX_ID).orElse(NOT_KNOWN),
                task.text("name", 0, TaskSpec.MAX_NAME).orElse(""),
                task.attributes("input"),
                task.texts("dependencies"),
                task.flag("goal").orElse(false),
                task.object("shared").flatMap(shared -> shared(task, shared, cluster)),
                task.identifier("target", Identifier.MAX_LENGTH),
                task.object("reverse").flatMap(JobReader::reverse),
                policy(task));
        task.end();
        return read;
    }

    private static Optional<SharedUse> shared(Members task, Members shared, String cluster) {
        Optional<SharedKey> key = key(shared, cluster);
        Optional<SharedKey> within = shared.object("within").flatMap(outer -> {
            Optional<SharedKey> read = key(outer, cluster);
            outer.end();
            return read;
        });
        shared.end();
        if (key.isPresent() && key.equals(within)) {
            task.fault("invalid-value", "shared", "a resource cannot be within itself");
            return Optional.empty();
        }
        return key.map(known -> new SharedUse(known, within));
    }

    private static Optional<SharedKey> key(Members shared, String cluster) {
        List.of("kind", "resource").forEach(shared::need);
        Optional<SharedKind> kind = shared.choice("kind", SharedKind.class);
        Optional<String> resource = shared.identifier("resource", Identifier.MAX_LENGTH);
        String place = shared.identifier("cluster", Identifier.MAX_LENGTH).orElse(cluster);
        return kind.isPresent() && resource.isPresent()
                ? Optional.of(new SharedKey(kind.get(), resource.get(), place))
                : Optional.empty();
    }

    private static Optional<ReverseTask> reverse(Members reverse) {
        reverse.need("type");
        Optional<String> type = reverse.identifier("type", TaskSpec.MAX_ID);
        Attributes input = reverse.attributes("input");
        reverse.end();
        return type.map(known -> new ReverseTask(known, input));
    }

    private static TaskPolicy policy(Members task) {
        Optional<Long> attempts = task.whole("attempts", 1, MOST_ATTEMPTS);
        Optional<Duration> timeout =
                task.whole("timeoutMillis", 1, LONGEST_MILLIS).map(Duration::ofMillis);
        return new TaskPolicy(
                attempts.isPresent() ? OptionalInt.of(attempts.get().intValue()) : OptionalInt.empty(), timeout);
    }
}
