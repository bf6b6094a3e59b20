package io.patchbay.volumes.internal;

import io.patchbay.api.Attributes;
import io.patchbay.api.recovery.Attempt;
import io.patchbay.api.recovery.JobType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;

/** An attempt at one task that notes how far it has come; a test says what happens then. Confined to one thread. */
final class WatchedAttempt implements Attempt {
    static final String KEY = "0123456789abcdef".repeat(4);
    static final String COPY = "patchbay-" + KEY.substring(0, 40);

    final List<Double> fractions = new ArrayList<>();
    private final long epoch;
    private final DoubleConsumer onProgress;
    private boolean cancelled;

    WatchedAttempt(long epoch, DoubleConsumer onProgress) {
        this.epoch = epoch;
        this.onProgress = onProgress;
    }

    static WatchedAttempt first() {
        return of(1);
    }

    static WatchedAttempt of(long epoch) {
        return new WatchedAttempt(epoch, fraction -> {});
    }

    /** Cancelled when so much is done. */
    static WatchedAttempt cancelledAt(long epoch, double least) {
        WatchedAttempt[] attempt = new WatchedAttempt[1];
        attempt[0] = new WatchedAttempt(epoch, fraction -> attempt[0].cancelled = fraction >= least);
        return attempt[0];
    }

    @Override
    public String job() {
        return "job";
    }

    @Override
    public String task() {
        return "copy.v";
    }

    @Override
    public String type() {
        return "copy.volume";
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
    public Attributes input() {
        return Attributes.NONE;
    }

    @Override
    public int number() {
        return (int) epoch;
    }

    @Override
    public long epoch() {
        return epoch;
    }

    @Override
    public String idempotencyKey() {
        return KEY;
    }

    @Override
    public void progress(double fraction, String message) {
        fractions.add(fraction);
        onProgress.accept(fraction);
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }
}
