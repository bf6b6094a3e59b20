package io.patchbay.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ZooKeeper or the database away: who is in stays in, who asks is told to come again, and everything goes on by itself. */
class OutageIT {
    private static final Duration AT_ONCE = Duration.ofSeconds(5);
    private static final Duration BY_ITSELF = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    @Test
    void outlivesZooKeeper() throws Exception {
        int port = StandaloneServers.freePort();
        Process zooKeeper = StandaloneServers.zooKeeper(port, folder.resolve("zookeeper"));
        try (NodeProcess node = NodeProcess.start(folder.resolve("data"), "--zookeeper", "127.0.0.1:" + port)) {
            Talk talk = Talk.begin(node);
            zooKeeper.destroyForcibly().waitFor();

            await().atMost(Duration.ofSeconds(10))
                    .until(() -> talk.askForAToken().status() == 503);
            refusesAtOnceButKeepsTalking(talk);
            livesButIsNotReady(node, "coordination");

            zooKeeper = StandaloneServers.zooKeeper(port, folder.resolve("zookeeper"));
            await().atMost(BY_ITSELF).until(() -> talk.askForAToken().status() == 200);
            talk.go();
            talk.end();
            await().atMost(BY_ITSELF)
                    .until(() -> node.get("/system/health/ready").status() == 200);
        } finally {
            zooKeeper.destroyForcibly();
        }
    }

    @Test
    void outlivesTheDatabase() throws Exception {
        try (StandaloneServers.PostgreSql database = StandaloneServers.PostgreSql.start();
                NodeProcess node = NodeProcess.start(folder.resolve("data"), "--database", database.url())) {
            Talk talk = Talk.begin(node);
            database.stop();

            await().atMost(Duration.ofSeconds(10))
                    .until(() -> talk.askForAToken().status() == 503);
            refusesAtOnceButKeepsTalking(talk);
            livesButIsNotReady(node, "store");

            database.resume();
            await().atMost(BY_ITSELF).until(() -> talk.askForAToken().status() == 200);
            talk.go();
            talk.end();
        }
    }

    private static void refusesAtOnceButKeepsTalking(Talk talk) throws Exception {
        long started = System.nanoTime();
        Answer refused = talk.askForAToken();

        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(AT_ONCE);
        assertThat(refused.status()).as(refused::body).isEqualTo(503);
        assertThat(refused.header("Retry-After")).isNotEmpty();
        talk.go();
    }

    private static void livesButIsNotReady(NodeProcess node, String part) throws Exception {
        assertThat(node.get("/system/health/live").status()).isEqualTo(200);
        await().atMost(BY_ITSELF).untilAsserted(() -> assertThat(node.get("/system/health/ready"))
                .satisfies(answer -> assertThat(answer.status()).isEqualTo(503))
                .satisfies(answer -> assertThat(answer.body()).contains("\"" + part + ": ")));
    }

    /** Two clients in a room. */
    private record Talk(NodeProcess node, String room, RawClient ann, RawClient bob) {
        static Talk begin(NodeProcess node) throws Exception {
            String room = node.rest().room(Map.of());
            String forAnn = node.rest().token(room, "ann", "presenter");
            String forBob = node.rest().token(room, "bob", "presenter");
            Talk talk = new Talk(node, room, RawClient.connectTo(forAnn), RawClient.connectTo(forBob));
            assertThat(talk.ann.login(forAnn).path(0).asText()).isEqualTo("ok");
            assertThat(talk.bob.login(forBob).path(0).asText()).isEqualTo("ok");
            return talk;
        }

        void go() throws Exception {
            assertThat(ann.open()).isTrue();
            assertThat(ann.emit("text", Map.of("to", "all", "message", "still here"))
                            .path(0)
                            .asText())
                    .isEqualTo("ok");
            assertThat(bob.awaitEvent("text").path(1).path("message").asText()).isEqualTo("still here");
        }

        Answer askForAToken() throws Exception {
            return node.rest().post("/v1/rooms/" + room + "/tokens", Map.of("user", "eve", "role", "presenter"));
        }

        void end() {
            ann.close();
            bob.close();
        }
    }
}
