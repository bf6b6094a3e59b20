package io.patchbay.coordination.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import io.patchbay.api.coordination.Member;
import io.patchbay.coordination.internal.TestCluster.Peer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.NoAuthException;
import org.apache.zookeeper.ZooDefs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class MembershipTest {
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
    void showsEveryNodeItsPeersInOrderOfName() {
        Peer second = cluster.join("b");
        Peer first = cluster.join("a");

        List<Member> both =
                List.of(new Member("a", URI.create("http://a:8080")), new Member("b", URI.create("http://b:8080")));
        await().untilAsserted(() -> assertThat(first.view().members()).isEqualTo(both));
        await().untilAsserted(() -> assertThat(second.view().members()).isEqualTo(both));
    }

    @Test
    void forgetsANodeThatLeaves() {
        Peer first = cluster.join("a");
        Peer second = cluster.join("b");
        await().until(() -> first.view().members().size() == 2);

        second.participation().close();

        await().until(() -> first.view().members().size() == 1);
    }

    @Test
    void endsTheSessionOfThePredecessorAtStart() {
        Peer killed = cluster.join("a");
        await().until(killed::leads);
        killed.line().cut(); // from here on it is as good as dead, but its session lives for another 30 s

        Peer successor = cluster.join("a");

        await().atMost(Duration.ofSeconds(3)).until(successor::leads);
        assertThat(successor.view().members()).hasSize(1);
    }

    @Test
    void refusesASecondProcessWithTheNameOfALivingNode() {
        Peer first = cluster.join("a");
        await().until(first::leads);

        Peer second = cluster.join("a", "elsewhere", TestCluster.LONG, Optional.empty());

        await().untilAsserted(() -> assertThat(second.view().blockedBy())
                .contains("another process is alive as node 'a', at http://a:8080"));
        assertThat(second.leads()).isFalse();
    }

    @Test
    void takesTheNameOverOnceItIsFree() {
        Peer first = cluster.join("a");
        await().until(first::leads);
        Peer second = cluster.join("a", "elsewhere", TestCluster.LONG, Optional.empty());
        await().until(() ->
                second.view().blockedBy().isPresent() && second.view().connected());

        first.participation().close();

        await().until(second::leads);
        assertThat(second.view().blockedBy()).isEmpty();
    }

    @Test
    void isEnteredAgainWhenItsEntryIsDeletedByHand() throws Exception {
        Peer only = cluster.join("a");
        await().until(only::leads);

        ByHand.act(cluster.port(), zookeeper -> zookeeper.delete("/patchbay/nodes/a", -1));

        await().untilAsserted(() ->
                ByHand.act(cluster.port(), zookeeper -> assertThat(zookeeper.exists("/patchbay/nodes/a", false))
                        .isNotNull()));
        assertThat(only.leads()).isTrue();
    }

    @Test
    void ignoresEntriesThatItCannotUnderstand() throws Exception {
        Peer first = cluster.join("a");
        await().until(first::leads);

        ByHand.act(
                cluster.port(),
                zookeeper -> zookeeper.create(
                        "/patchbay/nodes/x",
                        "no entry".getBytes(StandardCharsets.UTF_8),
                        ZooDefs.Ids.OPEN_ACL_UNSAFE,
                        CreateMode.PERSISTENT));
        Peer second = cluster.join("b");

        await().untilAsserted(() ->
                assertThat(second.view().members()).extracting(Member::node).containsExactly("a", "b"));
    }

    @Test
    void keepsEntriesOfNodesWithASecretFromOthers() throws Exception {
        Peer guarded = cluster.join("a", "a", TestCluster.LONG, Optional.of(new Digest("patchbay", "secret")));
        await().until(guarded::leads);

        ByHand.act(cluster.port(), zookeeper -> assertThatThrownBy(
                        () -> zookeeper.getData("/patchbay/leader", false, null))
                .isInstanceOf(NoAuthException.class));
    }

    @Test
    void saysThatTheSecretIsAnother() {
        Peer first = cluster.join("a", "a", TestCluster.LONG, Optional.of(new Digest("patchbay", "secret")));
        await().until(first::leads);

        Peer stranger = cluster.join("b", "b", TestCluster.LONG, Optional.of(new Digest("patchbay", "other")));

        await().untilAsserted(() -> assertThat(stranger.view().blockedBy().orElse(""))
                .contains("refuses")
                .contains("NoAuth"));
    }
}
