package io.patchbay.volumes.internal;

import io.patchbay.api.recovery.Attempt;
import io.patchbay.api.recovery.TaskFailedException;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/**
 * How far an attempt has come with all its files, and whether it should go on. A byte counts twice: once it is copied, and once it
 * is verified. Confined to one thread.
 */
final class Progress {
    private static final double GIB = 1 << 30;

    private final Attempt attempt;
    private final BooleanSupplier closing;
    private final long total;
    private long copied;
    private long verified;

    /**
     * @param total bytes to copy
     * @param closing whether the copier is being stopped
     */
    Progress(Attempt attempt, BooleanSupplier closing, long total) {
        this.attempt = attempt;
        this.closing = closing;
        this.total = Math.max(1, total);
    }

    /** Returns if the attempt should go on. */
    void check() throws InterruptedException, TaskFailedException {
        if (Thread.interrupted() || attempt.isCancelled()) {
            throw new InterruptedException("the attempt was cancelled");
        }
        if (closing.getAsBoolean()) {
            throw Reasons.retryable(
                    attempt.type(), "copier_stopped", "the copier was stopped or replaced; another attempt goes on");
        }
    }

    void copied(long bytes) {
        copied += bytes;
        tell("copied", copied);
    }

    void verified(long bytes) {
        verified += bytes;
        tell("verified", verified);
    }

    private void tell(String what, long bytes) {
        attempt.progress(
                (copied + verified) / 2.0 / total,
                String.format(Locale.ROOT, "%s %.2f of %.2f GiB", what, bytes / GIB, total / GIB));
    }
}
