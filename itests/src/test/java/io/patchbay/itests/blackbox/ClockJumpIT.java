package io.patchbay.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The clock of a node's machine jumps by an hour, while the clocks of everybody who talks to it are right. */
class ClockJumpIT {
    private static final long HOUR_SECONDS = 3_600;

    /** More than a heartbeat, which it is set to, and more than what a worker's silence may last here. */
    private static final long AFTERWARDS_SECONDS = 4;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(longs = {HOUR_SECONDS, -HOUR_SECONDS})
    void changesNothing(long jump) throws Exception {
        FakeClock clock = FakeClock.in(folder);
        try (NodeProcess node = start(clock)) {
            Seen before = Seen.of(node);
            String room = node.rest().room(Map.of());
            String unused = node.rest().token(room, "eve", "presenter");
            String forAnn = node.rest().token(room, "ann", "presenter");
            String forBob = node.rest().token(room, "bob", "presenter");
            try (RawClient ann = RawClient.connectTo(forAnn);
                    RawClient bob = RawClient.connectTo(forBob)) {
                ann.login(forAnn);
                bob.login(forBob);

                jump(clock, jump, node);
                for (long second = 0; second < AFTERWARDS_SECONDS; second++) {
                    assertThat(Seen.of(node)).isEqualTo(before);
                    TimeUnit.SECONDS.sleep(1); // real time, because the jump is the kernel's
                }

                assertThat(ann.emit("text", Map.of("to", "all", "message", "still here"))
                                .path(0)
                                .asText())
                        .isEqualTo("ok");
                assertThat(bob.awaitEvent("text").path(1).path("message").asText())
                        .isEqualTo("still here");
            }
            assertThat(login(unused)).isEqualTo("ok");
            assertThat(login(forAnn)).isEqualTo("error");
            assertThat(login(node.rest().token(room, "joe", "presenter"))).isEqualTo("ok");
        }
    }

    @Test
    void prolongsNoToken() throws Exception {
        FakeClock clock = FakeClock.in(folder);
        try (NodeProcess node = start(clock, "--set", "io.patchbay.rest:tokenLifeMillis=4000")) {
            String token = node.rest().token(node.rest().room(Map.of()), "ann", "presenter");

            jump(clock, -HOUR_SECONDS, node);
            TimeUnit.SECONDS.sleep(5); // longer than the token is good: to ask whether it still is would use it up

            assertThat(login(token)).isEqualTo("error");
        }
    }

    /** What the jump must not change; asking for it is the report of a worker. */
    private record Seen(int status, long epoch, JsonNode revoked, String task, String reserved) {
        static Seen of(NodeProcess node) throws Exception {
            Answer report = report(node);
            return new Seen(
                    report.status(),
                    report.json().path("epoch").asLong(),
                    report.json().path("revoked"),
                    node.workers().get("/tasks/play/match-1").body(),
                    node.workers().get("/tasks/play/match-2").body());
        }
    }

    private NodeProcess start(FakeClock clock, String... options) throws Exception {
        List<String> usual = List.of(
                "--set",
                "io.patchbay.placement:silenceMillis=3000",
                "--set",
                "io.patchbay.portal:pingIntervalMillis=1000");
        String[] all = Stream.concat(usual.stream(), List.of(options).stream()).toArray(String[]::new);
        NodeProcess node = NodeProcess.startIn(clock.environment(), folder.resolve("data"), all);
        assertThat(node.workers().join("play-1", 0.1, List.of("match-1")).status())
                .isEqualTo(200);
        assertThat(node.workers().schedule("play", "match-2").status()).isEqualTo(200);
        return node;
    }

    /** Sets the clock and waits until the date of the node's answers shows that it sees it. */
    private static void jump(FakeClock clock, long seconds, NodeProcess node) throws Exception {
        clock.setSecondsAhead(seconds);
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    String date = report(node).header("Date");
                    Instant told = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
                    return Math.abs(Duration.between(Instant.now(), told).toSeconds() - seconds) < 60;
                });
    }

    private static Answer report(NodeProcess node) throws Exception {
        return node.workers().post("/workers/play-1/report", Map.of("load", 0.1));
    }

    private static String login(String token) throws Exception {
        try (RawClient client = RawClient.connectTo(token)) {
            return client.login(token).path(0).asText();
        }
    }
}
