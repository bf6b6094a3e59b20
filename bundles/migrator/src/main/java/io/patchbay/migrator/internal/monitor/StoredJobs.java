package io.patchbay.migrator.internal.monitor;

import io.patchbay.api.Attributes;
import io.patchbay.api.recovery.Command;
import io.patchbay.api.recovery.Commanded;
import io.patchbay.api.recovery.Fault;
import io.patchbay.api.recovery.JobStatus;
import io.patchbay.api.recovery.JobSubmission;
import io.patchbay.api.recovery.Jobs;
import io.patchbay.api.recovery.LogEntry;
import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.SharedKey;
import io.patchbay.api.recovery.SharedStatus;
import io.patchbay.api.recovery.Submitted;
import io.patchbay.api.recovery.TaskSpec;
import io.patchbay.api.recovery.TaskStatus;
import io.patchbay.migrator.internal.model.GraphCheck;
import io.patchbay.migrator.internal.model.Json;
import io.patchbay.migrator.internal.model.StoredOutput;
import io.patchbay.migrator.internal.seal.Sealing;
import io.patchbay.migrator.internal.shared.SharedRecord;
import io.patchbay.migrator.internal.shared.SharedView;
import io.patchbay.support.OrderedIds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The jobs as the rest of the node sees them. Thread-safe; blocks for nothing but the small file with the keys. */
public final class StoredJobs implements Jobs {
    private final Context context;
    private final Monitor monitor;
    private final OrderedIds ids;
    private final Inquiry inquiry;
    private final AuditLogs logs;

    public StoredJobs(Context context, Monitor monitor) {
        this.context = context;
        this.monitor = monitor;
        this.ids = new OrderedIds(context.clock());
        this.inquiry = new Inquiry(context.timer());
        this.logs = new AuditLogs(context.store());
    }

    @Override
    public List<Fault> check(JobSubmission submission) {
        List<Fault> faults = new ArrayList<>(GraphCheck.faultsOf(submission.tasks()));
        oversize(submission.labels()).ifPresent(faults::add);
        if (submission.tasks().size() <= JobSubmission.MAX_TASKS) {
            faults.addAll(context.references().check(submission.tasks()));
            faults.addAll(context.sealing().faults(submission.tasks()));
        }
        return faults;
    }

    /** Labels are kept in one entry with the job's state, which is written with each step. */
    private static Optional<Fault> oversize(Attributes labels) {
        int bytes = Json.write(labels.values()).length;
        return bytes <= JobSubmission.MAX_LABEL_BYTES
                ? Optional.empty()
                : Optional.of(Fault.of(
                        "oversize",
                        "/labels",
                        "labels must be at most " + JobSubmission.MAX_LABEL_BYTES + " bytes of JSON but have "
                                + bytes));
    }

    @Override
    public CompletionStage<Submitted> submit(JobSubmission submission, String actor) {
        List<Fault> faults = check(submission);
        if (!faults.isEmpty()) {
            return CompletableFuture.completedFuture(new Submitted.Refused(faults));
        }
        String id = submission.id().orElseGet(ids::next);
        Sealing.Outcome outcome = context.sealing().seal(id, submission.tasks());
        if (outcome instanceof Sealing.Outcome.Refused refused) {
            return CompletableFuture.completedFuture(new Submitted.Refused(List.of(refused.fault())));
        }
        List<TaskSpec> kept = ((Sealing.Outcome.Sealed) outcome).tasks();
        return inquiry.answer(new Submission(context, monitor, id, submission, kept, actor)::attempt);
    }

    @Override
    public CompletionStage<Commanded> command(String job, Command command, String actor) {
        return this.<Commanded>onEngine(
                        job, (engine, answer) -> new Commands(context, engine).give(command, actor, answer::complete))
                .thenApply(answer -> answer.orElseGet(Commanded.Unknown::new));
    }

    @Override
    public CompletionStage<List<JobStatus>> jobs() {
        return inquiry.answer(() -> context.store().jobIds().thenCompose(names -> {
            List<CompletableFuture<Optional<JobStatus>>> all = names.stream()
                    .sorted()
                    .map(id -> listed(id).toCompletableFuture())
                    .toList();
            return CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new))
                    .thenApply(done -> all.stream()
                            .map(CompletableFuture::join)
                            .flatMap(Optional::stream)
                            .sorted(Comparator.comparing(JobStatus::submittedAt).thenComparing(JobStatus::id))
                            .toList());
        }));
    }

    private CompletionStage<Optional<JobStatus>> listed(String job) {
        return onEngine(job, (engine, answer) -> answer.complete(Views.listed(context, engine)));
    }

    @Override
    public CompletionStage<Optional<JobStatus>> job(String job) {
        return onEngine(job, (engine, answer) -> answer.complete(Views.job(context, engine)));
    }

    @Override
    public CompletionStage<Optional<List<TaskStatus>>> tasks(String job) {
        return onEngine(job, (engine, answer) -> answer.complete(Views.tasks(engine)));
    }

    @Override
    public CompletionStage<Optional<TaskStatus>> task(String job, String task) {
        CompletionStage<Optional<Optional<TaskStatus>>> seen =
                onEngine(job, (engine, answer) -> answer.complete(Views.task(context, engine, task)));
        return inquiry.answer(
                () -> seen.thenCompose(status -> status.flatMap(found -> found).isEmpty()
                        ? CompletableFuture.completedFuture(Optional.<TaskStatus>empty())
                        : withOutput(job, status.get().get())));
    }

    private CompletionStage<Optional<TaskStatus>> withOutput(String job, TaskStatus status) {
        return context.store().task(job, status.spec().id()).thenCompose(stored -> {
            Optional<StoredOutput> output =
                    stored.flatMap(found -> found.record().output());
            if (output.isEmpty()) {
                return CompletableFuture.completedFuture(Optional.of(status));
            }
            return context.store()
                    .values(job, output.get())
                    .thenApply(values -> Optional.of(new TaskStatus(
                            status.spec(),
                            status.state(),
                            status.result(),
                            status.attempt(),
                            status.epoch(),
                            status.node(),
                            status.handler(),
                            status.startedAt(),
                            status.finishedAt(),
                            status.retryAt(),
                            status.why(),
                            status.failedDependencies(),
                            status.progress(),
                            Optional.of(new Output(values, output.get().message())),
                            status.operations())));
        });
    }

    @Override
    public CompletionStage<Optional<List<LogEntry>>> log(String job, Optional<String> after, int limit) {
        return inquiry.answer(() -> logs.read(job, after, limit));
    }

    @Override
    public CompletionStage<Optional<List<SharedStatus>>> shared(String job) {
        return onEngine(
                job,
                (engine, answer) -> answer.complete(engine.replica().forward().graph().tasks().stream()
                        .map(TaskSpec::shared)
                        .flatMap(Optional::stream)
                        .map(use -> context.shared().view(use.key()))
                        .flatMap(Optional::stream)
                        .map(StoredJobs::statusOf)
                        .toList()));
    }

    @Override
    public CompletionStage<List<SharedStatus>> shared(List<SharedKey> keys) {
        return inquiry.answer(() -> context.shared().refresh(keys).thenApply(seen -> keys.stream()
                .map(context.shared()::view)
                .flatMap(Optional::stream)
                .map(StoredJobs::statusOf)
                .toList()));
    }

    private static SharedStatus statusOf(SharedView view) {
        SharedRecord record = view.record();
        return new SharedStatus(
                record.key(),
                Optional.of(record.task()),
                record.phase() != SharedRecord.Phase.MAKING,
                record.confirmed(),
                view.holders());
    }

    @Override
    public Subscription follow(String job, Consumer<LogEntry> listener) {
        Consumer<List<LogEntry>> follower = entries -> entries.forEach(listener);
        CompletableFuture<Optional<JobEngine>> engine = monitor.engine(job);
        CompletableFuture<Void> following = engine.thenAccept(
                found -> found.ifPresent(present -> present.followers().add(follower)));
        return () -> {
            CompletableFuture<Void> unused = following
                    .thenCompose(added -> engine)
                    .thenAccept(found ->
                            found.ifPresent(present -> present.followers().remove(follower)));
        };
    }

    private <T> CompletionStage<Optional<T>> onEngine(
            String job, BiConsumer<JobEngine, CompletableFuture<T>> question) {
        return inquiry.answer(() -> monitor.engine(job).thenCompose(engine -> {
            if (engine.isEmpty()) {
                return CompletableFuture.completedFuture(Optional.empty());
            }
            CompletableFuture<T> answer = new CompletableFuture<>();
            engine.get().execute(() -> {
                try {
                    question.accept(engine.get(), answer);
                } catch (RuntimeException unexpected) { // else whoever asks would wait in vain
                    answer.completeExceptionally(unexpected);
                }
            });
            return answer.thenApply(Optional::of);
        }));
    }
}
