package io.patchbay.lobby.internal.observe;

import static io.patchbay.lobby.internal.observe.ObserverRig.SERVER;
import static io.patchbay.lobby.internal.observe.ObserverRig.get;
import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.lobby.ObserverAnswer;
import io.patchbay.api.lobby.ObserverAnswer.Reason;
import io.patchbay.api.lobby.ObserverOrder;
import io.patchbay.api.lobby.Observers.SupplyAnswer;
import io.patchbay.api.lobby.RunningObserver;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What the engine of observers does not let happen: too much of something, and something left behind. */
class ObserverBoundsTest {
    private static final Map<String, Object> SETTINGS = Map.of("maxPerMatch", 2, "maxPerNode", 3);

    private final ObserverRig rig = new ObserverRig(SETTINGS);

    private ObserverAnswer look(String player, String key) {
        return get(rig.engine.observe(player, "m1", key, 0));
    }

    @Test
    void whoWaitsIsAnsweredWhenTheEngineEnds() {
        CompletionStage<ObserverAnswer> wish = rig.asks("cid", "m1");
        CompletionStage<SupplyAnswer> supplied = rig.supplied();
        CompletionStage<Optional<List<ObserverOrder>>> poll = rig.engine.orders(SERVER, 8_000);

        rig.engine.close();

        rig.assertRefused(get(wish), Reason.NOT_READY);
        assertThat(get(supplied)).isInstanceOf(SupplyAnswer.NotReady.class);
        assertThat(get(poll)).isEmpty();
    }

    @Test
    void whoComesAfterTheEndIsAnsweredAtOnce() {
        rig.engine.close();

        rig.assertRefused(get(rig.asks("cid", "m1")), Reason.NOT_READY);
    }

    @Test
    void aPlayerHasAFewSeatsAtAMatch() {
        rig.runs("m1", 9);
        for (int key = 1; key <= 4; key++) {
            assertThat(look("cid", "k" + key)).isInstanceOf(ObserverAnswer.Ready.class);
        }

        rig.assertRefused(look("cid", "k5"), Reason.QUOTA);
        assertThat(look("cid", "k4")).isInstanceOf(ObserverAnswer.Ready.class);
        assertThat(look("dan", "k5")).isInstanceOf(ObserverAnswer.Ready.class);
    }

    @Test
    void whoHasLeftASeatMayHaveAnother() {
        rig.runs("m1", 9);
        for (int key = 1; key <= 4; key++) {
            look("cid", "k" + key);
        }

        rig.ledger.empty();

        assertThat(look("cid", "k5")).isInstanceOf(ObserverAnswer.Ready.class);
    }

    @Test
    void aPlayerWaitsForAFewSeatsOnly() {
        List<CompletionStage<ObserverAnswer>> waiting = new ArrayList<>();
        for (int key = 1; key <= 4; key++) {
            waiting.add(rig.engine.observe("cid", "m1", "k" + key, 8_000));
        }

        rig.assertRefused(look("cid", "k5"), Reason.QUOTA);
        assertThat(waiting).noneMatch(one -> one.toCompletableFuture().isDone());
    }

    @Test
    void nothingIsStartedBeforeItIsKnownWhatRuns() {
        ObserverRig early = new ObserverRig(SETTINGS, launcher -> launcher.silent = true);

        assertThat(early.look("cid", "m1")).isInstanceOf(ObserverAnswer.Starting.class);
        assertThat(get(early.engine.orders(SERVER, 0)).orElseThrow()).isEmpty();
    }

    @Test
    void nothingIsStartedWhileItCannotBeToldWhatRuns() {
        ObserverRig early =
                new ObserverRig(SETTINGS, launcher -> launcher.failure = Optional.of(new IOException("away")));
        rig.assertRefused(early.look("cid", "m1"), Reason.NO_OBSERVER);

        early.launcher.failure = Optional.empty();
        early.pass(2_000);

        early.runs("m1", 1);
    }

    @Test
    void theObserversOfOtherNodesCountToo() {
        rig.ledger.join("other-1", "m1", 1);
        rig.ledger.join("other-2", "m1", 1);
        look("ann", "k");
        look("bob", "k");

        rig.assertRefused(look("cid", "k"), Reason.QUOTA);
    }

    @Test
    void whatWasLaunchedAfterItHadBeenGivenUpIsEnded() {
        rig.asks("cid", "m1");
        rig.launcher.lateFailure = Optional.of(new IOException("too late"));
        ObserverOrder order = rig.order();
        rig.supplies(SERVER, order);
        assertThat(rig.launcher.launched).hasSize(1);

        rig.launcher.lateFailure = Optional.empty();
        rig.pass(1_000);

        assertThat(rig.launcher.running).isEmpty();
        assertThat(rig.launcher.stopped).contains(rig.launcher.launched.get(0).id());
    }

    @Test
    void whatMayRunCountsUntilItHasEnded() {
        ObserverRig small = new ObserverRig(Map.of("maxPerMatch", 1));
        small.asks("cid", "m1");
        small.launcher.lateFailure = Optional.of(new IOException("too late"));
        small.supplied();
        small.launcher.lateFailure = Optional.empty();
        small.launcher.failure = Optional.of(new IOException("away"));

        small.pass(2_000);
        small.assertRefused(small.look("cid", "m1"), Reason.QUOTA);
        small.launcher.failure = Optional.empty();
        small.pass(2_000);

        assertThat(small.look("cid", "m1")).isInstanceOf(ObserverAnswer.Starting.class);
    }

    @Test
    void aLaunchThatIsNotBegunInTimeIsGivenUp() {
        CompletionStage<ObserverAnswer> wish = rig.asks("cid", "m1");
        rig.launcher.silent = true;
        CompletionStage<SupplyAnswer> supplied = rig.supplied();

        rig.pass(10_000);

        rig.assertRefused(get(wish), Reason.NO_OBSERVER);
        assertThat(get(supplied))
                .isInstanceOf(SupplyAnswer.Launched.class); // it was told after 7 s that it may take longer
        rig.launcher.silent = false;
        rig.pass(2_000);
        rig.runs("m1", 1);
        assertThat(rig.launcher.launched).hasSize(1);
    }

    @Test
    void aLaunchThatHasBegunHasTheLaunchersTime() {
        CompletionStage<ObserverAnswer> wish = rig.asks("cid", "m1");
        rig.launcher.hanging = true;
        rig.supplied();

        rig.pass(19_000);

        assertThat(wish.toCompletableFuture()).isNotDone();
    }

    @Test
    void playersAreNotToldWhatTheLauncherSaid() {
        CompletionStage<ObserverAnswer> wish = rig.asks("cid", "m1");
        rig.launcher.failure = Optional.of(new IOException("/var/lib/secret is full"));

        CompletionStage<SupplyAnswer> supplied = rig.supplied();

        assertThat(get(wish))
                .isEqualTo(new ObserverAnswer.Refused(Reason.NO_OBSERVER, "An observer could not be started."));
        assertThat(get(supplied).toString()).contains("/var/lib/secret is full");
    }

    @Test
    void theLauncherIsLeftAloneWhileNothingRuns() {
        CompletionStage<Optional<List<ObserverOrder>>> poll = rig.engine.orders(SERVER, 8_000);
        int before = rig.launcher.asked;

        rig.pass(5_000);

        assertThat(rig.launcher.asked).isEqualTo(before);
        assertThat(poll.toCompletableFuture()).isNotDone();
    }

    @Test
    void aLauncherThatListsNothingGoodIsAskedAgain() {
        String observer = rig.runs("m1", 1);
        rig.launcher.running.put("null", null);

        rig.pass(2_000);
        assertThat(get(rig.engine.list())).hasSize(1);
        rig.launcher.running.clear();
        rig.pass(1_000);

        assertThat(rig.ledger.has(observer)).isFalse();
    }

    @Test
    void oneThatIsNotTheOneThatWasWantedIsNone() {
        rig.launcher.answer = Optional.of(new RunningObserver("another", "m1", 0, 1));
        rig.asks("cid", "m1");

        assertThat(get(rig.supplied())).isInstanceOf(SupplyAnswer.Failed.class);
    }
}
