package io.patchbay.contract;

import io.patchbay.api.Attributes;
import io.patchbay.api.recovery.Attempt;
import io.patchbay.api.recovery.JobType;
import java.util.Optional;
import java.util.UUID;

/**
 * An attempt at a made-up task, for tests of handlers. Immutable.
 *
 * @param input what the task is given
 * @param number counts the attempts, from 1
 * @param idempotencyKey the same for all attempts at one task; 64 hex digits
 */
public record TrialAttempt(Attributes input, int number, String idempotencyKey) implements Attempt {
    /** The first attempt at a task of its own. */
    public static TrialAttempt of(Attributes input) {
        return new TrialAttempt(input, 1, digits() + digits());
    }

    /** Another attempt at the same task, as after a crash. */
    public TrialAttempt again() {
        return new TrialAttempt(input, number + 1, idempotencyKey);
    }

    private static String digits() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    @Override
    public String job() {
        return "job";
    }

    @Override
    public String task() {
        return "task";
    }

    @Override
    public String type() {
        return "example.type";
    }

    @Override
    public JobType jobType() {
        return JobType.SIMULATION;
    }

    @Override
    public String cluster() {
        return "site-b";
    }

    @Override
    public Optional<String> target() {
        return Optional.empty();
    }

    @Override
    public long epoch() {
        return number;
    }

    @Override
    public void progress(double fraction, String message) {
        // nobody watches
    }

    @Override
    public boolean isCancelled() {
        return false;
    }
}
