package io.patchbay.migrator.internal.monitor;

import io.patchbay.api.Attributes;
import io.patchbay.api.coordination.EntryChange;
import io.patchbay.api.recovery.Attempt;
import io.patchbay.api.recovery.JobState;
import io.patchbay.api.recovery.Message;
import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.ReverseTask;
import io.patchbay.api.recovery.TaskKey;
import io.patchbay.api.recovery.TaskResult;
import io.patchbay.api.recovery.TaskSpec;
import io.patchbay.migrator.internal.audit.LogLine;
import io.patchbay.migrator.internal.model.JobRecord;
import io.patchbay.migrator.internal.model.StoredOutput;
import io.patchbay.migrator.internal.model.TaskRecord;
import io.patchbay.migrator.internal.shared.SharedRules;
import io.patchbay.migrator.internal.shared.SharedView;
import io.patchbay.migrator.internal.store.Paths;
import io.patchbay.migrator.internal.store.Unit;
import io.patchbay.migrator.internal.work.AttemptRun;
import io.patchbay.migrator.internal.work.Permits;
import io.patchbay.support.Backoff;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs attempts at tasks that this node has claimed, and commits how they went: only at the version that the claim made. If somebody
 * has claimed the task since, the result is dropped, and the log says so. Confined to the job's executor.
 */
final class Finisher implements Dispatcher.Starter {
    private static final Logger LOG = LoggerFactory.getLogger(Finisher.class);
    private static final Duration PATIENCE = Duration.ofSeconds(Attempt.CANCELLATION_SECONDS);
    private static final int MOST_SHARED_BYTES = 200 * 1024;

    private final Context context;
    private final Replica replica;
    private final JobLoop loop;
    private final Inputs inputs;
    private Dispatcher dispatcher; // set once, before anything is begun

    Finisher(Context context, Replica replica, JobLoop loop, Inputs inputs) {
        this.context = context;
        this.replica = replica;
        this.loop = loop;
        this.inputs = inputs;
    }

    void releasesTo(Dispatcher owner) {
        dispatcher = owner;
    }

    @Override
    public void start(Held task, TaskRecord claimed, int version) {
        TaskSpec spec = task.spec();
        JobRecord.Facts job = replica.job().facts();
        AttemptRun.Facts facts = new AttemptRun.Facts(
                job.id(),
                spec.id(),
                spec.type(),
                job.type(),
                job.cluster(),
                spec.target(),
                claimed.attempt(),
                version + 1L,
                keyOf(job.plan(), spec.id(), claimed.run()));
        AttemptRun.Inputs input = inputs.of(replica, spec);
        Instant now = context.clock().instant();
        long begun = now.toEpochMilli();
        AttemptRun run = new AttemptRun(facts, task.handler(), input, outcome -> {
            boolean made = outcome instanceof AttemptRun.Outcome.Succeeded succeeded && !succeeded.found();
            context.durations().ended(spec.type(), context.clock().millis() - begun, made);
            loop.execute(() -> ended(task, claimed, version, outcome));
        });
        task.running(run, now, now.plus(context.settings().get().timeoutOf(spec)));
        try {
            context.attempts().execute(run);
        } catch (RejectedExecutionException exhausted) {
            LOG.warn("job={} task={} finds no thread", job.id(), spec.id(), exhausted);
            task.handler().close();
            failed(task, claimed, version, new Message("no-thread", "too many attempts do not end"), true);
        }
    }

    /** Looks after the attempts that take too long, or were taken from this node. */
    void tick(Iterable<Held> held) {
        Instant now = context.clock().instant();
        for (Held task : held) {
            task.tick(now, PATIENCE);
            task.runsFor(now)
                    .ifPresent(soFar -> context.durations().lasts(task.spec().type(), soFar.toMillis()));
            if (task.run().isPresent()
                    && task.table().version(task.number()) + 1
                            > task.run().get().epoch()) {
                task.lost(now, PATIENCE);
            }
        }
    }

    private void ended(Held task, TaskRecord claimed, int version, AttemptRun.Outcome outcome) {
        if (outcome instanceof AttemptRun.Outcome.Succeeded succeeded) {
            store(task, claimed, version, succeeded);
        } else if (outcome instanceof AttemptRun.Outcome.Failed failed) {
            failed(task, claimed, version, failed.reason(), failed.retryable());
        } else {
            Message why =
                    new Message("no-answer", "its handler did not return within its time: what it did is not known");
            finish(
                    task,
                    claimed.ended(TaskResult.UNKNOWN, Optional.of(why), Optional.empty(), now()),
                    version,
                    Optional.empty());
        }
        dispatcher.leave(task);
    }

    private void store(Held task, TaskRecord claimed, int version, AttemptRun.Outcome.Succeeded succeeded) {
        Output output = succeeded.output();
        boolean shares = task.spec().shared().isPresent()
                && !ReverseTask.isReverse(task.spec().id());
        try {
            if (shares) {
                context.store().requireAtMost(output, MOST_SHARED_BYTES);
            }
            context.store()
                    .store(replica.id(), output)
                    .whenComplete((stored, failed) -> loop.execute(() -> {
                        if (failed != null) {
                            LOG.debug("job={} an output is stored again", replica.id(), failed);
                            loop.later(Duration.ofMillis(500), () -> store(task, claimed, version, succeeded));
                        } else {
                            succeeded(task, claimed, version, stored, output);
                        }
                    }));
        } catch (IllegalArgumentException tooLarge) {
            failed(task, claimed, version, new Message("output-too-large", tooLarge.getMessage()), false);
        }
    }

    private void succeeded(Held task, TaskRecord claimed, int version, StoredOutput stored, Output output) {
        TaskRecord ended = claimed.ended(TaskResult.SUCCESS, output.message(), Optional.of(stored), now());
        finish(task, ended, version, Optional.of(output));
    }

    private void failed(Held task, TaskRecord claimed, int version, Message reason, boolean retryable) {
        Settings settings = context.settings().get();
        boolean again = retryable
                && claimed.tried() < settings.attemptsOf(task.spec())
                && (replica.state() == JobState.RUNNING
                        || replica.state() == JobState.PAUSED
                        || replica.state() == JobState.CLEARING);
        if (again) {
            Duration pause = new Backoff(settings.firstRetry(), settings.longestRetry(), new SecureRandom())
                    .after(claimed.tried() - 1);
            finish(task, claimed.waitingUntil(now().plus(pause), reason), version, Optional.empty());
        } else {
            finish(
                    task,
                    claimed.ended(TaskResult.FAILED, Optional.of(reason), Optional.empty(), now()),
                    version,
                    Optional.empty());
        }
    }

    private void finish(Held task, TaskRecord record, int version, Optional<Output> output) {
        TaskSpec spec = task.spec();
        if (isUnseen(spec) && task.looksAgain()) {
            lookAndFinish(task, record, version, output);
            return;
        }
        List<EntryChange> shared = sharedChanges(spec, record, output);
        List<EntryChange> changes = new ArrayList<>();
        changes.add(loop.write(spec.id(), version, record));
        changes.addAll(shared);
        changes.addAll(Permits.returning(task.permits(), task.permitted()));
        String code = spec.type() + "."
                + record.result()
                        .map(result -> result.name().toLowerCase(java.util.Locale.ROOT))
                        .orElse("retry");
        LogLine line = LogLine.ofTask(
                now(),
                LogLine.MIGRATOR,
                code,
                spec.id(),
                version + 1,
                record,
                record.why().map(Message::contents).orElse(""));
        loop.commit(new Unit(changes, List.of(line)), conflict -> {
            if (conflict.isEmpty()) {
                loop.sharedMade(spec, shared);
                dispatcher.release(task);
                output.ifPresent(made -> inputs.remember(spec.id(), made.values(), version + 1));
                loop.ended();
            } else if (conflict.get().index() == 0) {
                fenced(task, version);
            } else {
                if (conflict.get().index() > shared.size()) { // after the claim and what is shared come the permits
                    permitsAreGone(task);
                }
                again(task, record, version, output);
            }
        });
    }

    /** The claim holds, but what is shared, or a permit, is not as it was seen. */
    private void again(Held task, TaskRecord record, int version, Optional<Output> output) {
        if (task.spec().shared().isEmpty()) {
            finish(task, record, version, output);
        } else {
            lookAndFinish(task, record, version, output);
        }
    }

    /** With the session that had taken them: there is nothing to give back but what this node has reserved. */
    private void permitsAreGone(Held task) {
        context.permits().returned(task.permits());
        task.permitsAreGone();
    }

    /** The claim has made its entry, or has seen it: without it, nobody would be told what was made. */
    private boolean isUnseen(TaskSpec spec) {
        return !ReverseTask.isReverse(spec.id())
                && spec.shared()
                        .filter(use -> context.shared().view(use.key()).isEmpty())
                        .isPresent();
    }

    private void lookAndFinish(Held task, TaskRecord record, int version, Optional<Output> output) {
        context.shared()
                .refreshWithContents(task.spec().shared().get().key())
                .whenComplete((done, failed) -> loop.later(
                        Duration.ofMillis(failed == null ? 1 : 500), () -> finish(task, record, version, output)));
    }

    private void fenced(Held task, int version) {
        TaskSpec spec = task.spec();
        LogLine line = LogLine.ofJob(
                now(),
                LogLine.MIGRATOR,
                spec.type() + ".fenced",
                "a result of task " + spec.id() + " at epoch " + (version + 1)
                        + " was dropped: it has been claimed since");
        EntryChange check = new EntryChange.Check(Paths.job(replica.id()), -1);
        loop.commit(new Unit(List.of(check), List.of(line)), conflict -> {
            dispatcher.release(task);
            loop.lookAgain(spec);
        });
    }

    private List<EntryChange> sharedChanges(TaskSpec spec, TaskRecord record, Optional<Output> output) {
        if (spec.shared().isEmpty() || !record.done()) {
            return List.of();
        }
        TaskKey key = new TaskKey(replica.id(), spec.id());
        Optional<SharedView> view = context.shared().view(spec.shared().get().key());
        boolean succeeded = record.satisfied();
        if (ReverseTask.isReverse(spec.id())) {
            return succeeded
                    ? SharedRules.deleted(
                            key,
                            view,
                            context.shared().within(spec.shared().get().key()))
                    : List.of();
        }
        if (view.isEmpty()) {
            return List.of();
        }
        return succeeded
                ? SharedRules.succeeded(view.get(), output.orElse(Output.of(Attributes.NONE)))
                : SharedRules.failed(key, view.get());
    }

    private Instant now() {
        return context.clock().instant();
    }

    /**
     * The same for all attempts that should make the same thing. The place of the graph is another for each job that was ever
     * accepted, in this store or any other: a job's id is not, and two of one id would take each other's things for their own.
     */
    private static String keyOf(JobRecord.PlanPlace job, String task, int run) {
        try {
            byte[] text = (job.path() + "\n" + task + "\n" + run).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
