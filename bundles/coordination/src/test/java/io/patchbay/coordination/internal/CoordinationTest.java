package io.patchbay.coordination.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import io.patchbay.api.coordination.Leadership;
import io.patchbay.api.coordination.Member;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.zookeeper.KeeperException.NoAuthException;
import org.apache.zookeeper.server.ExitCode;
import org.apache.zookeeper.util.ServiceUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A node with a ZooKeeper of its own. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class CoordinationTest {
    @TempDir
    Path data;

    private final RecordingMarker marker = new RecordingMarker();
    private final List<Runnable> closing = new ArrayList<>();

    @AfterEach
    void close() {
        closing.forEach(Runnable::run);
    }

    @Test
    void leadsItselfAlone() {
        Coordination node = open(marker);

        await().until(() -> node.blockedBy().isEmpty());

        Member self = new Member("solo", FakeNode.URL);
        assertThat(node.leader()).contains(self);
        assertThat(node.members()).containsExactly(self);
        assertThat(node.connected()).isTrue();
        await().until(() -> marker.current().isPresent());
    }

    @Test
    void isBlockedUntilALeaderIsKnown() {
        Coordination node = open(marker, Map.of("connectString", "127.0.0.1:1"));

        assertThat(node.blockedBy()).contains("ZooKeeper at 127.0.0.1:1 cannot be reached");
        assertThat(node.leader()).isEmpty();
    }

    @Test
    void leadsAgainAfterItsZooKeeperWasRestarted() {
        Coordination node = open(marker);
        await().until(() -> marker.current().isPresent());

        ServiceUtils.requestSystemExit(ExitCode.TXNLOG_ERROR_TAKING_SNAPSHOT.getValue());

        await().until(() -> marker.terms().size() == 2 && node.blockedBy().isEmpty());
        assertThat(marker.terms().get(1).succeeds(marker.terms().get(0).epoch()))
                .isTrue();
    }

    @Test
    void leadsWithinThreeSecondsOfAKillAndInALaterTerm() throws Exception {
        open(marker);
        await().until(() -> marker.current().isPresent());
        Path copy = Files.createDirectory(data.resolveSibling(data.getFileName() + "-copy"));
        copy(data, copy); // as a kill leaves it: session, leader and all
        close();

        RecordingMarker successor = new RecordingMarker();
        open(successor, Map.of(), new FakeNode(copy));

        await().atMost(Duration.ofSeconds(3)).until(() -> successor.current().isPresent());
        assertThat(successor.terms()).extracting(Leadership::epoch).containsExactly(2L);
        assertThat(successor.terms().get(0).succeeds(1)).isFalse(); // what led the first was another process
    }

    @Test
    void connectsBeforeTheNodesAddressIsKnownAndLeadsOnceItIs() {
        Coordination node = new Coordination(
                marker,
                new NoClients(),
                Configs.with(Map.of()),
                new FakeNode(data),
                new FakeCredentials(),
                () -> false);
        closing.add(node::close);
        await().until(() -> node.blockedBy().equals(Optional.of("the HTTP server does not listen yet")));
        assertThat(marker.current()).isEmpty();

        node.bindNode(new FakeNode(data));

        await().until(() -> marker.current().isPresent());
    }

    @Test
    void leadsNoLongerWhileTheNodeCannotBeReached() {
        FakeNode reachable = new FakeNode(data);
        Coordination node = open(marker, Map.of(), reachable);
        await().until(() -> marker.current().isPresent());

        node.unbindNode(reachable);

        assertThat(marker.current()).isEmpty();
        await().until(() -> node.blockedBy().equals(Optional.of("the HTTP server does not listen yet")));
        node.bindNode(reachable);
        await().until(() -> marker.current().isPresent());
    }

    @Test
    void keepsItsDataFromOthers() throws Exception {
        int port = freePort();
        Coordination node = open(marker, Map.of("port", port));
        await().until(() -> node.blockedBy().isEmpty());

        ByHand.act(port, zookeeper -> assertThatThrownBy(() -> zookeeper.getChildren("/patchbay", false))
                .isInstanceOf(NoAuthException.class));
    }

    @Test
    void storesItsSessionForASuccessor() throws Exception {
        Coordination node = open(marker);
        await().until(() -> node.blockedBy().isEmpty());

        assertThat(new SessionFile(data.resolve("zookeeper-session")).read())
                .map(StoredSession::ensemble)
                .contains("embedded");
    }

    @Test
    void forgetsItsSessionOnAnOrderlyEnd() {
        Coordination node = open(marker);
        await().until(() -> node.blockedBy().isEmpty());

        node.close();

        assertThat(data.resolve("zookeeper-session")).doesNotExist();
    }

    @Test
    void namesThePidAndTheKeyOfABadValue() {
        assertThatThrownBy(() -> open(marker, Map.of("sessionTimeoutMillis", 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("io.patchbay.coordination")
                .hasMessageContaining("sessionTimeoutMillis");
    }

    private Coordination open(LeadershipMarker shownTo) {
        return open(shownTo, Map.of());
    }

    private Coordination open(LeadershipMarker shownTo, Map<String, Object> configuration) {
        return open(shownTo, configuration, new FakeNode(data));
    }

    private Coordination open(LeadershipMarker shownTo, Map<String, Object> configuration, FakeNode node) {
        Coordination coordination = new Coordination(
                shownTo, new NoClients(), Configs.with(configuration), node, new FakeCredentials(), () -> false);
        closing.add(coordination::close);
        coordination.bindNode(node);
        return coordination;
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.skip(1).toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}
