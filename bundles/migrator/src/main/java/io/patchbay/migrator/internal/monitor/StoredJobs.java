package io.patchbay.migrator.internal.monitor;

import io.patchbay.api.recovery.Command;
import io.patchbay.api.recovery.Commanded;
import io.patchbay.api.recovery.Fault;
import io.patchbay.api.recovery.JobStatus;
import io.patchbay.api.recovery.JobSubmission;
import io.patchbay.api.recovery.Jobs;
import io.patchbay.api.recovery.JobsUnavailableException;
import io.patchbay.api.recovery.LogEntry;
import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.SharedStatus;
import io.patchbay.api.recovery.Submitted;
import io.patchbay.api.recovery.TaskSpec;
import io.patchbay.api.recovery.TaskStatus;
import io.patchbay.migrator.internal.audit.LogLine;
import io.patchbay.migrator.internal.model.Graph;
import io.patchbay.migrator.internal.model.GraphCheck;
import io.patchbay.migrator.internal.model.JobRecord;
import io.patchbay.migrator.internal.model.StoredOutput;
import io.patchbay.migrator.internal.shared.SharedRecord;
import io.patchbay.migrator.internal.shared.SharedView;
import io.patchbay.migrator.internal.store.JobStore;
import io.patchbay.support.OrderedIds;
import io.patchbay.support.RandomIds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The jobs as the rest of the node sees them. Thread-safe; never blocks. */
public final class StoredJobs implements Jobs {
    private static final int ANSWER_SECONDS = 20;

    private final Context context;
    private final Monitor monitor;
    private final OrderedIds ids;

    public StoredJobs(Context context, Monitor monitor) {
        this.context = context;
        this.monitor = monitor;
        this.ids = new OrderedIds(context.clock());
    }

    @Override
    public List<Fault> check(JobSubmission submission) {
        List<Fault> faults = new ArrayList<>(GraphCheck.faultsOf(submission.tasks()));
        if (faults.isEmpty()) {
            context.references().get().ifPresent(references -> faults.addAll(references.check(submission.tasks())));
        }
        return faults;
    }

    @Override
    public CompletionStage<Submitted> submit(JobSubmission submission, String actor) {
        List<Fault> faults = check(submission);
        if (!faults.isEmpty()) {
            return CompletableFuture.completedFuture(new Submitted.Refused(faults));
        }
        String id = submission.id().orElseGet(ids::next);
        return bounded(monitor.prepared()
                .thenCompose(ready -> context.store().job(id))
                .thenCompose(before -> before.isPresent()
                        ? CompletableFuture.completedFuture(
                                alreadyThere(before.get().record(), submission))
                        : store(id, submission, actor)));
    }

    private static Submitted alreadyThere(JobRecord before, JobSubmission submission) {
        boolean same = before.facts().name().equals(submission.name())
                && before.facts().type() == submission.type()
                && before.facts().cluster().equals(submission.cluster())
                && before.facts().plan().sha256().equals(JobStore.hashOf(submission.tasks()));
        return same
                ? new Submitted.Accepted(before.facts().id(), true)
                : new Submitted.Exists(before.facts().id());
    }

    private CompletionStage<Submitted> store(String id, JobSubmission submission, String actor) {
        return context.store().storePlan(id, submission.tasks()).thenCompose(plan -> {
            JobRecord job = JobRecord.submitted(new JobRecord.Facts(
                    id,
                    submission.name(),
                    submission.type(),
                    submission.group(),
                    submission.cluster(),
                    submission.objective().map(Duration::toMillis),
                    submission.startAt(),
                    context.clock().instant(),
                    actor,
                    submission.labels(),
                    plan));
            LogLine line = LogLine.ofJob(
                    context.clock().instant(),
                    actor,
                    "job.submitted",
                    submission.tasks().size() + " tasks");
            String writer = context.node() + "-" + RandomIds.hex(6);
            return context.store().create(job, writer, line).thenApply(made -> {
                if (!made) {
                    return new Submitted.Exists(id);
                }
                monitor.stored(job, new Graph(submission.tasks()));
                return new Submitted.Accepted(id, false);
            });
        });
    }

    @Override
    public CompletionStage<Commanded> command(String job, Command command, String actor) {
        return this.<Commanded>onEngine(
                        job, (engine, answer) -> new Commands(context, engine).give(command, actor, answer::complete))
                .thenApply(answer -> answer.orElseGet(Commanded.Unknown::new));
    }

    @Override
    public CompletionStage<List<JobStatus>> jobs() {
        return bounded(context.store().jobIds().thenCompose(names -> {
            List<CompletableFuture<Optional<JobStatus>>> all = names.stream()
                    .sorted()
                    .map(id -> job(id).toCompletableFuture())
                    .toList();
            return CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new))
                    .thenApply(done -> all.stream()
                            .map(CompletableFuture::join)
                            .flatMap(Optional::stream)
                            .sorted(Comparator.comparing(JobStatus::submittedAt).thenComparing(JobStatus::id))
                            .toList());
        }));
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
                onEngine(job, (engine, answer) -> answer.complete(Views.task(engine, task)));
        return bounded(seen.thenCompose(status -> status.flatMap(found -> found).isEmpty()
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
                            Optional.of(new Output(values, output.get().message())))));
        });
    }

    @Override
    public CompletionStage<Optional<List<LogEntry>>> log(String job, Optional<String> after, int limit) {
        return bounded(context.store()
                .job(job)
                .thenCompose(stored -> stored.isEmpty()
                        ? CompletableFuture.completedFuture(Optional.<List<LogEntry>>empty())
                        : context.store()
                                .pageNames(job)
                                .thenCompose(names -> context.store().pages(job, names))
                                .thenApply(pages -> Optional.of(pages.stream()
                                        .flatMap(page -> page.page().entries(page.created()).stream())
                                        .filter(entry -> after.isEmpty()
                                                || entry.position().compareTo(after.get()) > 0)
                                        .limit(limit)
                                        .toList()))));
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
        return bounded(monitor.engine(job).thenCompose(engine -> {
            if (engine.isEmpty()) {
                return CompletableFuture.completedFuture(Optional.empty());
            }
            CompletableFuture<T> answer = new CompletableFuture<>();
            engine.get().execute(() -> question.accept(engine.get(), answer));
            return answer.thenApply(Optional::of);
        }));
    }

    /** Nobody waits for ever for a ZooKeeper that is away. */
    private static <T> CompletionStage<T> bounded(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .copy()
                .orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS)
                .exceptionallyCompose(failed -> {
                    Throwable cause = failed instanceof CompletionException && failed.getCause() != null
                            ? failed.getCause()
                            : failed;
                    return CompletableFuture.failedFuture(
                            cause instanceof JobsUnavailableException
                                    ? cause
                                    : new JobsUnavailableException("ZooKeeper does not answer", cause));
                });
    }
}
