package io.patchbay.lobby.internal.play;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.Attributes;
import io.patchbay.api.lobby.CancelOutcome;
import io.patchbay.api.lobby.StartRequest;
import io.patchbay.api.lobby.StartState;
import io.patchbay.support.SerialExecutor;
import io.patchbay.support.Threads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WaitingLineTest {
    private final PlayRig rig = new PlayRig();

    @Test
    void ofFiftyAtOnceOneGetsTheLastSeatAndTheOthersWaitInOrder() throws Exception {
        rig.placement.server("s", 1);
        ThreadPoolExecutor pool = Threads.pool("test-play", 1, 16);
        PlayEngine engine = new PlayEngine(
                rig.placement,
                rig.clock,
                () -> PlaySettings.USUAL,
                player -> CompletableFuture.completedStage(true),
                new SerialExecutor(pool, 1_000),
                () -> {});
        CyclicBarrier gate = new CyclicBarrier(50);
        ExecutorService players = Executors.newFixedThreadPool(50);
        List<Future<CompletionStage<StartState>>> answers = new ArrayList<>();
        for (int number = 0; number < 50; number++) {
            String player = "p" + number;
            answers.add(players.submit(() -> {
                gate.await();
                return engine.start(player, new StartRequest("k", PlayRig.DUEL, Attributes.NONE, 1));
            }));
        }
        List<Integer> positions = new ArrayList<>();
        int reserved = 0;
        for (Future<CompletionStage<StartState>> answer : answers) {
            StartState state =
                    answer.get(10, TimeUnit.SECONDS).toCompletableFuture().get(10, TimeUnit.SECONDS);
            if (state instanceof StartState.Waiting waiting) {
                positions.add(waiting.position());
            } else {
                reserved++;
            }
        }
        Threads.close(players, Duration.ofSeconds(1));
        Threads.close(pool, Duration.ofSeconds(1));
        assertThat(reserved).isEqualTo(1);
        positions.sort(null);
        assertThat(positions).hasSize(49).doesNotHaveDuplicates().startsWith(1).endsWith(49);
    }

    @Test
    void aFreedSeatGoesToWhoeverCameFirst() {
        rig.placement.server("s", 1);
        StartState.Reserved playing = rig.reserved("ann");
        StartState.Waiting bob = rig.waiting("bob");
        StartState.Waiting cid = rig.waiting("cid");
        rig.cancel("ann", playing.start());
        assertThat(rig.look("bob", bob.start())).isInstanceOf(StartState.Reserved.class);
        assertThat(rig.look("cid", cid.start())).isInstanceOf(StartState.Waiting.class);
    }

    @Test
    void whoComesLaterDoesNotGetASeatBeforeThoseWhoWait() {
        rig.placement.server("s", 1);
        StartState.Reserved playing = rig.reserved("ann");
        rig.comes(playing);
        StartState.Waiting bob = rig.waiting("bob");
        rig.placement.layDown(playing.start());
        assertThat(rig.start("cid")).isInstanceOf(StartState.Waiting.class);
        assertThat(rig.look("bob", bob.start())).isInstanceOf(StartState.Reserved.class);
    }

    @Test
    void aSeatThatItsPlayerDidNotComeForIsHandedOver() {
        rig.placement.server("s", 1);
        rig.reserved("ann");
        StartState.Waiting bob = rig.waiting("bob");
        rig.pass(29_000);
        assertThat(rig.look("bob", bob.start())).isInstanceOf(StartState.Waiting.class);
        rig.pass(1_100);
        assertThat(rig.look("bob", bob.start())).isInstanceOf(StartState.Reserved.class);
    }

    @Test
    void aServerThatJoinsServesThoseWhoWait() {
        StartState.Waiting ann = rig.waiting("ann");
        rig.placement.server("s", 1);
        rig.pass(100);
        assertThat(rig.look("ann", ann.start())).isInstanceOf(StartState.Reserved.class);
    }

    @Test
    void aPollIsAnsweredWhenThePositionChanges() {
        rig.placement.server("s", 1);
        rig.start("ann");
        StartState.Waiting bob = rig.waiting("bob");
        StartState.Waiting cid = rig.waiting("cid");
        CompletionStage<StartState> poll = rig.poll("cid", cid.start(), 2);
        rig.pass(500);
        assertThat(poll.toCompletableFuture()).isNotDone();
        rig.cancel("bob", bob.start());
        rig.pass(500);
        assertThat(PlayRig.get(poll)).isEqualTo(new StartState.Waiting(cid.start(), 1, OptionalLong.empty()));
    }

    @Test
    void aPollIsAnsweredWithTheSeat() {
        rig.placement.server("s", 1);
        StartState.Reserved ann = rig.reserved("ann");
        StartState.Waiting bob = rig.waiting("bob");
        CompletionStage<StartState> poll = rig.poll("bob", bob.start(), 1);
        rig.cancel("ann", ann.start());
        assertThat(PlayRig.get(poll)).isInstanceOf(StartState.Reserved.class);
    }

    @Test
    void aPollIsAnsweredWhenItsTimeIsOver() {
        StartState.Waiting ann = rig.waiting("ann");
        CompletionStage<StartState> poll = rig.poll("ann", ann.start(), 1);
        rig.pass(20_500);
        assertThat(PlayRig.get(poll)).isInstanceOf(StartState.Waiting.class);
    }

    @Test
    void aPollWithAnotherPositionIsAnsweredAtOnce() {
        StartState.Waiting ann = rig.waiting("ann");
        assertThat(PlayRig.get(rig.poll("ann", ann.start(), 7))).isEqualTo(ann);
    }

    @Test
    void tooManyPollsOfOnePlaceEndTheOldest() {
        StartState.Waiting ann = rig.waiting("ann");
        CompletionStage<StartState> oldest = rig.poll("ann", ann.start(), 1);
        for (int more = 0; more < 10; more++) {
            rig.poll("ann", ann.start(), 1);
        }
        assertThat(PlayRig.get(oldest)).isInstanceOf(StartState.Waiting.class);
    }

    @Test
    void onlySoManyPollsAreHeld() {
        for (int player = 0; player < 1_001; player++) {
            StartState.Waiting place = rig.waiting("p" + player);
            CompletionStage<StartState> poll = rig.poll("p" + player, place.start(), place.position());
            assertThat(poll.toCompletableFuture().isDone()).isEqualTo(player == 1_000);
        }
    }

    @Test
    void aPlaceOfWhichNobodyIsHeardIsGivenUp() {
        StartState.Waiting ann = rig.waiting("ann");
        StartState.Waiting bob = rig.waiting("bob");
        for (int second = 0; second < 31; second++) {
            rig.pass(1_000);
            rig.look("bob", bob.start());
        }
        assertThat(rig.look("ann", ann.start())).isEqualTo(Refusals.UNKNOWN);
        assertThat(PlayRig.waiting(rig.look("bob", bob.start())).position()).isEqualTo(1);
    }

    @Test
    void whoPollsIsHeardOf() {
        StartState.Waiting ann = rig.waiting("ann");
        for (int poll = 0; poll < 4; poll++) {
            CompletionStage<StartState> next = rig.poll("ann", ann.start(), 1);
            rig.pass(20_500);
            assertThat(PlayRig.get(next)).isInstanceOf(StartState.Waiting.class);
        }
    }

    @Test
    void whoGivesUpAPlaceLeavesTheLine() {
        StartState.Waiting ann = rig.waiting("ann");
        assertThat(rig.cancel("ann", ann.start())).isEqualTo(CancelOutcome.DONE);
        assertThat(rig.waiting("bob").position()).isEqualTo(1);
    }

    @Test
    void theSameRequestKeepsThePlace() {
        StartState.Waiting ann = rig.waiting("ann");
        rig.start("bob");
        assertThat(rig.start("ann")).isEqualTo(ann);
    }

    @Test
    void aLineThatIsFullTurnsAwayWhoComesNext() {
        rig.settings = new PlaySettings(30_000, 10_000, 2, 30_000, 5_000, 50);
        rig.start("ann");
        rig.start("bob");
        assertThat(rig.start("cid")).isEqualTo(Refusals.LINE_FULL);
        assertThat(rig.engine.line().size()).isEqualTo(2);
    }

    @Test
    void aFullLineLetsNobodyInWhoCouldBeServedBeforeIt() {
        rig.settings = new PlaySettings(30_000, 10_000, 0, 30_000, 5_000, 50);
        rig.placement.server("s", 1);
        assertThat(rig.start("ann")).isInstanceOf(StartState.Reserved.class);
        assertThat(rig.start("bob")).isEqualTo(Refusals.LINE_FULL);
    }

    @Test
    void linesOfTwoModesDoNotHoldEachOtherUp() {
        rig.placement.server("s", 1, "race");
        assertThat(rig.start("ann")).isInstanceOf(StartState.Waiting.class);
        assertThat(PlayRig.get(rig.asks("bob", "k", "race", 1))).isInstanceOf(StartState.Reserved.class);
        assertThat(PlayRig.waiting(PlayRig.get(rig.asks("cid", "k", "race", 1))).position())
                .isEqualTo(1);
    }

    @Test
    void smallerOnesOvertakeAGroupForAWhileOnly() {
        rig.placement.server("s", 3);
        StartState.Reserved one = rig.reserved("one");
        rig.comes(one);
        StartState.Waiting group = PlayRig.waiting(rig.start("group", 3));
        StartState.Reserved two = rig.reserved("two");
        rig.comes(two);
        rig.pass(5_000);
        StartState.Waiting three = rig.waiting("three");
        rig.placement.layDown(one.start());
        rig.pass(1_000);
        assertThat(rig.look("three", three.start())).isInstanceOf(StartState.Waiting.class);
        rig.placement.layDown(two.start());
        rig.pass(1_000);
        assertThat(rig.look("group", group.start())).isInstanceOf(StartState.Reserved.class);
    }

    @Test
    void aGroupThatNoServerCanSeatHoldsNobodyUp() {
        rig.placement.server("s", 2);
        rig.start("group", 3);
        rig.pass(20_000);
        assertThat(rig.start("ann")).isInstanceOf(StartState.Reserved.class);
    }

    @Test
    void aTryOfTheLineAsksOncePerKind() {
        rig.placement.server("s", 1);
        rig.start("first");
        for (int player = 0; player < 100; player++) {
            rig.start("p" + player);
        }
        int before = rig.placement.decisions();
        rig.pass(50);
        assertThat(rig.placement.decisions()).isEqualTo(before + 1);
    }

    @Test
    void estimatesByThoseWhoWereServedLast() {
        rig.placement.server("s", 1);
        StartState.Reserved seat = rig.reserved("first");
        List<StartState.Waiting> places = new ArrayList<>();
        for (int player = 0; player < 5; player++) {
            places.add(rig.waiting("p" + player));
        }
        for (int player = 0; player < 3; player++) {
            rig.pass(2_000);
            rig.cancel(player == 0 ? "first" : "p" + (player - 1), seat.start());
            seat = PlayRig.reserved(rig.look("p" + player, places.get(player).start()));
        }
        rig.pass(300);
        StartState.Waiting last = PlayRig.waiting(rig.look("p4", places.get(4).start()));
        assertThat(last.position()).isEqualTo(2);
        assertThat(last.estimateMillis()).hasValue(4_000);
    }

    @Test
    void whoWaitsGoesOnWaitingWhileTheNodeDoesNotLead() {
        StartState.Waiting ann = rig.waiting("ann");
        rig.placement.leads(false);
        rig.pass(1_000);
        assertThat(rig.look("ann", ann.start())).isEqualTo(ann);
        rig.placement.leads(true);
        rig.placement.server("s", 1);
        rig.pass(100);
        assertThat(rig.look("ann", ann.start())).isInstanceOf(StartState.Reserved.class);
    }
}
