package io.patchbay.migrator.internal.control;

import io.patchbay.api.recovery.Command;
import io.patchbay.api.recovery.Commanded;
import io.patchbay.api.recovery.OperationStatus;
import io.patchbay.migrator.internal.model.JobRecord;
import io.patchbay.migrator.internal.model.TaskRecord;
import io.patchbay.migrator.internal.work.TaskTable;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** Which operations may be given now, by the rules that judge them when they are given. No state. */
public final class Operations {
    private static final List<Command> OF_JOBS = List.of(
            new Command.Pause(Optional.empty()),
            new Command.Resume(),
            new Command.Cancel(),
            new Command.Retry(List.of()),
            new Command.Rollback(),
            new Command.Confirm(),
            new Command.CancelConfirm(),
            new Command.IgnoreRollback());

    private Operations() {}

    /** How operators write a command. */
    public static String nameOf(Command command) {
        return command.getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT);
    }

    /**
     * The operations on a job, all of them, always in the same order.
     *
     * @param forward its tasks
     */
    public static List<OperationStatus> ofJob(JobRecord job, TaskTable forward, Instant now) {
        return OF_JOBS.stream()
                .map(command ->
                        status(command, Guards.refusal(job, command, now).or(() -> {
                            boolean retries = command instanceof Command.Retry;
                            return retries ? TaskGuards.retry(forward.counts().failed()) : Optional.empty();
                        })))
                .toList();
    }

    /**
     * The operations on one task.
     *
     * @param forward the tasks of its job that undo nothing
     */
    public static List<OperationStatus> ofTask(
            JobRecord job, TaskTable forward, String task, TaskRecord record, Instant now) {
        Command skip = new Command.Skip(task, Optional.empty());
        Command rerun = new Command.Rerun(task);
        OptionalInt number = forward.graph().number(task);
        return List.of(
                status(skip, Guards.refusal(job, skip, now).or(() -> TaskGuards.skip(record))),
                status(
                        rerun,
                        Guards.refusal(job, rerun, now)
                                .or(() -> number.isPresent()
                                        ? TaskGuards.rerun(job, forward, number.getAsInt())
                                        : Optional.empty()))); // there are reverse tasks only while a job is
        // cleared: then it is refused before
    }

    private static OperationStatus status(Command command, Optional<Commanded.Refused> refusal) {
        return new OperationStatus(nameOf(command), refusal);
    }
}
