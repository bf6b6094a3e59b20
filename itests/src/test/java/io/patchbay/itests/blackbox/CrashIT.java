package io.patchbay.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 under load, then a start on the same data folder. */
class CrashIT {
    private static final int BEFORE_THE_KILL = 400;
    private static final int REDEEMED = 40;

    @TempDir
    private Path folder;

    @Test
    void losesNothingThatWasAcknowledged() throws Exception {
        List<String> acknowledged = Collections.synchronizedList(new ArrayList<>());
        String room;
        String used;
        try (NodeProcess node = NodeProcess.start(folder.resolve("data"))) {
            room = node.rest().room(Map.of());
            used = node.rest().token(room, "early", "presenter");
            try (RawClient early = RawClient.connectTo(used)) {
                assertThat(early.login(used).path(0).asText()).isEqualTo("ok");
            }
            assertThat(node.workers().join("play-1", 0.1, List.of()).status()).isEqualTo(200);
            assertThat(node.workers().schedule("play", "match-1").status()).isEqualTo(200);
            node.workers().post("/workers/play-1/report", Map.of("load", 0.2, "pickedUp", List.of("match-1")));
            killUnderLoad(node, room, acknowledged);
        }

        try (NodeProcess again = NodeProcess.start(folder.resolve("data"))) {
            assertThat(again.rest().get("/v1/rooms/" + room).status()).isEqualTo(200);
            workersBringTheirTasksBack(again);
            assertThat(redeem(again, used)).isEqualTo("Invalid token");
            assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(BEFORE_THE_KILL);
            // the last ones are those that the kill could have lost
            for (String token : acknowledged.subList(acknowledged.size() - REDEEMED, acknowledged.size())) {
                assertThat(redeem(again, token)).isEqualTo("ok");
                assertThat(redeem(again, token)).isEqualTo("Invalid token");
            }
        }
    }

    private static void killUnderLoad(NodeProcess node, String room, List<String> acknowledged) throws Exception {
        ExecutorService load = Executors.newFixedThreadPool(4);
        CountDownLatch enough = new CountDownLatch(BEFORE_THE_KILL);
        OwtRest rest = node.rest();
        for (int i = 0; i < 4; i++) {
            load.execute(() -> {
                try {
                    while (true) {
                        acknowledged.add(rest.token(room, "user", "presenter"));
                        enough.countDown();
                    }
                } catch (IOException killed) {
                    // the node is gone: what it acknowledged is in the list
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                }
            });
        }
        assertThat(enough.await(60, TimeUnit.SECONDS)).isTrue();
        node.kill();
        load.shutdown();
        assertThat(load.awaitTermination(40, TimeUnit.SECONDS)).isTrue();
    }

    private static void workersBringTheirTasksBack(NodeProcess node) throws Exception {
        Answer unknown = node.workers().post("/workers/play-1/report", Map.of("load", 0.2));
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.body()).contains("join");
        assertThat(node.workers().join("play-1", 0.2, List.of("match-1")).status())
                .isEqualTo(200);
        assertThat(node.workers().get("/tasks/play/match-1").body()).contains("play-1");
    }

    /** Logs in at the node that runs now, whatever port the token names. */
    private static String redeem(NodeProcess node, String token) throws Exception {
        try (RawClient client = RawClient.connect(node.url())) {
            var answer = client.login(token);
            return answer.path(0).asText().equals("ok") ? "ok" : answer.path(1).asText();
        }
    }
}
