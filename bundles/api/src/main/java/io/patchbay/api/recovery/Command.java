package io.patchbay.api.recovery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What an operator wants of a job. When each may be given is in {@code docs/recovery.md#operations}. */
public sealed interface Command {
    /**
     * Begin no further task.
     *
     * @param resumeAt when to go on by itself, 30 to 180 minutes from now; empty: in 60 minutes. Of a paused job: the new time
     */
    record Pause(Optional<Instant> resumeAt) implements Command {}

    /** Go on after a pause. */
    record Resume() implements Command {}

    /** Begin no further task at all. */
    record Cancel() implements Command {}

    /**
     * Run again what has failed, in a completed real job.
     *
     * @param goals of these goals and all they need; empty: of all
     */
    record Retry(List<String> goals) implements Command {
        /** Copies the list. */
        public Retry {
            goals = List.copyOf(goals);
        }
    }

    /** Undo everything that succeeded; after a clear that failed: try the rest again. */
    record Rollback() implements Command {}

    /** Give up undoing the rest. */
    record IgnoreRollback() implements Command {}

    /** Keep what successful goals need, undo the rest; after a clear that failed: try the rest again. */
    record Confirm() implements Command {}

    /** Undo everything after a confirmation that failed. */
    record CancelConfirm() implements Command {}

    /**
     * Take one task out that is not running and has no success: what depends on it goes on as after a success.
     *
     * @param task its id
     * @param output what dependents find instead of its output
     */
    record Skip(String task, Optional<Output> output) implements Command {}

    /**
     * Run one task again that has a result, and everything that follows it.
     *
     * @param task its id
     */
    record Rerun(String task) implements Command {}
}
