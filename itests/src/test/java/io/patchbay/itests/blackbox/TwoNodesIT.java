package io.patchbay.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes with data folders of their own on one ZooKeeper and one database: one leads, the other stands by. */
class TwoNodesIT {
    /** A session of 2 s has to expire, and the other node to notice. */
    private static final Duration TAKEOVER = Duration.ofSeconds(6);

    @TempDir
    private Path folder;

    private StandaloneServers.PostgreSql database;
    private Process zooKeeper;
    private NodeProcess leader;
    private NodeProcess standby;

    @BeforeEach
    void start() throws Exception {
        database = StandaloneServers.PostgreSql.start();
        int port = StandaloneServers.freePort();
        zooKeeper = StandaloneServers.zooKeeper(port, folder.resolve("zookeeper"));
        leader = startNode("first", port);
        shareCredentials("first", "second");
        standby = startNode("second", port);
    }

    @AfterEach
    void stop() throws Exception {
        for (NodeProcess node : List.of(standby, leader)) {
            node.close();
        }
        zooKeeper.destroyForcibly().waitFor();
        database.close();
    }

    @Test
    void oneLeadsAndTheOtherStandsBy() throws Exception {
        sendsToTheLeader();
        letsWorkersFollow();
        refusesATokenForNow();
    }

    @Test
    void theOtherLeadsWhenTheLeaderIsKilled() throws Exception {
        WorkerApi workers = leader.workers();
        workers.join("play-1", 0.1, List.of("match-1"));
        long epoch = report(leader).json().path("epoch").asLong();
        String room = leader.rest().room(Map.of());

        leader.kill();

        Answer unknown = await().pollInterval(Duration.ofMillis(50))
                .atMost(TAKEOVER)
                .until(() -> report(standby), answer -> answer.status() == 404);
        assertThat(unknown.body()).contains("join");
        Answer joined = standby.workers().join("play-1", 0.1, List.of("match-1"));
        assertThat(joined.json().path("epoch").asLong()).isGreaterThan(epoch);
        assertThat(standby.workers().get("/tasks/play/match-1").body()).contains("play-1");
        String token = await().atMost(TAKEOVER)
                .ignoreExceptionsInstanceOf(AssertionError.class)
                .until(() -> standby.rest().token(room, "ann", "presenter"), answer -> true);
        try (RawClient ann = RawClient.connectTo(token)) {
            assertThat(ann.login(token).path(0).asText()).isEqualTo("ok");
        }
    }

    private void sendsToTheLeader() throws Exception {
        Answer sent = standby.workers().get("/workers?purpose=play");

        assertThat(sent.status()).isEqualTo(307);
        assertThat(sent.header("Location")).isEqualTo(leader.url() + "/cluster/v1/workers?purpose=play");
        assertThat(leader.workers().get("/workers?purpose=play").status()).isEqualTo(200);
    }

    private void letsWorkersFollow() throws Exception {
        WorkerApi worker = standby.workers().followingRedirects();

        assertThat(worker.join("play-1", 0.1, List.of("match-1")).status()).isEqualTo(200);
        assertThat(worker.post("/workers/play-1/report", Map.of("pickedUp", List.of("match-2")))
                        .status())
                .isEqualTo(200);
        assertThat(worker.schedule("play", "match-3").body()).contains("play-1");
        assertThat(leader.workers().get("/tasks/play/match-2").body()).contains("play-1");
        assertThat(leader.workers().get("/tasks/play/match-3").body()).contains("play-1");
    }

    private void refusesATokenForNow() throws Exception {
        String room = leader.rest().room(Map.of());
        Answer refused =
                standby.rest().post("/v1/rooms/" + room + "/tokens", Map.of("user", "ann", "role", "presenter"));

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.header("Retry-After")).isNotEmpty();
        assertThat(refused.json().path("error").path("message").asText())
                .isEqualTo("Failed to get portal: cluster manager is not ready.");
    }

    private static Answer report(NodeProcess node) throws Exception {
        return node.workers().post("/workers/play-1/report", Map.of("load", 0.1));
    }

    private NodeProcess startNode(String name, int zooKeeperPort) throws IOException {
        return NodeProcess.start(
                folder.resolve(name),
                "--node",
                name,
                "--zookeeper",
                "127.0.0.1:" + zooKeeperPort,
                "--database",
                database.url());
    }

    /** Nodes behind one address have one set of secrets, which the operator copies. */
    private void shareCredentials(String from, String to) throws IOException {
        Path copy = Files.createDirectories(folder.resolve(to)).resolve("credentials.json");
        Files.copy(folder.resolve(from).resolve("credentials.json"), copy);
    }
}
