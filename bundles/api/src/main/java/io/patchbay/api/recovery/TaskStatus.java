package io.patchbay.api.recovery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is seen of a task.
 *
 * @param spec the task as it was submitted; of a reverse task as it was made
 * @param state where it is
 * @param result how it ended
 * @param attempt how many attempts were begun
 * @param epoch of the newest claim; 0 if there was none
 * @param node the node that has it, or had it last
 * @param handler name and version of the handler of the newest attempt, for example {@code create.network 1.2.0}
 * @param startedAt when the newest attempt began
 * @param finishedAt when it ended
 * @param retryAt when the next attempt may begin
 * @param why why it is where it is: what it waits for, or why it failed
 * @param failedDependencies why it was ignored: which of its dependencies had no success, or the first 200 of them
 * @param progress how far its handler says it has come; only on the node that runs it
 * @param output what it made; empty where it was not asked for
 * @param operations which commands on tasks may be given for it now, and why the others may not; empty where it was not asked for
 */
public record TaskStatus(
        TaskSpec spec,
        TaskState state,
        Optional<TaskResult> result,
        int attempt,
        long epoch,
        Optional<String> node,
        Optional<String> handler,
        Optional<Instant> startedAt,
        Optional<Instant> finishedAt,
        Optional<Instant> retryAt,
        Optional<Message> why,
        List<String> failedDependencies,
        Optional<Double> progress,
        Optional<Output> output,
        List<OperationStatus> operations) {}
