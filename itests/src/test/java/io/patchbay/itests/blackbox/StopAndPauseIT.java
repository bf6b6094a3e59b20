package io.patchbay.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM, and a node that was stopped for longer than it tolerates silence. */
class StopAndPauseIT {
    @TempDir
    private Path folder;

    @Test
    void stopsWithinFiveSecondsAndClosesItsClientsResumably() throws Exception {
        try (NodeProcess node = NodeProcess.start(folder.resolve("data"))) {
            String token = node.rest().token(node.rest().room(Map.of()), "ann", "presenter");
            try (RawClient client = RawClient.connectTo(token)) {
                client.login(token);

                long took = node.terminate();

                assertThat(took).isLessThan(5_000);
                assertThat(client.closeCode(Duration.ofSeconds(5))).contains(1012);
            }
        }
    }

    @Test
    void expiresNobodyForASilenceThatWasItsOwn() throws Exception {
        try (NodeProcess node =
                NodeProcess.start(folder.resolve("data"), "--set", "io.patchbay.placement:silenceMillis=2000")) {
            node.workers().join("play-1", 0.1, List.of("match-1"));

            node.signal("STOP");
            TimeUnit.SECONDS.sleep(6); // three times what it tolerates: real time, because the pause is the kernel's
            node.signal("CONT");

            Answer report = notLater(() -> node.workers().post("/workers/play-1/report", Map.of("load", 0.1)));
            assertThat(report.status()).as(report::body).isEqualTo(200);
            Answer task = notLater(() -> node.workers().get("/tasks/play/match-1"));
            assertThat(task.body()).contains("play-1");
        }
    }

    /** While leadership is being confirmed, which may begin a moment after waking, the answer is "later", never "unknown". */
    private static Answer notLater(Callable<Answer> request) {
        return await().pollInterval(Duration.ofMillis(100))
                .atMost(Duration.ofSeconds(15))
                .until(request, answer -> answer.status() != 503 && answer.status() != 307);
    }

    @Test
    void refusesASecondProcessOnItsData() throws Exception {
        try (NodeProcess node = NodeProcess.start(folder.resolve("data"))) {
            NodeProcess.Finished second = NodeProcess.command(
                    "run", "--port", "0", "--data", node.data().toString());

            assertThat(second.output()).contains("is in use by another process").hasLineCount(1);
            assertThat(second.status()).isEqualTo(2);
        }
    }
}
