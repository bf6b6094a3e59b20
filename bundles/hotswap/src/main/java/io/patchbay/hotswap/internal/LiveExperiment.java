package io.patchbay.hotswap.internal;

import io.patchbay.api.hotswap.Difference;
import io.patchbay.api.hotswap.Experiment;
import io.patchbay.api.hotswap.ExperimentRun;
import io.patchbay.api.hotswap.ExperimentStatus;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/** One experiment, and what it has shown since the node began with it. Thread-safe. */
final class LiveExperiment implements ExperimentRun {
    private final Experiment experiment;
    private final Instant since;
    private final IntSupplier faultLimit;
    private final Consumer<LiveExperiment> onEnd;
    private final LongAdder answered = new LongAdder();
    private final LongAdder differed = new LongAdder();
    private final LongAdder skipped = new LongAdder();
    private final AtomicLong faults = new AtomicLong();
    private final Deque<Difference> differences = new ArrayDeque<>(); // guarded by itself, newest first
    private final AtomicBoolean ending = new AtomicBoolean();
    private volatile Optional<String> lastFault = Optional.empty();
    private volatile Optional<String> ended = Optional.empty();
    private volatile boolean on = true;
    private volatile Set<Long> bundles = Set.of();

    /**
     * @param faultLimit how many faults are one too many
     * @param onEnd told once if it ends for its faults, by whoever reports the last one; must be short
     */
    LiveExperiment(Experiment experiment, Instant since, IntSupplier faultLimit, Consumer<LiveExperiment> onEnd) {
        this.experiment = experiment;
        this.since = since;
        this.faultLimit = faultLimit;
        this.onEnd = onEnd;
    }

    /** The operator ended it. */
    void stop() {
        on = false;
    }

    /** When the operator began it. */
    Instant since() {
        return since;
    }

    /** In which bundles the candidate was seen last; none before it was seen. */
    Set<Long> bundles() {
        return bundles;
    }

    void foundIn(Set<Long> now) {
        bundles = Set.copyOf(now);
    }

    ExperimentStatus status() {
        List<Difference> newest;
        synchronized (differences) {
            newest = List.copyOf(differences);
        }
        long different = differed.sum();
        return new ExperimentStatus(
                experiment,
                on,
                ended,
                since,
                answered.sum() + different,
                different,
                skipped.sum(),
                faults.get(),
                lastFault,
                newest);
    }

    @Override
    public Experiment experiment() {
        return experiment;
    }

    @Override
    public boolean isOn() {
        return on;
    }

    @Override
    public void answered() {
        answered.increment();
    }

    @Override
    public void differed(Difference difference) {
        differed.increment();
        synchronized (differences) {
            if (differences.size() == ExperimentStatus.MAX_DIFFERENCES) {
                differences.removeLast();
            }
            differences.addFirst(difference);
        }
    }

    @Override
    public void skipped(long decisions) {
        skipped.add(decisions);
    }

    @Override
    public void fault(String reason) {
        String line = Reasons.line(reason);
        lastFault = Optional.of(line);
        long count = faults.incrementAndGet();
        if (on
                && count >= faultLimit.getAsInt()
                && endsBecause("the candidate broke its contract " + count + " times, at last: " + line)) {
            onEnd.accept(this);
        }
    }

    /** It ends by itself; @return whether it had not before */
    boolean endsBecause(String reason) {
        if (!ending.compareAndSet(false, true)) {
            return false;
        }
        ended = Optional.of(reason);
        on = false;
        return true;
    }
}
