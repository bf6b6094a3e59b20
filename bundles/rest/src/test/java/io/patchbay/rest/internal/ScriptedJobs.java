package io.patchbay.rest.internal;

import io.patchbay.api.Attributes;
import io.patchbay.api.recovery.Command;
import io.patchbay.api.recovery.Commanded;
import io.patchbay.api.recovery.Fault;
import io.patchbay.api.recovery.JobOperation;
import io.patchbay.api.recovery.JobState;
import io.patchbay.api.recovery.JobStatus;
import io.patchbay.api.recovery.JobSubmission;
import io.patchbay.api.recovery.JobType;
import io.patchbay.api.recovery.Jobs;
import io.patchbay.api.recovery.JobsUnavailableException;
import io.patchbay.api.recovery.LogEntry;
import io.patchbay.api.recovery.OperationStatus;
import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.SharedKey;
import io.patchbay.api.recovery.SharedKind;
import io.patchbay.api.recovery.SharedStatus;
import io.patchbay.api.recovery.Submitted;
import io.patchbay.api.recovery.TaskCounts;
import io.patchbay.api.recovery.TaskKey;
import io.patchbay.api.recovery.TaskResult;
import io.patchbay.api.recovery.TaskSpec;
import io.patchbay.api.recovery.TaskState;
import io.patchbay.api.recovery.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Jobs that never run: they are kept as they were submitted, and do what the test says. Thread-safe. */
final class ScriptedJobs implements Jobs {
    private static final List<OperationStatus> OPERATIONS = List.of(
            new OperationStatus("pause", Optional.empty()),
            new OperationStatus(
                    "resume", Optional.of(new Commanded.Refused("wrong-state", "only a paused job is resumed"))));
    static final Instant SUBMITTED = Instant.parse("2026-01-31T12:00:00Z");

    final Map<String, JobSubmission> submitted = new ConcurrentSkipListMap<>();
    final List<Command> commands = new CopyOnWriteArrayList<>();
    final List<String> actors = new CopyOnWriteArrayList<>();
    final List<Fault> faults = new CopyOnWriteArrayList<>();
    final List<LogEntry> entries = new CopyOnWriteArrayList<>();
    final List<SharedStatus> held = new CopyOnWriteArrayList<>();
    final List<Consumer<LogEntry>> followers = new CopyOnWriteArrayList<>();
    volatile Optional<Commanded> answer = Optional.empty();
    volatile JobState state = JobState.RUNNING;
    volatile Optional<Instant> runningSince = Optional.of(SUBMITTED);
    volatile boolean away;

    /** Writes a line into the log of every job, and tells whoever follows. */
    void log(String code) {
        LogEntry entry = new LogEntry(
                "%016x-0000".formatted(entries.size() + 1),
                SUBMITTED,
                "here",
                "migrator",
                code,
                Optional.of("net"),
                1,
                OptionalLong.of(1),
                Optional.of("create.network 1.0.0"),
                "",
                "0".repeat(64),
                "1".repeat(64));
        entries.add(entry);
        followers.forEach(follower -> follower.accept(entry));
    }

    @Override
    public List<Fault> check(JobSubmission submission) {
        return faults;
    }

    @Override
    public CompletionStage<Submitted> submit(JobSubmission submission, String actor) {
        actors.add(actor);
        if (!faults.isEmpty()) {
            return there(new Submitted.Refused(faults));
        }
        String id = submission.id().orElse("job" + (submitted.size() + 1));
        Optional<JobSubmission> before = Optional.ofNullable(submitted.putIfAbsent(id, submission));
        return there(
                before.isPresent() && !before.get().equals(submission)
                        ? new Submitted.Exists(id)
                        : new Submitted.Accepted(id, before.isPresent()));
    }

    @Override
    public CompletionStage<Commanded> command(String job, Command command, String actor) {
        if (!submitted.containsKey(job)) {
            return there(new Commanded.Unknown());
        }
        commands.add(command);
        return there(answer.orElseGet(() -> new Commanded.Done(status(job))));
    }

    @Override
    public CompletionStage<List<JobStatus>> jobs() {
        return there(submitted.keySet().stream().map(this::status).toList());
    }

    @Override
    public CompletionStage<Optional<JobStatus>> job(String job) {
        return there(found(job).map(submission -> status(job)));
    }

    @Override
    public CompletionStage<Optional<List<TaskStatus>>> tasks(String job) {
        return there(found(job).map(submission -> submission.tasks().stream()
                .map(task -> status(task, Optional.empty()))
                .toList()));
    }

    @Override
    public CompletionStage<Optional<TaskStatus>> task(String job, String task) {
        return there(found(job).flatMap(submission -> submission.tasks().stream()
                .filter(spec -> spec.id().equals(task))
                .map(spec -> status(spec, Optional.of(Output.of(spec.input()))))
                .findFirst()));
    }

    @Override
    public CompletionStage<Optional<List<LogEntry>>> log(String job, Optional<String> after, int limit) {
        return there(found(job).map(submission -> entries.stream()
                .filter(entry -> after.isEmpty() || entry.position().compareTo(after.get()) > 0)
                .limit(limit)
                .toList()));
    }

    @Override
    public CompletionStage<List<SharedStatus>> shared(List<SharedKey> keys) {
        return there(held.stream().filter(status -> keys.contains(status.key())).toList());
    }

    @Override
    public CompletionStage<Optional<List<SharedStatus>>> shared(String job) {
        SharedKey key = new SharedKey(SharedKind.NETWORK, "net-7", "site-b");
        return there(found(job)
                .map(submission -> List.of(
                        new SharedStatus(key, Optional.of(new TaskKey(job, "net")), true, false, Set.of(job)))));
    }

    @Override
    public Subscription follow(String job, Consumer<LogEntry> listener) {
        followers.add(listener);
        return () -> followers.remove(listener);
    }

    private Optional<JobSubmission> found(String job) {
        return Optional.ofNullable(submitted.get(job));
    }

    private <T> CompletionStage<T> there(T value) {
        return away
                ? CompletableFuture.failedFuture(new JobsUnavailableException("ZooKeeper does not answer"))
                : CompletableFuture.completedFuture(value);
    }

    private JobStatus status(String id) {
        JobSubmission job = submitted.get(id);
        return new JobStatus(
                id,
                job.name(),
                job.type(),
                job.group(),
                job.cluster(),
                state,
                JobOperation.RUN,
                Optional.empty(),
                "",
                SUBMITTED,
                "somebody",
                Optional.of(SUBMITTED),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(5),
                runningSince,
                job.objective(),
                new TaskCounts(job.tasks().size(), 0, 0, job.tasks().size(), 0),
                TaskCounts.NONE,
                List.of(),
                job.labels(),
                OPERATIONS);
    }

    private static TaskStatus status(TaskSpec spec, Optional<Output> output) {
        return new TaskStatus(
                spec,
                TaskState.DONE,
                Optional.of(TaskResult.SUCCESS),
                1,
                1,
                Optional.of("here"),
                Optional.of("create.network 1.0.0"),
                Optional.of(SUBMITTED),
                Optional.of(SUBMITTED),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                output,
                OPERATIONS);
    }

    /** A job of one task. */
    static JobSubmission small() {
        return JobSubmission.of(
                "small", JobType.MIGRATION, "site-b", List.of(TaskSpec.of("net", "create.network", Attributes.NONE)));
    }
}
