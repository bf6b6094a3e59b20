package io.patchbay.lobby.internal.play;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.lobby.CancelOutcome;
import io.patchbay.api.lobby.PlayStatus;
import io.patchbay.api.lobby.Redemption;
import io.patchbay.api.lobby.Redemption.Reason;
import io.patchbay.api.lobby.StartState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlayEngineTest {
    private final PlayRig rig = new PlayRig();

    @Test
    void aPlayerGetsASeatItsServerAndAToken() {
        rig.placement.server("s", 1);
        StartState.Reserved reserved = rig.reserved("ann");
        assertThat(reserved.server()).isEqualTo("s");
        assertThat(reserved.endpoint()).isEqualTo("ws://10.0.0.1:7000");
        assertThat(reserved.tokens()).singleElement().asString().hasSize(64);
        assertThat(reserved.deadlineMillis()).isEqualTo(rig.clock.millis() + 30_000);
    }

    @Test
    void aTokenIsNotInWhatIsLogged() {
        rig.placement.server("s", 1);
        StartState.Reserved reserved = rig.reserved("ann");
        assertThat(reserved.toString()).doesNotContain(reserved.tokens().get(0));
    }

    @Test
    void theSameRequestGetsTheSameAnswer() {
        rig.placement.server("s", 5);
        StartState first = rig.start("ann");
        rig.pass(1_000);
        assertThat(rig.start("ann")).isEqualTo(first);
        assertThat(rig.placement.taken("s")).isEqualTo(1);
    }

    @Test
    void aKeyIsGoodForOneRequest() {
        rig.placement.server("s", 5);
        rig.start("ann");
        assertThat(PlayRig.get(rig.asks("ann", "k", 2))).isEqualTo(Refusals.KEY_REUSED);
        assertThat(rig.placement.taken("s")).isEqualTo(1);
    }

    @Test
    void keysOfTwoPlayersAreTwo() {
        rig.placement.server("s", 5);
        assertThat(rig.reserved("ann").start()).isNotEqualTo(rig.reserved("bob").start());
    }

    @Test
    void anotherKeyGivesUpWhatThePlayerHad() {
        rig.placement.server("s", 1);
        StartState.Reserved first = rig.reserved("ann");
        StartState.Reserved second = PlayRig.reserved(PlayRig.get(rig.asks("ann", "other", 1)));
        assertThat(second.start()).isNotEqualTo(first.start());
        assertThat(rig.placement.taken("s")).isEqualTo(1);
        assertThat(rig.redeem("s", first.tokens().get(0))).isEqualTo(new Redemption.Refused(Reason.UNKNOWN));
    }

    @Test
    void aTokenLetsOneIn() {
        rig.placement.server("s", 1);
        StartState.Reserved reserved = rig.reserved("ann");
        assertThat(rig.redeem("s", reserved.tokens().get(0)))
                .isEqualTo(new Redemption.Redeemed(reserved.start(), reserved.start(), "ann", 0, 1, PlayRig.DUEL));
        assertThat(rig.redeem("s", reserved.tokens().get(0))).isEqualTo(new Redemption.Refused(Reason.USED));
    }

    @Test
    void aTokenIsGoodAtItsServerOnly() {
        rig.placement.server("s", 1);
        rig.placement.server("t", 1);
        StartState.Reserved reserved = rig.reserved("ann");
        String token = reserved.tokens().get(0);
        assertThat(rig.redeem("t", token)).isEqualTo(new Redemption.Refused(Reason.WRONG_SERVER));
        assertThat(rig.redeem("s", token)).isInstanceOf(Redemption.Redeemed.class);
    }

    @Test
    void nobodyComesWithATokenThatWasNeverGiven() {
        rig.placement.server("s", 1);
        assertThat(rig.redeem("s", "guess")).isEqualTo(new Redemption.Refused(Reason.UNKNOWN));
    }

    @Test
    void whoComesAfterTheDeadlineIsTooLateAndTheSeatIsFree() {
        rig.placement.server("s", 1);
        StartState.Reserved reserved = rig.reserved("ann");
        rig.clock.advance(Duration.ofSeconds(30));
        assertThat(rig.redeem("s", reserved.tokens().get(0))).isEqualTo(new Redemption.Refused(Reason.EXPIRED));
        assertThat(rig.reserved("bob").server()).isEqualTo("s");
    }

    @Test
    void whatTheLedgerHasGivenToOthersLetsNobodyIn() {
        rig.placement.server("s", 1);
        StartState.Reserved reserved = rig.reserved("ann");
        rig.placement.layDown(reserved.start()); // as when another node has led meanwhile
        assertThat(rig.redeem("s", reserved.tokens().get(0))).isEqualTo(new Redemption.Refused(Reason.EXPIRED));
    }

    @Test
    void whileTheNodeCannotTellATokenStaysGood() {
        rig.placement.server("s", 1);
        StartState.Reserved reserved = rig.reserved("ann");
        rig.placement.leads(false);
        assertThat(rig.redeem("s", reserved.tokens().get(0))).isEqualTo(new Redemption.Refused(Reason.NOT_READY));
        rig.placement.leads(true);
        assertThat(rig.redeem("s", reserved.tokens().get(0))).isInstanceOf(Redemption.Redeemed.class);
    }

    @Test
    void whoWasGivenADeadServerStartsAgainAtOnce() {
        rig.placement.server("s", 1);
        rig.placement.server("t", 1);
        assertThat(rig.reserved("ann").server()).isEqualTo("s");
        rig.placement.kill("s");
        assertThat(rig.reserved("ann").server()).isEqualTo("t");
    }

    @Test
    void seatsOnAServerThatDiedAreNotKept() {
        rig.placement.server("s", 1);
        rig.placement.server("t", 1);
        rig.start("ann");
        rig.placement.kill("s");
        rig.start("ann");
        assertThat(rig.placement.taken("s")).isZero();
    }

    @Test
    void whoPlaysGetsTheMatchForTheSameKeyUntilItIsOver() {
        rig.placement.server("s", 1);
        StartState.Reserved reserved = rig.reserved("ann");
        PlayRig.get(rig.engine.redeem("s", reserved.tokens().get(0), Optional.of("m1")));
        rig.placement.pickUp(reserved.start());
        assertThat(rig.start("ann"))
                .isEqualTo(new StartState.Playing(reserved.start(), "s", "ws://10.0.0.1:7000", "m1"));
        rig.placement.layDown(reserved.start());
        assertThat(rig.reserved("ann").start()).isNotEqualTo(reserved.start());
    }

    @Test
    void aServerThatDoesNotPickUpLosesTheSeatAgain() {
        rig.placement.server("s", 1);
        rig.redeem("s", rig.reserved("ann").tokens().get(0));
        rig.clock.advance(Duration.ofSeconds(10));
        assertThat(rig.reserved("bob").server()).isEqualTo("s");
    }

    @Test
    void aGroupGetsATokenForEachOnOneServer() {
        rig.placement.server("s", 2);
        rig.placement.server("t", 3);
        StartState.Reserved group = PlayRig.reserved(rig.start("ann", 3));
        assertThat(group.server()).isEqualTo("t");
        assertThat(group.tokens()).hasSize(3).doesNotHaveDuplicates();
        for (int seat = 0; seat < 3; seat++) {
            assertThat(rig.redeem("t", group.tokens().get(seat)))
                    .isEqualTo(new Redemption.Redeemed(group.start(), group.start(), "ann", seat, 3, PlayRig.DUEL));
        }
    }

    @Test
    void aGroupGetsNothingWhereItDoesNotFit() {
        rig.placement.server("s", 2);
        assertThat(rig.start("ann", 3)).isInstanceOf(StartState.Waiting.class);
        assertThat(rig.placement.taken("s")).isZero();
    }

    @Test
    void whoGivesUpGivesTheSeatBackOnce() {
        rig.placement.server("s", 1);
        StartState.Reserved reserved = rig.reserved("ann");
        assertThat(rig.cancel("ann", reserved.start())).isEqualTo(CancelOutcome.DONE);
        assertThat(rig.cancel("ann", reserved.start())).isEqualTo(CancelOutcome.UNKNOWN);
        assertThat(rig.placement.taken("s")).isZero();
        assertThat(rig.redeem("s", reserved.tokens().get(0))).isEqualTo(new Redemption.Refused(Reason.UNKNOWN));
    }

    @Test
    void whoPlaysDoesNotGiveUpHere() {
        rig.placement.server("s", 1);
        StartState.Reserved reserved = rig.reserved("ann");
        rig.comes(reserved);
        assertThat(rig.cancel("ann", reserved.start())).isEqualTo(CancelOutcome.PLAYING);
        assertThat(rig.placement.taken("s")).isEqualTo(1);
    }

    @Test
    void nobodyGivesUpForAnother() {
        rig.placement.server("s", 1);
        StartState.Reserved reserved = rig.reserved("ann");
        assertThat(rig.cancel("bob", reserved.start())).isEqualTo(CancelOutcome.UNKNOWN);
        assertThat(rig.look("bob", reserved.start())).isEqualTo(Refusals.UNKNOWN);
    }

    @Test
    void whileTheNodeDoesNotLeadNobodyStarts() {
        rig.placement.server("s", 1);
        rig.placement.leads(false);
        assertThat(rig.start("ann")).isEqualTo(Refusals.NOT_READY);
        rig.placement.leads(true);
        assertThat(rig.start("ann")).isInstanceOf(StartState.Reserved.class);
    }

    @Test
    void tellsWhatIsPlayed() {
        rig.placement.server("s", 4);
        for (String player : List.of("ann", "bob")) {
            StartState.Reserved reserved = rig.reserved(player);
            PlayRig.get(rig.engine.redeem("s", reserved.tokens().get(0), Optional.of("m1")));
        }
        rig.start("cid");
        assertThat(PlayRig.get(rig.engine.status()))
                .isEqualTo(new PlayStatus(
                        List.of(new PlayStatus.Match(
                                "m1", "s", PlayRig.DUEL, List.of("ann", "bob"), 2, rig.clock.millis())),
                        List.of(),
                        1));
    }

    @Test
    void forgetsMatchesThatAreOver() {
        rig.placement.server("s", 1);
        StartState.Reserved reserved = rig.reserved("ann");
        rig.comes(reserved);
        rig.placement.layDown(reserved.start());
        rig.pass(6_000);
        assertThat(PlayRig.get(rig.engine.status()).matches()).isEmpty();
        assertThat(rig.engine.starts().isEmpty()).isTrue();
    }

    @Test
    void saysWhereAMatchIsPlayedWhileItIs() {
        rig.placement.server("s", 2);
        StartState.Reserved ann = rig.reserved("ann");
        assertThat(PlayRig.get(rig.engine.match(ann.start()))).isEmpty();
        rig.comes(ann);

        assertThat(PlayRig.get(rig.engine.match(ann.start()))).hasValueSatisfying(match -> {
            assertThat(match.server()).isEqualTo("s");
            assertThat(match.players()).containsExactly("ann");
        });
        rig.placement.layDown(ann.start());
        rig.pass(10_000);
        assertThat(PlayRig.get(rig.engine.match(ann.start()))).isEmpty();
    }
}
