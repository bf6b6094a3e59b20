package io.patchbay.lobby.internal.play;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.lobby.HostedStart;
import io.patchbay.api.lobby.PlayStatus;
import io.patchbay.api.lobby.StartState;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a node that has come to lead learns from play servers. */
class HostingTest {
    private final PlayRig rig = new PlayRig();

    @BeforeEach
    void joinWithTwoPlayers() {
        rig.placement.server("s", 4);
        rig.placement.executes("s", "start-1", 1);
        rig.placement.executes("s", "start-2", 1);
    }

    private static HostedStart start(int number, String player) {
        return new HostedStart("start-" + number, "m1", player, PlayRig.DUEL, 1);
    }

    private boolean says(HostedStart... starts) {
        return PlayRig.get(rig.engine.hosts("s", List.of(starts)));
    }

    private Optional<PlayStatus.Match> match() {
        return PlayRig.get(rig.engine.match("m1"));
    }

    @Test
    void knowsAMatchThatAServerHas() {
        assertThat(says(start(1, "ann"), start(2, "bob"))).isTrue();

        assertThat(match()).hasValueSatisfying(match -> {
            assertThat(match.server()).isEqualTo("s");
            assertThat(match.mode()).isEqualTo(PlayRig.DUEL);
            assertThat(match.players()).containsExactly("ann", "bob");
            assertThat(match.seats()).isEqualTo(2);
        });
        assertThat(PlayRig.get(rig.engine.status()).matches()).hasSize(1);
    }

    @Test
    void aPlayerIsToldWhereItPlays() {
        says(start(1, "ann"));

        assertThat(rig.look("ann", "start-1"))
                .isEqualTo(new StartState.Playing("start-1", "s", "ws://10.0.0.1:7000", "m1"));
    }

    @Test
    void doesNotBelieveWhatTheLedgerDoesNotHaveThere() {
        rig.placement.server("other", 4);
        rig.placement.executes("other", "start-3", 1);

        says(start(3, "cid"), start(4, "dan"));
        rig.pass(1_000);

        assertThat(match()).isEmpty();
        assertThat(rig.placement.taken("other")).isEqualTo(1);
    }

    @Test
    void aServerMayJoinAfterItHasSaidWhoPlays() {
        says(start(3, "cid"));
        assertThat(match()).isEmpty();

        rig.placement.executes("s", "start-3", 1);
        rig.pass(300);

        assertThat(match()).isPresent();
    }

    @Test
    void whatTheLedgerDoesNotGetToKnowIsForgotten() {
        says(start(3, "cid"));
        rig.pass(10_300);

        rig.placement.executes("s", "start-3", 1);
        rig.pass(1_000);

        assertThat(match()).isEmpty();
    }

    @Test
    void aMatchThatIsOverIsForgotten() {
        says(start(1, "ann"), start(2, "bob"));
        rig.placement.layDown("start-1");
        rig.placement.layDown("start-2");

        rig.pass(6_500);

        assertThat(match()).isEmpty();
    }

    @Test
    void aMatchWhoseServerIsGoneIsForgotten() {
        says(start(1, "ann"), start(2, "bob"));
        rig.placement.kill("s");

        rig.pass(6_500);

        assertThat(match()).isEmpty();
    }

    @Test
    void whatIsKnownStaysAsItIs() {
        StartState.Reserved reserved = rig.reserved("cid");
        rig.comes(reserved);

        says(new HostedStart(reserved.start(), "another", "mallory", PlayRig.DUEL, 1));

        assertThat(rig.look("cid", reserved.start()))
                .isEqualTo(new StartState.Playing(reserved.start(), "s", "ws://10.0.0.1:7000", reserved.start()));
        assertThat(PlayRig.get(rig.engine.match("another"))).isEmpty();
    }

    @Test
    void whatAPlayerHasStartedSinceStaysItsLatest() {
        StartState.Reserved since = rig.reserved("ann");

        says(start(1, "ann"));

        assertThat(rig.start("ann")).isEqualTo(since);
    }

    @Test
    void aServerThatSaysItAgainIsTakenAtItsLatestWord() {
        says(start(3, "cid"));
        says();
        rig.placement.executes("s", "start-3", 1);

        rig.pass(1_000);

        assertThat(match()).isEmpty();
    }

    @Test
    void refusesMoreServersThanAreRemembered() {
        IntStream.range(0, 10_000).forEach(number -> rig.engine.hosts("server-" + number, List.of(start(3, "cid"))));

        assertThat(says(start(3, "cid"))).isFalse();
        rig.pass(10_300);
        assertThat(says(start(3, "cid"))).isTrue();
    }
}
