package io.patchbay.lobby.internal.play;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.Attributes;
import io.patchbay.api.lobby.StartRequest;
import io.patchbay.api.lobby.StartState;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** A player who starts with one key after another. */
class StartingAgainTest {
    private final PlayRig rig = new PlayRig();

    @Test
    void whoCouldNotReachTheServerStartsElsewhereAtOnce() {
        rig.placement.server("s", 8);
        rig.placement.server("t", 8);
        StartState.Reserved first = rig.reserved("ann");

        StartState.Reserved second = PlayRig.reserved(notReached("ann", "k2", first.start()));

        assertThat(second.server()).isEqualTo("t");
        assertThat(rig.placement.taken("s")).isZero();
    }

    @Test
    void nobodyElseIsSentThereBeforeTheServerReports() {
        rig.placement.server("s", 8);
        rig.placement.server("t", 8);
        notReached("ann", "k2", rig.reserved("ann").start());

        assertThat(rig.reserved("bob").server()).isEqualTo("t");
        rig.placement.reports("s");
        assertThat(rig.reserved("eve").server()).isEqualTo("s");
    }

    @Test
    void anothersStartIsNobodysToComplainAbout() {
        rig.placement.server("s", 8);
        rig.placement.server("t", 8);
        StartState.Reserved anns = rig.reserved("ann");

        notReached("bob", "k", anns.start());

        assertThat(rig.start("ann")).isEqualTo(anns);
        assertThat(rig.reserved("eve").server()).isEqualTo("s");
    }

    @Test
    void aServerIsReachedWhereSomebodyHasCome() {
        rig.placement.server("s", 8);
        rig.placement.server("t", 8);
        StartState.Reserved first = rig.reserved("ann");
        rig.comes(first);

        notReached("ann", "k2", first.start());

        assertThat(rig.reserved("eve").server()).isEqualTo("s");
    }

    @Test
    void ofTwoStartsAtOnceTheLaterCounts() {
        rig.placement.server("s", 1);
        rig.reserved("bob");
        CompletionStage<StartState> waiting = rig.asks("ann", "k1", 1);
        String first = PlayRig.waiting(PlayRig.get(waiting)).start();
        CompletionStage<StartState> polled = rig.poll("ann", first, 1);

        PlayRig.waiting(PlayRig.get(rig.asks("ann", "k2", 1)));

        assertThat(PlayRig.get(polled)).isEqualTo(Refusals.SUPERSEDED);
    }

    @Test
    void aKeyThatWasSupersededBeginsNothing() {
        rig.placement.server("s", 1);
        rig.reserved("bob");
        rig.asks("ann", "k1", 1);
        StartState.Waiting second = PlayRig.waiting(PlayRig.get(rig.asks("ann", "k2", 1)));

        assertThat(PlayRig.get(rig.asks("ann", "k1", 1))).isEqualTo(Refusals.SUPERSEDED);
        assertThat(rig.look("ann", second.start())).isEqualTo(second);
    }

    @Test
    void theKeyOfAMatchTellsTheMatchWhileItsPlayerWaitsForAnother() {
        rig.placement.server("s", 1);
        StartState.Reserved first = PlayRig.reserved(PlayRig.get(rig.asks("ann", "k1", 1)));
        rig.comes(first);
        StartState.Waiting second = PlayRig.waiting(PlayRig.get(rig.asks("ann", "k2", 1)));

        assertThat(PlayRig.get(rig.asks("ann", "k1", 1))).isInstanceOf(StartState.Playing.class);
        assertThat(rig.look("ann", second.start())).isEqualTo(second);
    }

    @Test
    void theKeyOfAMatchThatIsOverThrowsNoPlaceAway() {
        rig.placement.server("s", 1);
        StartState.Reserved first = PlayRig.reserved(PlayRig.get(rig.asks("ann", "k1", 1)));
        rig.comes(first);
        StartState.Waiting second = PlayRig.waiting(PlayRig.get(rig.asks("ann", "k2", 1)));
        rig.placement.layDown(first.start());
        rig.placement.executes("s", "other", 1);

        assertThat(PlayRig.get(rig.asks("ann", "k1", 1))).isEqualTo(Refusals.SUPERSEDED);
        assertThat(rig.look("ann", second.start())).isEqualTo(second);
    }

    @Test
    void aKeyIsFreeAgainOnceTheLatestStartIsOver() {
        rig.placement.server("s", 1);
        rig.asks("ann", "k1", 1);
        StartState.Reserved second = PlayRig.reserved(PlayRig.get(rig.asks("ann", "k2", 1)));
        rig.cancel("ann", second.start());

        assertThat(PlayRig.get(rig.asks("ann", "k1", 1))).isInstanceOf(StartState.Reserved.class);
    }

    @Test
    void howManyKeysAreKeptIsBounded() {
        rig.placement.server("s", 1);
        for (int key = 0; key < 40; key++) {
            rig.asks("ann", "k" + key, 1);
        }

        assertThat(PlayRig.get(rig.asks("ann", "k8", 1))).isEqualTo(Refusals.SUPERSEDED);
        assertThat(PlayRig.get(rig.asks("ann", "k0", 1))).isInstanceOf(StartState.Reserved.class);
    }

    private StartState notReached(String player, String key, String start) {
        return PlayRig.get(
                rig.engine.start(player, new StartRequest(key, PlayRig.DUEL, Attributes.NONE, 1, Optional.of(start))));
    }
}
