package io.patchbay.migrator.internal.model;

import io.patchbay.api.recovery.Message;
import io.patchbay.api.recovery.TaskResult;
import io.patchbay.api.recovery.TaskState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A task's entry. A task without one is waiting and was never begun. Immutable.
 *
 * @param state where it is
 * @param result how it ended
 * @param owner the worker that claimed it last; empty if there was none
 * @param node the node of that worker
 * @param attempt how many attempts were begun in this run
 * @param spent how many of them no longer count, since an operator had the task tried again
 * @param run counts how often the task was reset after a success: another run makes another thing
 * @param handler name and version of the newest attempt's handler
 * @param startedAt when that attempt began
 * @param finishedAt when it ended
 * @param retryAt when the next may begin
 * @param why why it is where it is
 * @param failedDependencies why it was ignored
 * @param output what it made; never in the log
 */
public record TaskRecord(
        TaskState state,
        Optional<TaskResult> result,
        String owner,
        String node,
        int attempt,
        int spent,
        int run,
        String handler,
        Optional<Instant> startedAt,
        Optional<Instant> finishedAt,
        Optional<Instant> retryAt,
        Optional<Message> why,
        List<String> failedDependencies,
        Optional<StoredOutput> output) {
    /** Of a task that was never begun. */
    public static final TaskRecord FRESH = new TaskRecord(
            TaskState.WAITING,
            Optional.empty(),
            "",
            "",
            0,
            0,
            0,
            "",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty());

    /** Whether tasks that depend on it may begin. */
    public boolean satisfied() {
        return result.filter(TaskResult::satisfies).isPresent();
    }

    /** How many attempts count. */
    public int tried() {
        return attempt - spent;
    }

    public boolean done() {
        return state == TaskState.DONE;
    }

    /** Claimed for another attempt. */
    public TaskRecord claimed(String worker, String workerNode, String handlerLabel, Instant now) {
        return new TaskRecord(
                TaskState.RUNNING,
                Optional.empty(),
                worker,
                workerNode,
                attempt + 1,
                spent,
                run,
                handlerLabel,
                Optional.of(now),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    /** Ended with a result. */
    public TaskRecord ended(TaskResult how, Optional<Message> reason, Optional<StoredOutput> made, Instant now) {
        return new TaskRecord(
                TaskState.DONE,
                Optional.of(how),
                owner,
                node,
                attempt,
                spent,
                run,
                handler,
                startedAt,
                Optional.of(now),
                Optional.empty(),
                reason,
                List.of(),
                made);
    }

    /** Never to be begun, because of others. */
    public TaskRecord ignored(List<String> because, Instant now) {
        return new TaskRecord(
                TaskState.DONE,
                Optional.of(TaskResult.IGNORED),
                owner,
                node,
                attempt,
                spent,
                run,
                handler,
                startedAt,
                Optional.of(now),
                Optional.empty(),
                Optional.empty(),
                because,
                Optional.empty());
    }

    /** To be tried again. */
    public TaskRecord waitingUntil(Instant later, Message reason) {
        return new TaskRecord(
                TaskState.WAITING,
                Optional.empty(),
                "",
                node,
                attempt,
                spent,
                run,
                handler,
                startedAt,
                Optional.empty(),
                Optional.of(later),
                Optional.of(reason),
                List.of(),
                Optional.empty());
    }

    /**
     * As if never begun, but for what its next attempt must know. The attempts count on where the outcome of the last one may have
     * left something, so that the next one looks for it.
     */
    public TaskRecord reset() {
        boolean again = satisfied();
        return new TaskRecord(
                TaskState.WAITING,
                Optional.empty(),
                "",
                node,
                again ? 0 : attempt,
                again ? 0 : attempt,
                again ? run + 1 : run,
                handler,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    /** The same as the log has it. */
    public TaskRecord withoutOutput() {
        return output.isEmpty()
                ? this
                : new TaskRecord(
                        state,
                        result,
                        owner,
                        node,
                        attempt,
                        spent,
                        run,
                        handler,
                        startedAt,
                        finishedAt,
                        retryAt,
                        why,
                        failedDependencies,
                        Optional.empty());
    }

    public Map<String, Object> toJson() {
        Members.Collector members = new Members.Collector()
                .with("state", state.name())
                .withChoice("result", result)
                .withText("owner", owner)
                .withText("node", node)
                .withWhole("attempt", attempt)
                .withWhole("spent", spent)
                .withWhole("run", run)
                .withText("handler", handler)
                .withInstant("startedAt", startedAt)
                .withInstant("finishedAt", finishedAt)
                .withInstant("retryAt", retryAt)
                .withTexts("failedDependencies", failedDependencies);
        why.ifPresent(told -> members.with("code", told.code()).with("contents", told.contents()));
        output.ifPresent(made -> members.with("output", made.toJson()));
        return members.done();
    }

    public static TaskRecord of(Members members) {
        return new TaskRecord(
                members.choice("state", TaskState.class).orElse(TaskState.WAITING),
                members.choice("result", TaskResult.class),
                members.text("owner"),
                members.text("node"),
                members.small("attempt"),
                members.small("spent"),
                members.small("run"),
                members.text("handler"),
                members.instant("startedAt"),
                members.instant("finishedAt"),
                members.instant("retryAt"),
                members.optionalText("code").map(code -> new Message(code, members.text("contents"))),
                members.texts("failedDependencies"),
                members.object("output").map(StoredOutput::of));
    }
}
