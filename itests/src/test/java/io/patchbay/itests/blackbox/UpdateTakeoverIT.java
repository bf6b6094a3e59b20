package io.patchbay.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The node that chooses storage workers is killed while clients ask; the other has known the workers all along. */
class UpdateTakeoverIT {
    /** A session of 2 s has to expire, and the other node to notice; machines under load take longer than the 3 s of an idle one. */
    private static final Duration TAKEOVER = Duration.ofSeconds(6);

    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private StandaloneServers.PostgreSql database;
    private Process zooKeeper;
    private NodeProcess leader;
    private NodeProcess standby;
    private StorageProcess storage;
    private StorageProcess otherStorage;

    @BeforeEach
    void start() throws Exception {
        database = StandaloneServers.PostgreSql.start();
        int port = StandaloneServers.freePort();
        zooKeeper = StandaloneServers.zooKeeper(port, folder.resolve("zookeeper"));
        leader = startNode("first", port);
        Path copy = Files.createDirectories(folder.resolve("second")).resolve("credentials.json");
        Files.copy(folder.resolve("first").resolve("credentials.json"), copy);
        standby = startNode("second", port);
        storage = StorageProcess.start(folder.resolve("storage-1"), List.of(leader, standby));
        otherStorage = StorageProcess.start(folder.resolve("storage-2"), List.of(leader, standby));
    }

    @AfterEach
    void stop() throws Exception {
        storage.close();
        otherStorage.close();
        for (NodeProcess node : List.of(standby, leader)) {
            node.close();
        }
        zooKeeper.destroyForcibly().waitFor();
        database.close();
    }

    @Test
    void theOtherAnswersSoonAfterTheFirstIsKilled() throws Exception {
        publish();
        GameClient first = new GameClient(leader);
        GameClient second = new GameClient(standby);
        await().atMost(SOON).until(() -> first.ask("").json().path("endpoints").size() == 2);
        Answer sent = await().atMost(SOON).until(() -> second.ask(""), answer -> answer.status() == 307);
        assertThat(sent.header("Location")).isEqualTo(leader.url() + "/lobby/v1/update?version=");
        assertThat(sent.header("Retry-After")).isNotEmpty();

        leader.kill();

        Answer answer = await().pollInterval(Duration.ofMillis(50))
                .atMost(TAKEOVER)
                .ignoreExceptionsInstanceOf(HttpTimeoutException.class)
                .until(() -> second.ask(""), told -> told.status() == 200);
        assertThat(answer.json().path("endpoints")).hasSize(2);
        second.update();
        assertThat(second.files).containsExactly(Map.entry("a.txt", "first"));
    }

    private void publish() throws IOException, InterruptedException {
        Path game = Files.createDirectories(folder.resolve("game"));
        Files.writeString(game.resolve("a.txt"), "first");
        NodeProcess.Finished published = NodeProcess.command(
                "releases",
                "publish",
                "1.0",
                game.toString(),
                "--url",
                leader.url(),
                "--data",
                leader.data().toString());
        assertThat(published.status()).as(published.output()).isZero();
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
}
