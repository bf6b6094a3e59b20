package io.patchbay.portal.internal.session;

import io.patchbay.api.hotswap.Difference;
import io.patchbay.api.hotswap.Experiment;
import io.patchbay.api.hotswap.ExperimentRun;
import io.patchbay.api.hotswap.Slot;
import io.patchbay.api.portal.ProtocolVersion;
import io.patchbay.portal.internal.Alarms;
import io.patchbay.portal.internal.GuardedCalls;
import io.patchbay.portal.internal.PlugInWatch;
import io.patchbay.portal.internal.Substitutes;
import io.patchbay.support.hotswap.TriedSlot;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A codec that is tried beside the one that serves, or in its place. It is called on threads of its own, however often it was good:
 * whatever it does, the one that serves can still be asked, and the next comparison made. Thread-safe.
 */
final class CodecTrial {
    private final ExperimentRun run;
    private final Slot<ProtocolVersion> slot;
    private final CodecCalls candidate;
    private final Executor later;
    private final Alarms alarms;

    /**
     * @param slot of the candidate; closed with this
     * @param later runs comparisons, which nobody waits for
     */
    CodecTrial(ExperimentRun run, Slot<ProtocolVersion> slot, PlugInWatch watch, Executor later, Alarms alarms) {
        this.run = run;
        this.slot = slot;
        this.candidate = new CodecCalls(new TriedSlot<>(slot, run::fault), new GuardedCalls(watch, Substitutes.NONE));
        this.later = later;
        this.alarms = alarms;
    }

    boolean isOf(ExperimentRun other) {
        return run == other;
    }

    boolean isCanary() {
        return run.experiment().mode() == Experiment.Mode.CANARY;
    }

    /** Whether a client is one of those with whom it is tried. */
    boolean takes(Place where) {
        return run.isOn() && run.experiment().share().includes(where.room(), where.room(), where.service());
    }

    /** The candidate's answer; empty if it has none, so that the one that serves is to be asked. */
    <T> Optional<T> answer(Function<ProtocolVersion, T> operation) {
        try {
            T answer = candidate.onceApart(operation);
            run.answered();
            return Optional.of(answer);
        } catch (CodecException failed) {
            run.skipped(1); // its faults are counted by its slot
            return Optional.empty();
        }
    }

    /**
     * Has the candidate answer as well, later.
     *
     * @param active what counted
     * @param comparable what of the candidate's answer is to be the same
     */
    <T> void compare(
            Object active,
            Function<ProtocolVersion, T> operation,
            Function<T, Object> comparable,
            Supplier<String> subject) {
        Instant at = Instant.ofEpochMilli(alarms.now());
        try {
            later.execute(() -> compareNow(at, active, operation, comparable, subject));
        } catch (RejectedExecutionException behind) {
            run.skipped(1);
        }
    }

    private <T> void compareNow(
            Instant at,
            Object active,
            Function<ProtocolVersion, T> operation,
            Function<T, Object> comparable,
            Supplier<String> subject) {
        if (!run.isOn()) {
            return;
        }
        try {
            Object answer = comparable.apply(candidate.onceApart(operation));
            if (answer.equals(active)) {
                run.answered();
            } else {
                run.differed(new Difference(at, subject.get(), shown(active), shown(answer)));
            }
        } catch (CodecException failed) {
            run.skipped(1);
        }
    }

    /** By its kind and size: what clients say is none of the operator's business. */
    private static String shown(Object answer) {
        if (answer instanceof Speech.Said said) {
            return said.shown();
        }
        if (answer instanceof Optional<?> maybe) {
            return maybe.map(CodecTrial::shown).orElse("something else for each client");
        }
        return Understanding.shown(answer);
    }

    void close() {
        slot.close();
    }
}
