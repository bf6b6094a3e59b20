package io.patchbay.lobby.internal.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import io.patchbay.api.hotswap.FaultReason;
import io.patchbay.api.lobby.RunningObserver;
import io.patchbay.support.Threads;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LauncherCallsTest {
    private static final long LONG = 60_000;
    private static final long SHORT = 20;

    private final LauncherSlot slot = new LauncherSlot(new FakeLauncher());
    private final ScheduledExecutorService timer = Threads.timer("test");
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile long boundMillis = LONG;
    private final LauncherCalls calls = calls(1);

    private LauncherCalls calls(int mostWaiting) {
        return new LauncherCalls("test", slot, timer, () -> boundMillis, 1, mostWaiting);
    }

    @AfterEach
    void close() {
        end.countDown();
        calls.close();
        timer.shutdownNow();
    }

    private CompletableFuture<List<RunningObserver>> asksWhatRuns() {
        return calls.ask("what runs", launcher -> launcher.running());
    }

    private static <T> T get(CompletableFuture<T> answer) throws Exception {
        return answer.get(20, TimeUnit.SECONDS);
    }

    @Test
    void asksTheLauncherAndGivesItsLeaseBack() throws Exception {
        assertThat(get(asksWhatRuns())).isEmpty();
        assertThat(slot.leased()).isZero();
    }

    @Test
    void whatCannotBeDoneIsNoFault() {
        CompletableFuture<Object> answer = calls.ask("it", launcher -> {
            throw new IOException("no room");
        });

        assertThatThrownBy(() -> get(answer)).hasRootCauseMessage("no room");
        assertThat(slot.faults()).isEmpty();
        assertThat(slot.leased()).isZero();
    }

    @Test
    void whatIsThrownIsAFault() {
        CompletableFuture<Object> answer = calls.ask("it", launcher -> {
            throw new IllegalStateException("broken");
        });

        assertThatThrownBy(() -> get(answer)).hasCauseInstanceOf(IOException.class);
        assertThat(slot.faults()).containsExactly(FaultReason.THREW);
        assertThat(slot.leased()).isZero();
    }

    @Test
    void nothingIsNoAnswer() {
        assertThatThrownBy(() -> get(calls.ask("it", launcher -> null)))
                .hasRootCauseMessage("the launcher answered nothing");
        assertThat(slot.faults()).containsExactly(FaultReason.BAD_ANSWER);
    }

    @Test
    void whatIsAnsweredWronglyIsAFault() {
        CompletableFuture<Object> answer = calls.ask("it", launcher -> {
            throw new BadAnswerException("another observer");
        });

        assertThatThrownBy(() -> get(answer)).hasRootCauseMessage("another observer");
        assertThat(slot.faults()).containsExactly(FaultReason.BAD_ANSWER);
        assertThat(slot.leased()).isZero();
    }

    @Test
    void oneThatHangsIsGivenUpAndOthersGoOn() throws Exception {
        boundMillis = SHORT;
        CompletableFuture<Boolean> hanging = calls.ask("it", launcher -> {
            for (boolean ended = false; !ended; ) {
                ended = isEnded();
            }
            return true;
        });

        assertThatThrownBy(() -> get(hanging)).hasRootCauseMessage("the launcher did not answer in time");
        assertThat(slot.faults()).containsExactly(FaultReason.TOO_SLOW);
        boundMillis = LONG;
        assertThat(get(asksWhatRuns())).isEmpty();
        assertThat(slot.leased()).isZero();
    }

    /** Waits, and does not hear of an interrupt. */
    private boolean isEnded() {
        try {
            return end.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException notHeard) {
            return false;
        }
    }

    @Test
    void noMoreHangThanMay() {
        boundMillis = SHORT;
        AtomicInteger begun = new AtomicInteger();
        for (int call = 0; call < 100; call++) { // some of them may be given up before they have begun
            CompletableFuture<Boolean> hanging = calls.ask("it", launcher -> {
                begun.incrementAndGet();
                for (boolean ended = false; !ended; ) {
                    ended = isEnded();
                }
                return true;
            });
            assertThatThrownBy(() -> get(hanging)).hasCauseInstanceOf(IOException.class);
        }

        assertThat(begun).hasValue(5);
        assertThatThrownBy(() -> get(asksWhatRuns()))
                .hasMessageContaining("calls that were given up have not returned");
        assertThat(slot.leased()).isZero();
    }

    @Test
    void noMoreWaitThanMay() throws Exception {
        CompletableFuture<Boolean> first = calls.ask("it", launcher -> end.await(60, TimeUnit.SECONDS));
        CompletableFuture<List<RunningObserver>> second = asksWhatRuns();

        assertThatThrownBy(() -> get(calls.ask("it", launcher -> true))).hasMessageContaining("too many calls");
        end.countDown();

        assertThat(get(first)).isTrue();
        assertThat(get(second)).isEmpty();
    }

    @Test
    void whatIsGivenUpBeforeItsTurnLeavesItsPlaceToOthers() throws Exception {
        CompletableFuture<Boolean> first = calls.ask("it", launcher -> end.await(60, TimeUnit.SECONDS));
        AtomicInteger asked = new AtomicInteger();
        CompletableFuture<Integer> second = calls.ask("it", launcher -> asked.incrementAndGet());

        second.completeExceptionally(new IOException("nobody waits for it"));
        CompletableFuture<List<RunningObserver>> third = asksWhatRuns();
        end.countDown();

        assertThat(get(first)).isTrue();
        assertThat(get(third)).isEmpty();
        assertThat(asked).hasValue(0);
        assertThat(slot.leased()).isZero();
    }

    @Test
    void whatIsGivenUpDuringASwapIsNotAsked() throws Exception {
        slot.plugin(Optional.empty());
        AtomicInteger asked = new AtomicInteger();
        CompletableFuture<Integer> answer = calls.ask("it", launcher -> asked.incrementAndGet());

        answer.completeExceptionally(new IOException("nobody waits for it"));
        slot.plugin(Optional.of(new FakeLauncher()));

        assertThat(get(asksWhatRuns())).isEmpty();
        assertThat(asked).hasValue(0);
        assertThat(slot.leased()).isZero();
    }

    @Test
    void waitsForALauncherThatIsBeingSwapped() throws Exception {
        slot.plugin(Optional.empty());
        CompletableFuture<List<RunningObserver>> answer = asksWhatRuns();
        assertThat(answer).isNotDone();

        slot.plugin(Optional.of(new FakeLauncher()));

        assertThat(get(answer)).isEmpty();
    }

    @Test
    void saysThatNoneIsInstalled() {
        slot.plugin(Optional.empty());
        CompletableFuture<List<RunningObserver>> answer = asksWhatRuns();

        slot.giveUpWaiting();

        assertThatThrownBy(() -> get(answer)).hasRootCauseMessage("no observer-launcher 'fake' is installed");
    }
}
