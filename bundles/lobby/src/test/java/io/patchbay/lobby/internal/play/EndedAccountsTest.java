package io.patchbay.lobby.internal.play;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.lobby.Redemption;
import io.patchbay.api.lobby.Redemption.Reason;
import io.patchbay.api.lobby.StartState;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What becomes of the starts of an account that is disabled or deleted. */
class EndedAccountsTest {
    private static final Redemption UNKNOWN = new Redemption.Refused(Reason.UNKNOWN);

    private final PlayRig rig = new PlayRig();

    @Test
    void givesUpItsPlaceInTheLineAndAnswersWhoWaitsThere() {
        rig.placement.server("s", 1);
        rig.reserved("bob");
        StartState.Waiting waiting = rig.waiting("ann");
        CompletionStage<StartState> poll = rig.poll("ann", waiting.start(), waiting.position());
        rig.engine.leave("ann");

        assertThat(PlayRig.get(poll)).isEqualTo(Refusals.UNKNOWN);
        assertThat(PlayRig.get(rig.engine.status()).lines()).isEmpty();
    }

    @Test
    void givesItsSeatsBackAndItsTokensAreVoid() {
        rig.placement.server("s", 1);
        StartState.Reserved reserved = rig.reserved("ann");
        rig.engine.leave("ann");

        assertThat(rig.redeem("s", reserved.tokens().get(0))).isEqualTo(UNKNOWN);
        assertThat(rig.look("ann", reserved.start())).isEqualTo(Refusals.UNKNOWN);
        assertThat(rig.reserved("bob").server()).isEqualTo("s");
    }

    @Test
    void leavesItsMatchToTheServerThoughNobodySeesItAsItsOwnAnyMore() {
        rig.placement.server("s", 2);
        StartState.Reserved reserved = PlayRig.reserved(rig.start("ann", 2));
        rig.comes(reserved);
        rig.engine.leave("ann");

        assertThat(PlayRig.get(rig.engine.match(reserved.start()))).isPresent();
        assertThat(rig.look("ann", reserved.start())).isEqualTo(Refusals.UNKNOWN);
        assertThat(rig.redeem("s", reserved.tokens().get(1))).isEqualTo(UNKNOWN);
        assertThat(rig.waiting("ann").start()).isNotEqualTo(reserved.start());
    }

    @Test
    void leavesTheStartsOfOthers() {
        rig.placement.server("s", 2);
        StartState.Reserved reserved = rig.reserved("bob");
        rig.reserved("ann");
        rig.engine.leave("ann");

        assertThat(rig.look("bob", reserved.start())).isEqualTo(reserved);
    }

    @Test
    void isNoticedWhenItsTokenComesIfItEndedOnAnotherNode() {
        rig.placement.server("s", 1);
        StartState.Reserved reserved = rig.reserved("ann");
        rig.good = player -> CompletableFuture.completedStage(!player.equals("ann"));

        assertThat(rig.redeem("s", reserved.tokens().get(0))).isEqualTo(UNKNOWN);
        assertThat(rig.placement.taken("s")).isZero();
    }

    @Test
    void whileNobodyCanTellItsTokenStaysGood() {
        rig.placement.server("s", 1);
        StartState.Reserved reserved = rig.reserved("ann");
        rig.good = player -> CompletableFuture.failedStage(new IllegalStateException("away"));
        assertThat(rig.redeem("s", reserved.tokens().get(0))).isEqualTo(new Redemption.Refused(Reason.NOT_READY));

        rig.good = player -> CompletableFuture.completedStage(true);
        assertThat(rig.redeem("s", reserved.tokens().get(0))).isInstanceOf(Redemption.Redeemed.class);
    }

    @Test
    void mayEndWhileItsTokenIsLookedAt() {
        rig.placement.server("s", 1);
        StartState.Reserved reserved = rig.reserved("ann");
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        rig.good = player -> answer;
        CompletionStage<Redemption> redemption =
                rig.engine.redeem("s", reserved.tokens().get(0), Optional.empty());
        rig.engine.leave("ann");
        answer.complete(true); // read before

        assertThat(PlayRig.get(redemption)).isEqualTo(UNKNOWN);
        assertThat(rig.placement.taken("s")).isZero();
    }

    @Test
    void mayEndWhileATokenOfAMatchThatGoesOnIsLookedAt() {
        rig.placement.server("s", 2);
        StartState.Reserved reserved = PlayRig.reserved(rig.start("ann", 2));
        rig.comes(reserved);
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        rig.good = player -> answer;
        CompletionStage<Redemption> redemption =
                rig.engine.redeem("s", reserved.tokens().get(1), Optional.empty());
        rig.engine.leave("ann");
        answer.complete(true);

        assertThat(PlayRig.get(redemption)).isEqualTo(UNKNOWN);
    }

    @Test
    void itsTokenIsNotUsedUpByADatabaseThatDoesNotAnswer() {
        rig.placement.server("s", 1);
        StartState.Reserved reserved = rig.reserved("ann");
        rig.good = player -> new CompletableFuture<>();
        CompletionStage<Redemption> late =
                rig.engine.redeem("s", reserved.tokens().get(0), Optional.empty());

        assertThat(late.toCompletableFuture()).succeedsWithin(Duration.ofMinutes(1));
        rig.good = player -> CompletableFuture.completedStage(true);
        assertThat(rig.redeem("s", reserved.tokens().get(0))).isInstanceOf(Redemption.Redeemed.class);
    }
}
