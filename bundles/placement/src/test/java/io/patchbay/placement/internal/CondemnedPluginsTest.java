package io.patchbay.placement.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.placement.Fit;
import io.patchbay.api.placement.LedgerView;
import io.patchbay.api.placement.Matcher;
import io.patchbay.api.placement.PlacedTask;
import io.patchbay.api.placement.Preference;
import io.patchbay.api.placement.ReportAnswer;
import io.patchbay.api.placement.Ruling;
import io.patchbay.api.placement.ScheduleRequest;
import io.patchbay.api.placement.Scheduler;
import io.patchbay.api.placement.Strategy;
import io.patchbay.api.placement.Worker;
import io.patchbay.api.placement.WorkerInfo;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Plug-ins that broke their contracts too often, where nothing else is installed: the engine does without them. */
class CondemnedPluginsTest {
    private final Rig rig = new Rig();
    private final AtomicInteger calls = new AtomicInteger();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void choosesTheLeastLoadedWithoutAskingTheStrategy() {
        rig.strategy(() -> decision -> {
            calls.incrementAndGet();
            return Optional.of(decision.candidates().first());
        });
        rig.slots.condemn(Strategy.class, "tested");
        rig.join("a", 0.5);
        rig.join("b", 0.1);

        assertThat(rig.placed("t")).isEqualTo("b");
        assertThat(calls).hasValue(0);
    }

    @Test
    void takesEverybodyForACandidateWithoutAskingTheMatcher() {
        rig.matcher(() -> fitting(Fit.UNFIT));
        rig.slots.condemn(Matcher.class, "tested");
        rig.workers("a");

        assertThat(rig.placed("t")).isEqualTo("a");
        assertThat(calls).hasValue(0);
    }

    @Test
    void keepsATaskWhereItIsWithoutAskingTheScheduler() {
        rig.scheduler(Counting::new);
        rig.slots.condemn(Scheduler.class, "tested");
        rig.workers("a", "b");
        String first = rig.placed("t");

        assertThat(rig.placed("t")).isEqualTo(first);
        assertThat(calls).hasValue(0);
    }

    @Test
    void stillAsksTheStrategyWhereOnlyTheSchedulerIsCondemned() {
        rig.scheduler(Counting::new);
        rig.strategy(() -> decision -> {
            calls.incrementAndGet();
            return Optional.of(decision.candidates().first());
        });
        rig.slots.condemn(Scheduler.class, "tested");
        rig.join("a", 0.5);
        rig.join("b", 0.1);

        assertThat(rig.placed("t")).isEqualTo("a");
        assertThat(calls).hasValue(1);
    }

    @Test
    void takesReportsWithoutAskingTheScheduler() {
        rig.scheduler(Counting::new);
        rig.slots.condemn(Scheduler.class, "tested");
        rig.workers("a");

        assertThat(rig.report("a")).isInstanceOf(ReportAnswer.Accepted.class);
        assertThat(calls).hasValue(0);
    }

    private Matcher fitting(Fit fit) {
        return new Matcher() {
            @Override
            public Fit fit(Preference preference, WorkerInfo worker) {
                calls.incrementAndGet();
                return fit;
            }

            @Override
            public String why(Preference preference, WorkerInfo worker) {
                return "";
            }
        };
    }

    private final class Counting implements Scheduler {
        @Override
        public Ruling decide(ScheduleRequest request, LedgerView ledger) {
            calls.incrementAndGet();
            return new Ruling.Keep(1);
        }

        @Override
        public long pickedUp(PlacedTask task, Worker worker, LedgerView ledger) {
            return calls.incrementAndGet();
        }

        @Override
        public long laidDown(PlacedTask task, Worker worker, boolean executing) {
            return calls.incrementAndGet();
        }

        @Override
        public long expired(PlacedTask task) {
            return calls.incrementAndGet();
        }
    }
}
