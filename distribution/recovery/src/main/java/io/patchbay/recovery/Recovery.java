package io.patchbay.recovery;

import io.patchbay.api.recovery.Command;
import io.patchbay.api.recovery.Commanded;
import io.patchbay.api.recovery.Fault;
import io.patchbay.api.recovery.JobResult;
import io.patchbay.api.recovery.JobState;
import io.patchbay.api.recovery.JobStatus;
import io.patchbay.api.recovery.JobSubmission;
import io.patchbay.api.recovery.Jobs;
import io.patchbay.api.recovery.ReverseTask;
import io.patchbay.api.recovery.SharedKey;
import io.patchbay.api.recovery.SharedStatus;
import io.patchbay.api.recovery.SharedUse;
import io.patchbay.api.recovery.Submitted;
import io.patchbay.api.recovery.TaskResult;
import io.patchbay.api.recovery.TaskSpec;
import io.patchbay.api.recovery.TaskStatus;
import io.patchbay.support.operator.Table;
import io.patchbay.support.operator.Text;
import io.patchbay.support.operator.UsageException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One plan being carried out: submitted or found again, watched, and brought to its end. Confined to one thread. */
final class Recovery {
    private static final String ACTOR = "recover";
    private static final long LOOK_MILLIS = 100;
    private static final int ANSWER_SECONDS = 30;
    private static final int MOST_SHARED_SHOWN = 10;
    private static final int MOST_FAILED_SHOWN = 10;
    private static final int MOST_RUNS = 100_000;

    private final Jobs jobs;
    private final RecoverOptions options;
    private final PlanFile file;
    private final JobSubmission job;
    private final Display display;

    Recovery(Jobs jobs, RecoverOptions options, PlanFile file, JobSubmission job, Display display) {
        this.jobs = jobs;
        this.options = options;
        this.file = file;
        this.job = job;
        this.display = display;
    }

    /** Returns the exit status. */
    int run() throws UsageException, IOException, InterruptedException {
        String id = submitted();
        Durations before = Durations.of(options.data(), options.noop());
        JobStatus completed = watch(id, before, JobState.COMPLETED);
        List<TaskStatus> tasks = tasks(id);
        Durations measured = before.with(tasks);
        measured.write(options.data());
        tell(completed, tasks);
        if (completed.state() == JobState.COMPLETED) {
            display.tell("report: " + Report.of(completed, tasks, options).write(options.data()));
        }
        end(id, measured, completed);
        return exit(completed);
    }

    private void end(String id, Durations measured, JobStatus completed) throws IOException, InterruptedException {
        Optional<Command> next = next(completed);
        boolean undecided = completed.state() == JobState.COMPLETED;
        if (undecided && next.isEmpty()) {
            display.tell("it stays as it is; the same command with --confirm keeps it, with --rollback undoes it");
            return;
        }
        if (undecided) {
            require(jobs.command(id, next.get(), ACTOR));
        }
        JobStatus finished = watch(id, measured, JobState.FINISHED);
        measured.with(tasks(id)).write(options.data()); // what undoing takes is estimated, too
        display.tell(
                finished.clearTasks().failed() > 0
                        ? "over; of what was to be undone "
                                + PlanFile.counted(finished.clearTasks().failed(), "task") + " had no success"
                        : "over; undone: "
                                + PlanFile.counted(finished.clearTasks().total(), "task"));
    }

    /** The job of an earlier call that is not over yet, or a new one. */
    private String submitted() throws UsageException, IOException, InterruptedException {
        String base = "recover-" + file.sha256().substring(0, 12) + (options.drill() ? "-drill" : "")
                + (options.noop() ? "-noop" : "") + "-";
        for (int run = 1; run <= MOST_RUNS; run++) {
            String id = base + run;
            Optional<JobStatus> before = answer(jobs.job(id));
            boolean over = before.map(found -> found.state().over())
                    .orElseGet(() -> Report.isThere(options.data(), id)); // jobs that are over are deleted in the end
            if (over) {
                continue;
            }
            if (before.isPresent()) {
                display.tell("goes on with job " + id);
            } else {
                tellShared();
            }
            Submitted answer = answer(jobs.submit(job.as(id), ACTOR));
            if (answer instanceof Submitted.Refused refused) {
                throw new UsageException(refusal(refused.faults()));
            }
            if (before.isEmpty()) {
                display.tell("job " + id);
            }
            return id;
        }
        throw new IOException("this plan has been carried out too often with this data folder: use another one");
    }

    /** Why the node does not take the job; the first fault, and how many there are besides. */
    static String refusal(List<Fault> faults) {
        Fault first = faults.get(0);
        String place = first.pointer().isEmpty() ? "" : " at " + first.pointer();
        String task = first.task().map(id -> " of task " + id).orElse("");
        String more = faults.size() == 1 ? "" : " (and " + PlanFile.counted(faults.size() - 1, "fault") + " more)";
        return "the job is refused: " + first.code() + place + task + ": " + first.message() + more;
    }

    /** What other jobs of this store have of what this one needs: it is used as it is, or waited for. */
    private void tellShared() throws IOException, InterruptedException {
        List<SharedKey> keys = job.tasks().stream()
                .map(TaskSpec::shared)
                .flatMap(Optional::stream)
                .map(SharedUse::key)
                .toList();
        List<SharedStatus> present = answer(jobs.shared(keys));
        present.stream()
                .limit(MOST_SHARED_SHOWN)
                .forEach(shared -> display.tell(shared.key() + ": " + NodeView.Now.of(shared)));
        if (present.size() > MOST_SHARED_SHOWN) {
            display.tell("and " + PlanFile.counted(present.size() - MOST_SHARED_SHOWN, "resource")
                    + " more that other jobs have made or make");
        }
    }

    /** Shows the job until it is in a state, or past it. */
    private JobStatus watch(String id, Durations measured, JobState until) throws IOException, InterruptedException {
        while (true) {
            Optional<JobStatus> status = answer(jobs.job(id));
            if (status.isEmpty()) {
                throw new IOException("job " + id + " is gone");
            }
            if (status.get().state().compareTo(until) >= 0 && status.get().state() != JobState.CLEAR_FAILED) {
                return status.get();
            }
            display.show(Snapshot.of(status.get(), tasks(id), PlanFile.plans(), measured.byType()));
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private List<TaskStatus> tasks(String id) throws IOException, InterruptedException {
        return answer(jobs.tasks(id)).orElse(List.of());
    }

    private Optional<Command> next(JobStatus completed) {
        if (options.drill() || options.after() == RecoverOptions.After.ROLLBACK) {
            return Optional.of(new Command.Rollback());
        }
        boolean some = completed.result().equals(Optional.of(JobResult.SUCCESS))
                || completed.result().equals(Optional.of(JobResult.PARTIAL_SUCCESS));
        return options.after() == RecoverOptions.After.CONFIRM && some
                ? Optional.of(new Command.Confirm())
                : Optional.empty();
    }

    private void require(CompletionStage<Commanded> stage) throws IOException, InterruptedException {
        if (answer(stage) instanceof Commanded.Refused refused) {
            throw new IOException("the job refuses that: " + refused.reason());
        }
    }

    private void tell(JobStatus completed, List<TaskStatus> tasks) {
        Table table = new Table("no instances", "instance", "result", "#after", "why");
        Instant begun = completed.startedAt().orElse(completed.submittedAt());
        tasks.stream()
                .filter(task ->
                        task.spec().goal() && !ReverseTask.isReverse(task.spec().id()))
                .forEach(task -> table.row(
                        task.spec().id(),
                        task.result().map(result -> words(result.name())).orElse("none"),
                        task.finishedAt()
                                .map(end ->
                                        Text.span(Duration.between(begun, end).toMillis()))
                                .orElse(""),
                        task.why().map(why -> why.contents()).orElse("")));
        table.lines().forEach(display::tell);
        tellFailed(tasks);
        String within = completed
                .objective()
                .map(objective -> completed.elapsed().compareTo(objective) <= 0
                        ? ", within the objective of " + Text.span(objective.toMillis())
                        : ", beyond the objective of " + Text.span(objective.toMillis()))
                .orElse("");
        display.tell(completed.result().map(result -> words(result.name())).orElse("no result") + " after "
                + Text.span(completed.elapsed().toMillis()) + within);
    }

    /** What kept instances from being recovered: they only say that they were ignored. */
    private void tellFailed(List<TaskStatus> tasks) {
        List<TaskStatus> failed = tasks.stream()
                .filter(task -> task.result().equals(Optional.of(TaskResult.FAILED)))
                .filter(task -> !task.spec().goal()
                        && !ReverseTask.isReverse(task.spec().id()))
                .toList();
        failed.stream()
                .limit(MOST_FAILED_SHOWN)
                .forEach(task -> display.tell(task.spec().id() + " failed: "
                        + task.why().map(why -> why.contents()).orElse("without a reason")));
        if (failed.size() > MOST_FAILED_SHOWN) {
            display.tell("and " + PlanFile.counted(failed.size() - MOST_FAILED_SHOWN, "task") + " more failed");
        }
    }

    private static String words(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static int exit(JobStatus completed) {
        return switch (completed.result().orElse(JobResult.FAILED)) {
            case SUCCESS -> RecoveryCommand.EXIT_DONE;
            case PARTIAL_SUCCESS -> RecoveryCommand.EXIT_PARTIAL;
            default -> RecoveryCommand.EXIT_FAILED;
        };
    }

    private static <T> T answer(CompletionStage<T> stage) throws IOException, InterruptedException {
        try {
            return stage.toCompletableFuture().get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw new IOException(String.valueOf(failed.getCause().getMessage()), failed);
        } catch (TimeoutException late) {
            throw new IOException("the node does not answer", late);
        }
    }
}
