package io.patchbay.placement.internal;

import io.patchbay.api.hotswap.Difference;
import io.patchbay.api.hotswap.Experiment;
import io.patchbay.api.hotswap.ExperimentRun;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** An experiment that ends with its third fault. Thread-safe. */
final class TestRun implements ExperimentRun {
    final AtomicInteger answered = new AtomicInteger();
    final AtomicLong skipped = new AtomicLong();
    final List<Difference> differences = new CopyOnWriteArrayList<>();
    final List<String> faults = new CopyOnWriteArrayList<>();
    volatile boolean on = true;
    private final Experiment experiment;

    TestRun(Experiment experiment) {
        this.experiment = experiment;
    }

    /** How many decisions were compared, or would have been. */
    long seen() {
        return answered.get() + differences.size() + skipped.get();
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
        answered.incrementAndGet();
    }

    @Override
    public void differed(Difference difference) {
        differences.add(difference);
    }

    @Override
    public void skipped(long decisions) {
        skipped.addAndGet(decisions);
    }

    @Override
    public void fault(String reason) {
        faults.add(reason);
        if (faults.size() == 3) {
            on = false;
        }
    }
}
