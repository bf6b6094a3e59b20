package io.patchbay.migrator.internal.work;

import io.patchbay.api.Attributes;
import io.patchbay.api.hotswap.Lease;
import io.patchbay.api.recovery.Attempt;
import io.patchbay.api.recovery.JobType;
import io.patchbay.api.recovery.Message;
import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.TaskFailedException;
import io.patchbay.api.recovery.TaskHandler;
import io.patchbay.api.recovery.UnresolvedReferenceException;
import io.patchbay.migrator.internal.seal.Redaction;
import io.patchbay.migrator.internal.seal.Sealing;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt on this node: resolves the input, looks for what earlier attempts have made, and has the handler perform. What the
 * handler says is told without the secrets that it was given. Told exactly once how it went, by itself or by whoever gave it up.
 * Thread-safe; runs on one thread of the workers.
 */
public final class AttemptRun implements Attempt, Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(AttemptRun.class);

    private final Facts facts;
    private final Lease<TaskHandler> lease;
    private final Inputs inputs;
    private final Consumer<Outcome> onEnd;
    private final AtomicBoolean told = new AtomicBoolean();
    private volatile Attributes input = Attributes.NONE;
    private volatile Redaction redaction = Redaction.NONE;
    private volatile boolean cancelled;
    private volatile double fraction = -1;
    private Optional<Thread> thread = Optional.empty(); // guarded by this

    /** What is known of an attempt before it begins. */
    public record Facts(
            String job,
            String task,
            String type,
            JobType jobType,
            String cluster,
            Optional<String> target,
            int number,
            long epoch,
            String idempotencyKey) {}

    /** Resolves the input and opens what it hides; may block for a bounded time. */
    public interface Inputs {
        Sealing.Opened resolve() throws UnresolvedReferenceException, TaskFailedException, InterruptedException;
    }

    /** How an attempt went. */
    public sealed interface Outcome {
        /**
         * It is made.
         *
         * @param found whether an earlier attempt had made it
         */
        record Succeeded(Output output, boolean found) implements Outcome {}

        /**
         * It is not made.
         *
         * @param retryable whether another attempt may succeed
         */
        record Failed(Message reason, boolean retryable) implements Outcome {}

        /** The handler did not return in time. */
        record Unknown() implements Outcome {}
    }

    public AttemptRun(Facts facts, Lease<TaskHandler> lease, Inputs inputs, Consumer<Outcome> onEnd) {
        this.facts = facts;
        this.lease = lease;
        this.inputs = inputs;
        this.onEnd = onEnd;
    }

    @Override
    public void run() {
        synchronized (this) {
            thread = Optional.of(Thread.currentThread());
        }
        Outcome outcome;
        try {
            outcome = attempt();
        } catch (Throwable thrown) { // a handler's Error too: the task must not wait for ever
            Throwable told = redaction.of(thrown);
            lease.fault(told);
            LOG.warn("job={} task={} handler {} failed", facts.job, facts.task, lease.label(), told);
            outcome = new Outcome.Failed(new Message(facts.type + ".fault", String.valueOf(told)), true);
        } finally {
            synchronized (this) {
                thread = Optional.empty();
            }
            boolean interrupted = Thread.interrupted(); // the thread serves others after this
            LOG.trace("interrupted={}", interrupted);
            lease.close();
        }
        tell(outcome);
    }

    private Outcome attempt() {
        try {
            Sealing.Opened opened = inputs.resolve();
            redaction = opened.redaction();
            input = opened.values();
            TaskHandler handler = lease.plugin();
            if (facts.number > 1) {
                Optional<Output> found = handler.find(this);
                if (found.isPresent()) {
                    return new Outcome.Succeeded(told(found.get()), true);
                }
            }
            return new Outcome.Succeeded(
                    told(Optional.ofNullable(handler.perform(this)).orElse(Output.NONE)), false);
        } catch (UnresolvedReferenceException unresolved) {
            return new Outcome.Failed(new Message("unresolved-reference", unresolved.getMessage()), false);
        } catch (TaskFailedException failed) {
            return new Outcome.Failed(redaction.of(failed.reason()), failed.isRetryable());
        } catch (CompletionException unread) {
            return new Outcome.Failed(new Message("output-unavailable", String.valueOf(unread.getMessage())), true);
        } catch (InterruptedException interrupted) {
            return new Outcome.Failed(
                    new Message(
                            cancelled ? "timed-out" : "interrupted",
                            cancelled ? "the attempt took longer than it may" : "the node was stopping"),
                    true);
        }
    }

    /** Outputs are kept and shown as they are. */
    private Output told(Output output) {
        return redaction.of(Sealing.shown(facts.type, output));
    }

    /** Has it end. */
    public void cancel() {
        cancelled = true;
        synchronized (this) {
            thread.ifPresent(Thread::interrupt);
        }
    }

    /** Waits for it no more: its lease is closed when it ends, and nobody listens. */
    public void abandon() {
        tell(new Outcome.Unknown());
    }

    private void tell(Outcome outcome) {
        if (told.compareAndSet(false, true)) {
            onEnd.accept(outcome);
        }
    }

    /** How far its handler says it has come; empty if it says nothing. */
    public Optional<Double> progress() {
        double now = fraction;
        return now < 0 ? Optional.empty() : Optional.of(now);
    }

    @Override
    public String job() {
        return facts.job;
    }

    @Override
    public String task() {
        return facts.task;
    }

    @Override
    public String type() {
        return facts.type;
    }

    @Override
    public JobType jobType() {
        return facts.jobType;
    }

    @Override
    public String cluster() {
        return facts.cluster;
    }

    @Override
    public Optional<String> target() {
        return facts.target;
    }

    @Override
    public Attributes input() {
        return input;
    }

    @Override
    public int number() {
        return facts.number;
    }

    @Override
    public long epoch() {
        return facts.epoch;
    }

    @Override
    public String idempotencyKey() {
        return facts.idempotencyKey;
    }

    @Override
    public void progress(double done, String message) {
        fraction = Math.max(0, Math.min(1, done));
        if (LOG.isDebugEnabled()) {
            LOG.debug("job={} task={} {} {}", facts.job, facts.task, done, redaction.of(message));
        }
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }
}
