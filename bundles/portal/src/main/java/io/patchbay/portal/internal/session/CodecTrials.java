package io.patchbay.portal.internal.session;

import io.patchbay.api.hotswap.Experiment;
import io.patchbay.api.hotswap.ExperimentRun;
import io.patchbay.api.hotswap.Slots;
import io.patchbay.api.portal.ProtocolVersion;
import io.patchbay.portal.internal.Alarms;
import io.patchbay.portal.internal.PlugInWatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/** What the operator tries of one version: follows the experiments of that scope. Thread-safe. */
final class CodecTrials {
    private final String version;
    private final Slots slots;
    private final PlugInWatch watch;
    private final Executor later;
    private final Alarms alarms;
    private final AtomicBoolean following = new AtomicBoolean();
    private volatile List<ExperimentRun> seen = List.of(); // of all versions; written while following, like the next
    private volatile List<CodecTrial> running = List.of();

    /** @param later runs comparisons, which nobody waits for */
    CodecTrials(String version, Slots slots, PlugInWatch watch, Executor later, Alarms alarms) {
        this.version = version;
        this.slots = slots;
        this.watch = watch;
        this.later = later;
        this.alarms = alarms;
    }

    /** Whether nothing is tried. Asked for every call. */
    boolean areNone() {
        if (slots.experiments(ProtocolExtensionPoint.KIND) != seen) { // the same list as long as none begins or ends
            follow();
        }
        return running.isEmpty();
    }

    /** What answers in the place of the codec that serves. */
    Optional<CodecTrial> canary(Place where) {
        return first(true, where);
    }

    /** What is compared with the codec that serves. */
    Optional<CodecTrial> shadow(Place where) {
        return first(false, where);
    }

    private Optional<CodecTrial> first(boolean canary, Place where) {
        for (CodecTrial trial : running) {
            if (trial.isCanary() == canary && trial.takes(where)) {
                return Optional.of(trial);
            }
        }
        return Optional.empty();
    }

    /** While one thread follows, the others go by what was tried before. */
    private void follow() {
        if (!following.compareAndSet(false, true)) {
            return;
        }
        try {
            List<ExperimentRun> now = slots.experiments(ProtocolExtensionPoint.KIND);
            List<CodecTrial> before = running;
            List<CodecTrial> after = new ArrayList<>();
            for (ExperimentRun run : now) {
                if (run.experiment().scope().equals(version)) {
                    after.add(find(before, run).orElseGet(() -> begin(run)));
                }
            }
            running = List.copyOf(after);
            seen = now;
            before.stream().filter(trial -> !after.contains(trial)).forEach(CodecTrial::close);
        } finally {
            following.set(false);
        }
    }

    private static Optional<CodecTrial> find(List<CodecTrial> trials, ExperimentRun run) {
        return trials.stream().filter(trial -> trial.isOf(run)).findFirst();
    }

    private CodecTrial begin(ExperimentRun run) {
        Experiment experiment = run.experiment();
        return new CodecTrial(
                run, slots.open(ProtocolVersion.class, experiment.name(), experiment.version()), watch, later, alarms);
    }

    void close() {
        running.forEach(CodecTrial::close);
        running = List.of();
    }
}
