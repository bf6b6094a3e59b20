package io.patchbay.lobby.internal.observe;

import static io.patchbay.lobby.internal.observe.ObserverRig.SERVER;
import static io.patchbay.lobby.internal.observe.ObserverRig.get;
import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.lobby.ObserverAnswer;
import io.patchbay.api.lobby.ObserverAnswer.Reason;
import io.patchbay.api.lobby.ObserverOrder;
import io.patchbay.api.lobby.Observers.DeclineOutcome;
import io.patchbay.api.lobby.Observers.SupplyAnswer;
import io.patchbay.api.lobby.RunningObserver;
import io.patchbay.support.observer.SpectatorTickets;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class ObserverEngineTest {
    private final ObserverRig rig =
            new ObserverRig(Map.of("maxPerMatch", 2, "maxPerNode", 3, "orderMillis", 4_000L, "joinMillis", 20_000L));

    @Test
    void aSpectatorGetsASeatOnAnObserverThatRuns() {
        String observer = rig.runs("m1", 5);

        ObserverAnswer.Ready ready = rig.ready(rig.asks("cid", "m1"));

        assertThat(ready.observer()).isEqualTo(observer);
        assertThat(ready.endpoint()).isEqualTo("ws://10.0.0.1:7100");
        assertThat(rig.launcher.launched).hasSize(1);
    }

    @Test
    void theTicketIsGoodAtItsObserverOnly() {
        String observer = rig.runs("m1", 5);

        ObserverAnswer.Ready ready = rig.ready(rig.asks("cid", "m1"));

        SpectatorTickets own = new SpectatorTickets(rig.launcher.launched.get(0).ticketKey());
        assertThat(rig.launcher.launched.get(0).id()).isEqualTo(observer);
        assertThat(own.seatOf(ready.ticket(), rig.clock.millis())).isPresent();
        assertThat(own.seatOf(ready.ticket(), ready.deadlineMillis())).isEmpty();
        assertThat(new SpectatorTickets("another").seatOf(ready.ticket(), rig.clock.millis()))
                .isEmpty();
    }

    @Test
    void whoAsksAgainWithTheSameKeyHasTheSameSeat() {
        rig.runs("m1", 2);

        ObserverAnswer.Ready once = rig.ready(rig.asks("cid", "m1"));
        ObserverAnswer.Ready again = rig.ready(rig.asks("cid", "m1"));

        assertThat(again).isEqualTo(once);
        assertThat(rig.look("dan", "m1")).isInstanceOf(ObserverAnswer.Starting.class); // both seats are taken
    }

    @Test
    void nobodySeesAMatchThatNobodyPlays() {
        rig.assertRefused(rig.look("cid", "m9"), Reason.UNKNOWN_MATCH);
    }

    @Test
    void aNodeThatDoesNotLeadSaysSo() {
        rig.ledger.leads = false;

        rig.assertRefused(rig.look("cid", "m9"), Reason.NOT_READY);
        rig.assertRefused(rig.look("cid", "m1"), Reason.NOT_READY);
    }

    @Test
    void ordersComeFromTheNodeThatLeads() {
        rig.ledger.leads = false;

        assertThat(get(rig.engine.orders(SERVER, 8_000))).isEmpty();
        assertThat(get(rig.supplies(SERVER, new ObserverOrder("r1", "m1")))).isEqualTo(new SupplyAnswer.NotReady());
        assertThat(get(rig.engine.decline(SERVER, "r1", "no"))).isEqualTo(DeclineOutcome.NOT_READY);
    }

    @Test
    void aServerThatWaitsIsToldAtOnce() {
        CompletionStage<Optional<List<ObserverOrder>>> poll = rig.engine.orders(SERVER, 8_000);

        rig.asks("cid", "m1");

        assertThat(get(poll).orElseThrow()).extracting(ObserverOrder::match).containsExactly("m1");
    }

    @Test
    void aServerIsToldNothingWhenItsTimeIsOver() {
        CompletionStage<Optional<List<ObserverOrder>>> poll = rig.engine.orders(SERVER, 8_000);

        rig.pass(8_000);

        assertThat(get(poll).orElseThrow()).isEmpty();
    }

    @Test
    void anOrderThatIsNotAnsweredComesAgain() {
        rig.asks("cid", "m1");
        ObserverOrder order = rig.order();
        CompletionStage<Optional<List<ObserverOrder>>> poll = rig.engine.orders(SERVER, 8_000);
        assertThat(poll.toCompletableFuture()).isNotDone();

        rig.pass(1_500);

        assertThat(get(poll).orElseThrow()).containsExactly(order);
    }

    @Test
    void whoWaitsIsAnsweredWhenTheObserverHasJoined() {
        CompletionStage<ObserverAnswer> waiting = rig.asks("cid", "m1");
        CompletionStage<SupplyAnswer> supplied = rig.supplied();
        assertThat(waiting.toCompletableFuture()).isNotDone();

        String observer = rig.joins(5);

        assertThat(rig.ready(waiting).observer()).isEqualTo(observer);
        assertThat(get(supplied)).isEqualTo(new SupplyAnswer.Launched(observer, Optional.of("ws://10.0.0.1:7100")));
    }

    @Test
    void whoDoesNotWaitIsToldThatItStarts() {
        assertThat(rig.look("cid", "m1")).isEqualTo(new ObserverAnswer.Starting("m1"));
    }

    @Test
    void whoHasWaitedLongEnoughIsToldThatItStarts() {
        CompletionStage<ObserverAnswer> waiting = rig.engine.observe("cid", "m1", "k", 1_000);

        rig.pass(1_000);

        assertThat(get(waiting)).isEqualTo(new ObserverAnswer.Starting("m1"));
    }

    @Test
    void oneObserverIsStartedForAllWhoWait() {
        CompletionStage<ObserverAnswer> cid = rig.asks("cid", "m1");
        CompletionStage<ObserverAnswer> dan = rig.asks("dan", "m1");
        rig.supplied();

        String observer = rig.joins(5);

        assertThat(rig.ready(cid).observer()).isEqualTo(observer);
        assertThat(rig.ready(dan).observer()).isEqualTo(observer);
        assertThat(rig.launcher.launched).hasSize(1);
    }

    @Test
    void whoGetsNoSeatOnTheNewOneWaitsForTheNext() {
        CompletionStage<ObserverAnswer> cid = rig.asks("cid", "m1");
        CompletionStage<ObserverAnswer> dan = rig.asks("dan", "m1");
        rig.supplied();
        rig.joins(1);
        assertThat(cid.toCompletableFuture()).isDone();
        assertThat(dan.toCompletableFuture()).isNotDone();

        rig.supplied();
        String second = rig.joins(1);

        assertThat(rig.ready(dan).observer()).isEqualTo(second);
    }

    @Test
    void aMatchHasNoMoreObserversThanItMay() {
        rig.runs("m1", 1);
        rig.runs("m1", 1);

        rig.assertRefused(rig.look("cid", "m1"), Reason.QUOTA);
    }

    @Test
    void aNodeHasNoMoreObserversThanItMay() {
        rig.runs("m1", 1);
        rig.runs("m1", 1);
        rig.runs("m2", 1);

        rig.assertRefused(rig.look("cid", "m2"), Reason.QUOTA);
    }

    @Test
    void aServerThatGivesNoAnswerIsWaitedForInVain() {
        CompletionStage<ObserverAnswer> waiting = rig.asks("cid", "m1");

        rig.pass(4_000);

        rig.assertRefused(get(waiting), Reason.NO_OBSERVER);
        rig.assertRefused(rig.look("dan", "m1"), Reason.NO_OBSERVER); // it is not asked again at once
        rig.pass(2_000);
        assertThat(rig.look("dan", "m1")).isInstanceOf(ObserverAnswer.Starting.class);
    }

    @Test
    void aServerMayDecline() {
        CompletionStage<ObserverAnswer> waiting = rig.asks("cid", "m1");

        assertThat(get(rig.engine.decline(SERVER, rig.order().id(), "it is over")))
                .isEqualTo(DeclineOutcome.TAKEN);

        assertThat(get(waiting)).isEqualTo(new ObserverAnswer.Refused(Reason.NO_OBSERVER, "The play server declines."));
    }

    @Test
    void nobodyAnswersTheOrderOfAnotherServer() {
        rig.asks("cid", "m1");

        assertThat(get(rig.supplies("play-2", rig.order()))).isEqualTo(new SupplyAnswer.Unknown());
        assertThat(rig.launcher.launched).isEmpty();
    }

    @Test
    void anOfferThatIsRepeatedLaunchesOnce() {
        rig.asks("cid", "m1");
        ObserverOrder order = rig.order();

        CompletionStage<SupplyAnswer> first = rig.supplies(SERVER, order);
        CompletionStage<SupplyAnswer> second = rig.supplies(SERVER, order);
        rig.joins(1);

        assertThat(rig.launcher.launched).hasSize(1);
        assertThat(get(first)).isInstanceOf(SupplyAnswer.Launched.class);
        assertThat(get(second)).isInstanceOf(SupplyAnswer.Launched.class);
    }

    @Test
    void aLauncherThatFailsHurtsNobodyElse() {
        rig.runs("m2", 5);
        rig.launcher.failure = Optional.of(new IOException("no room"));
        CompletionStage<ObserverAnswer> waiting = rig.asks("cid", "m1");

        CompletionStage<SupplyAnswer> supplied = rig.supplied();

        assertThat(get(supplied)).isEqualTo(new SupplyAnswer.Failed("An observer could not be started. (no room)"));
        rig.assertRefused(get(waiting), Reason.NO_OBSERVER);
        assertThat(rig.look("cid", "m2")).isInstanceOf(ObserverAnswer.Ready.class);
    }

    @Test
    void afterOneThatDiedBeforeItJoinedTheNextRequestGetsAnother() {
        CompletionStage<ObserverAnswer> waiting = rig.asks("cid", "m1");
        rig.supplied();
        rig.launcher.running.clear();

        rig.pass(1_000);

        rig.assertRefused(get(waiting), Reason.NO_OBSERVER);
        rig.pass(2_000);
        rig.runs("m1", 1);
    }

    @Test
    void oneThatDoesNotJoinIsEnded() {
        CompletionStage<ObserverAnswer> waiting = rig.asks("cid", "m1");
        rig.supplied();

        rig.pass(20_000);

        rig.assertRefused(get(waiting), Reason.NO_OBSERVER);
        assertThat(rig.launcher.stopped)
                .containsExactly(rig.launcher.launched.get(0).id());
    }

    @Test
    void oneThatOutlivesItsTimeIsEnded() {
        ObserverRig shortLived = new ObserverRig(Map.of("timeToLiveMillis", 10_000L));
        String observer = shortLived.runs("m1", 1);

        shortLived.pass(14_000);
        assertThat(shortLived.launcher.stopped).isEmpty();
        shortLived.pass(2_000);

        assertThat(shortLived.launcher.stopped).contains(observer);
    }

    @Test
    void oneThatHasEndedLeavesTheLedgerAtOnce() {
        String observer = rig.runs("m1", 1);
        rig.launcher.running.clear();

        rig.pass(1_000);

        assertThat(rig.ledger.has(observer)).isFalse();
        assertThat(get(rig.engine.list())).isEmpty();
    }

    @Test
    void whileTheLauncherCannotTellNobodyIsTakenToHaveEnded() {
        String observer = rig.runs("m1", 1);
        rig.launcher.failure = Optional.of(new IOException("away"));

        rig.pass(3_000);

        assertThat(rig.ledger.has(observer)).isTrue();
    }

    @Test
    void whatWasStartedBeforeIsFoundAgain() {
        rig.launcher.running.put("before-1", new RunningObserver("before-1", "m1", 0, Long.MAX_VALUE / 2));
        rig.launcher.running.put("before-2", new RunningObserver("before-2", "m1", 0, Long.MAX_VALUE / 2));

        rig.engine.begin();

        rig.assertRefused(rig.look("cid", "m1"), Reason.QUOTA);
        assertThat(get(rig.engine.list())).hasSize(2);
    }

    @Test
    void tellsAnOperatorWhatRuns() {
        String observer = rig.runs("m1", 5);

        assertThat(get(rig.engine.list())).singleElement().satisfies(status -> {
            assertThat(status.observer().id()).isEqualTo(observer);
            assertThat(status.endpoint()).isEqualTo("ws://10.0.0.1:7100");
            assertThat(status.spectators()).isEqualTo(1);
            assertThat(status.seats()).isEqualTo(5);
        });
    }
}
