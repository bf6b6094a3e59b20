package io.patchbay.placement.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.placement.Scheduled;
import io.patchbay.api.placement.Strategy;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A call that lasts too long is given up; its plug-in is blamed if it could have returned. */
class BlameTest {
    private static final Strategy FIRST =
            decision -> Optional.of(decision.candidates().first());
    private static final String DELAY = "strategy tested: it gave no answer within 50 ms";
    private static final String ABSENCE = "strategy tested: it is still busy with a call that was given up";
    private static final long HALF_THE_BUDGET = TimeUnit.MILLISECONDS.toNanos(25);
    private static final int BUDGET = 6; // ticks: the first only sees the call
    private static final int SECOND = 100;

    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void isNotForAThreadThatTheMachineDidNotRun() {
        rig.threads.starve();
        rig.strategy(() -> decision -> {
            throw rig.hang.forEver();
        });
        assertThat(scheduleThatOverruns()).isEqualTo("a");
        assertThat(rig.slots.faults()).isEmpty();
        assertThat(rig.counters().givenUp()).isEqualTo(1);
        assertThat(rig.counters().faults()).isZero();
    }

    @Test
    void isForAThreadThatRanForHalfOfItsTime() {
        rig.threads.starve();
        rig.strategy(() -> decision -> {
            throw rig.hang.forEver();
        });
        CompletionStage<Scheduled> stage = scheduleThatHangs();
        tick(1);
        rig.threads.run(HALF_THE_BUDGET);
        tick(BUDGET - 1);
        assertThat(Rig.worker(Rig.get(stage))).isEqualTo("a");
        assertThat(rig.slots.faults()).containsExactly(DELAY);
    }

    @Test
    void isNotForAThreadThatRanForLessThanThat() {
        rig.threads.starve();
        rig.strategy(() -> decision -> {
            throw rig.hang.forEver();
        });
        CompletionStage<Scheduled> stage = scheduleThatHangs();
        tick(1);
        rig.threads.run(HALF_THE_BUDGET - 1);
        tick(BUDGET - 1);
        assertThat(Rig.worker(Rig.get(stage))).isEqualTo("a");
        assertThat(rig.slots.faults()).isEmpty();
    }

    @Test
    void isForAThreadThatSleeps() {
        rig.threads.starve();
        AtomicReference<Thread> thread = new AtomicReference<>();
        rig.strategy(() -> decision -> {
            thread.set(Thread.currentThread());
            rig.hang.untilInterrupted();
            return Optional.empty();
        });
        CompletionStage<Scheduled> stage = scheduleThatHangs();
        Rig.idleUntil(() -> thread.get().getState() == Thread.State.TIMED_WAITING);
        tick(BUDGET);
        assertThat(Rig.worker(Rig.get(stage))).isEqualTo("a");
        assertThat(rig.slots.faults()).containsExactly(DELAY);
    }

    @Test
    void comesOnceASecondAndNotWithEachDecisionWhileItDoesNotReturn() {
        rig.strategy(() -> decision -> {
            throw rig.hang.forEver();
        });
        scheduleThatOverruns();
        for (int task = 0; task < 200; task++) {
            assertThat(rig.placed("t" + task)).isEqualTo("a");
        }
        assertThat(rig.slots.faults()).containsExactly(DELAY);
        tick(SECOND - 1);
        assertThat(rig.slots.faults()).hasSize(1);
        tick(1);
        assertThat(rig.slots.faults()).containsExactly(DELAY, ABSENCE);
        tick(3 * SECOND);
        assertThat(rig.slots.faults()).hasSize(5);
        assertThat(rig.counters().faults()).isEqualTo(5);
    }

    @Test
    void doesNotComeLaterEitherWhereTheMachineDoesNotRunIt() {
        rig.threads.starve();
        rig.strategy(() -> decision -> {
            throw rig.hang.forEver();
        });
        scheduleThatOverruns();
        tick(5 * SECOND);
        assertThat(rig.slots.faults()).isEmpty();
    }

    @Test
    void comesAfterASecondWhereItWaitsInNativeCode() {
        rig.threads.starve();
        rig.threads.enterNative();
        rig.strategy(() -> decision -> {
            throw rig.hang.forEver();
        });
        scheduleThatOverruns();
        assertThat(rig.slots.faults()).isEmpty();
        tick(SECOND);
        assertThat(rig.slots.faults()).containsExactly(ABSENCE);
    }

    @Test
    void endsWhenItIsBack() {
        AtomicInteger calls = new AtomicInteger();
        rig.strategy(() -> decision -> {
            if (calls.incrementAndGet() == 1) {
                rig.hang.untilReleased();
            }
            return FIRST.choose(decision);
        });
        scheduleThatOverruns();
        rig.hang.release();
        AtomicInteger task = new AtomicInteger();
        Rig.idleUntil(() -> {
            rig.schedule("u" + task.incrementAndGet());
            return calls.get() > 1;
        });
        tick(3 * SECOND);
        assertThat(rig.slots.faults()).containsExactly(DELAY);
    }

    @Test
    void isNotForItsSuccessor() {
        rig.strategy(() -> decision -> {
            throw rig.hang.forEver();
        });
        scheduleThatOverruns();
        rig.slots.install(Strategy.class, "tested", () -> FIRST);
        tick(3 * SECOND);
        assertThat(rig.slots.faults()).containsExactly(DELAY);
    }

    @Test
    void leavesTheThreadsOfCallersToAPluginThatWasNotToBlame() {
        rig.threads.starve();
        AtomicBoolean hanging = new AtomicBoolean(true);
        AtomicReference<Thread> last = new AtomicReference<>();
        rig.strategy(() -> decision -> {
            last.set(Thread.currentThread());
            if (hanging.getAndSet(false)) {
                rig.hang.untilReleased();
            }
            return FIRST.choose(decision);
        });
        scheduleThatOverruns();
        rig.hang.release();
        AtomicInteger task = new AtomicInteger();
        Rig.idleUntil(() -> {
            rig.schedule("u" + task.incrementAndGet());
            return last.get() == Thread.currentThread();
        });
        assertThat(task).hasValueGreaterThan(60); // it had to prove itself again first
        assertThat(rig.slots.faults()).isEmpty();
    }

    private CompletionStage<Scheduled> scheduleThatHangs() {
        rig.workers("a");
        CompletionStage<Scheduled> stage = rig.engine.schedule(Rig.request("t", 0));
        rig.hang.awaitOn();
        return stage;
    }

    /** The worker that is found in the plug-in's place. */
    private String scheduleThatOverruns() {
        CompletionStage<Scheduled> stage = scheduleThatHangs();
        tick(BUDGET);
        return Rig.worker(Rig.get(stage));
    }

    private void tick(int times) {
        for (int tick = 0; tick < times; tick++) {
            rig.engine.tick();
        }
    }
}
