package io.patchbay.coordination.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import io.patchbay.api.coordination.Leadership;
import io.patchbay.api.coordination.Member;
import io.patchbay.coordination.internal.TestCluster.Peer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LeadershipTest {
    @TempDir
    Path folder;

    private TestCluster cluster;

    @BeforeEach
    void startCluster() {
        cluster = new TestCluster(folder);
    }

    @AfterEach
    void closeCluster() {
        cluster.close();
    }

    @Test
    void belongsToOneOfThree() {
        List<Peer> peers = List.of(cluster.join("a"), cluster.join("b"), cluster.join("c"));

        await().until(() ->
                peers.stream().allMatch(peer -> peer.view().members().size() == 3));

        assertThat(peers.stream().filter(Peer::leads)).hasSize(1);
    }

    @Test
    void isKnownToEveryNode() {
        Peer first = cluster.join("a");
        await().until(first::leads);
        Peer second = cluster.join("b");

        Member leader = new Member("a", URI.create("http://a:8080"));
        await().untilAsserted(() -> assertThat(
                        Stream.of(first, second).map(peer -> peer.view().leader()))
                .containsOnly(Optional.of(leader)));
    }

    @Test
    void passesToAnotherNodeWithinThreeSecondsOfACut() {
        Duration byDefault = Settings.of(Configs.with(Map.of())).session();
        Peer first = cluster.join("a", byDefault);
        await().until(first::leads);
        Peer second = cluster.join("b", byDefault);
        await().until(() -> second.view().leader().isPresent());

        first.line().cut();

        await().atMost(Duration.ofSeconds(3)).until(second::leads);
    }

    @Test
    void isHiddenAsSoonAsTheConnectionIsSuspended() {
        Peer first = cluster.join("a");
        await().until(first::leads);

        first.line().cut();

        await().atMost(Duration.ofSeconds(1)).until(() -> !first.leads());
        assertThat(first.view().leader()).isEmpty();
    }

    @Test
    void comesBackInTheSameTermWhenTheSessionHasLasted() throws Exception {
        Peer first = cluster.join("a");
        await().until(first::leads);
        StoredSession session = first.sessions().read().orElseThrow();

        first.line().cut();
        await().until(() -> !first.leads());
        first.line().mend();
        await().until(first::leads);

        assertThat(first.sessions().read()).contains(session);
        assertThat(first.marker().terms()).extracting(Leadership::epoch).containsExactly(1L, 1L);
        assertThat(first.marker().current().orElseThrow().succeeds(1)).isTrue();
    }

    @Test
    void hasAGreaterNumberInEachTermAndTellsWhoLedBetween() throws Exception {
        Peer first = cluster.join("a");
        await().until(first::leads);
        Peer second = cluster.join("b");
        await().until(() -> second.view().leader().isPresent());

        first.line().cut();
        cluster.expire(first);
        await().until(second::leads);
        first.line().mend();
        await().until(() -> first.view().leader().isPresent());
        second.line().cut();
        cluster.expire(second);
        await().until(first::leads);

        assertThat(second.marker().terms()).extracting(Leadership::epoch).containsExactly(2L);
        Leadership third = first.marker().current().orElseThrow();
        assertThat(third.epoch()).isEqualTo(3);
        assertThat(third.succeeds(1)).isFalse();
        assertThat(third.succeeds(3)).isTrue();
    }

    @Test
    void succeedsItselfWhenItsSessionExpiredAndNobodyElseLed() throws Exception {
        Peer only = cluster.join("a");
        await().until(only::leads);

        cluster.expire(only);

        await().until(() -> only.marker().terms().size() == 2);
        Leadership second = only.marker().terms().get(1);
        assertThat(second.epoch()).isEqualTo(2);
        assertThat(second.succeeds(1)).isTrue();
    }

    @Test
    void isStoodForAgainWhenItsEntryIsDeletedByHand() throws Exception {
        Peer only = cluster.join("a");
        await().until(only::leads);

        ByHand.act(cluster.port(), zookeeper -> zookeeper.delete("/patchbay/leader", -1));

        await().until(() -> only.leads() && only.epoch() == 2);
    }

    @Test
    void isGivenUpOnLeaving() {
        Peer first = cluster.join("a");
        await().until(first::leads);
        Peer second = cluster.join("b");
        await().until(() -> second.view().members().size() == 2);

        first.participation().close();

        assertThat(first.leads()).isFalse();
        await().atMost(Duration.ofSeconds(1)).until(second::leads);
    }

    @Test
    void comesBackByItselfAfterTheServerWasAway() {
        Peer first = cluster.join("a");
        await().until(first::leads);
        Peer second = cluster.join("b");
        await().until(() -> second.view().members().size() == 2);

        cluster.stopServer();
        await().until(() -> !first.view().connected() && !second.view().connected());
        assertThat(first.leads()).isFalse();
        cluster.startServer();

        await().until(() -> isWhole(first, second));
    }

    @Test
    void comesBackByItselfWhenTheServerWasAwayForLongerThanTheSessions() throws Exception {
        Peer first = cluster.join("a");
        await().until(first::leads);
        Peer second = cluster.join("b");
        await().until(() -> second.view().members().size() == 2);

        cluster.stopServer();
        await().until(() -> !first.view().connected() && !second.view().connected());
        List.of(first, second).forEach(peer -> peer.line().cut());
        cluster.startServer();
        cluster.expire(first);
        cluster.expire(second);
        List.of(first, second).forEach(peer -> peer.line().mend());

        await().until(() -> isWhole(first, second));
    }

    private static boolean isWhole(Peer... peers) {
        return Stream.of(peers)
                        .allMatch(peer -> peer.view().members().size() == peers.length
                                && peer.view().blockedBy().isEmpty())
                && Stream.of(peers).filter(Peer::leads).count() == 1;
    }
}
