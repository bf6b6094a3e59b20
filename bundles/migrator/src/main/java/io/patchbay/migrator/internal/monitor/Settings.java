package io.patchbay.migrator.internal.monitor;

import io.patchbay.api.recovery.TaskSpec;
import io.patchbay.migrator.internal.work.Permits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The configuration of the migrator, checked. Immutable.
 *
 * @param election which election is used
 * @param attemptsAtOnce how many attempts this node makes at once, four brief ones counting as one
 * @param attempts how many attempts a task has
 * @param firstRetry how long to wait before the second attempt; doubles from then on
 * @param longestRetry the longest such wait
 * @param timeout how long an attempt may take
 * @param rollbackAfter when a drill is rolled back by itself
 * @param clearRetry when a clear that failed is tried again
 * @param longestWait how long a drill may wait for its turn
 * @param retainFinished how long a finished job can be read
 * @param sweep how often everything is looked at, besides being told
 * @param special values for one type or target, by key
 */
public record Settings(
        String election,
        int attemptsAtOnce,
        int attempts,
        Duration firstRetry,
        Duration longestRetry,
        Duration timeout,
        Duration rollbackAfter,
        Duration clearRetry,
        Duration longestWait,
        Duration retainFinished,
        Duration sweep,
        Map<String, Integer> special) {
    static final String PID = "io.patchbay.migrator";

    /** @throws IllegalArgumentException naming the PID and the key */
    public Settings {
        if (election.isBlank()) {
            throw bad("election", "must name an election such as claim");
        }
        within("attemptsAtOnce", attemptsAtOnce, 1, 1000);
        within("attempts", attempts, 1, 100);
        within("firstRetryMillis", firstRetry.toMillis(), 1, 3_600_000);
        within("longestRetryMillis", longestRetry.toMillis(), firstRetry.toMillis(), 86_400_000);
        within("timeoutMillis", timeout.toMillis(), 1, 604_800_000);
        within("rollbackAfterMillis", rollbackAfter.toMillis(), 1, 604_800_000);
        within("clearRetryMillis", clearRetry.toMillis(), 1, 604_800_000);
        within("longestWaitMillis", longestWait.toMillis(), 1, 604_800_000);
        within("retainFinishedMillis", retainFinished.toMillis(), 0, 31_536_000_000L);
        within("sweepMillis", sweep.toMillis(), 100, 60_000);
        special = Map.copyOf(special);
        special.forEach((key, value) -> within(key, value, 1, 604_800_000));
    }

    public int attemptsOf(TaskSpec task) {
        return task.policy().attempts().orElseGet(() -> special.getOrDefault("attempts." + task.type(), attempts));
    }

    public Duration timeoutOf(TaskSpec task) {
        return task.policy().timeout().orElseGet(() -> Optional.ofNullable(special.get("timeoutMillis." + task.type()))
                .map(Duration::ofMillis)
                .orElse(timeout));
    }

    /** The caps that hold for a task. */
    public List<Permits.Cap> capsOf(TaskSpec task) {
        if (special.isEmpty()) {
            return List.of();
        }
        List<Permits.Cap> caps = new ArrayList<>(2);
        Optional.ofNullable(special.get("concurrency." + task.type()))
                .ifPresent(most -> caps.add(new Permits.Cap("type." + task.type(), most)));
        task.target()
                .map(target -> new Permits.Cap(
                        "target." + target,
                        special.getOrDefault(
                                "targetConcurrency." + target, special.getOrDefault("targetConcurrency", 0))))
                .filter(cap -> cap.most() > 0)
                .ifPresent(caps::add);
        return caps;
    }

    private static void within(String key, long value, long least, long most) {
        if (value < least || value > most) {
            throw bad(key, "must be within [" + least + ", " + most + "] but was " + value);
        }
    }

    private static IllegalArgumentException bad(String key, String reason) {
        return new IllegalArgumentException(PID + ": " + key + " " + reason);
    }
}
