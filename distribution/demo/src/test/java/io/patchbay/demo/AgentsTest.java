package io.patchbay.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AgentsTest {
    private static final String WORKER = "video-1";
    private static final long BEGUN_MILLIS = 20_000; // by then whatever was scheduled
    private static final long DONE_MILLIS = 60_000; // after that

    private final Later clock = new Later();
    private final Latest random = new Latest();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile String failing = "";
    private HttpServer node;
    private Agents agents;

    /** What was asked about a worker. */
    private record Asked(String method, String worker, JSONObject body) {}

    @BeforeEach
    void start() throws IOException {
        node = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        node.createContext("/cluster/v1/workers/", this::worker);
        node.createContext(
                "/cluster/v1/schedule", exchange -> answer(exchange, 200, "{\"worker\":{\"id\":\"" + WORKER + "\"}}"));
        node.start();
        URI url = URI.create("http://127.0.0.1:" + node.getAddress().getPort());
        HttpClient http = HttpClient.newHttpClient();
        agents = new Agents(new LobbyApi(http, url, "token"), new ClusterApi(http, url, "token"), clock, random);
    }

    @AfterEach
    void stop() {
        node.stop(0);
    }

    private void worker(HttpExchange exchange) throws IOException {
        String worker = exchange.getRequestURI().getPath().split("/", -1)[4];
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(new Asked(exchange.getRequestMethod(), worker, new JSONObject(body)));
        answer(exchange, worker.equals(failing) ? 500 : 200, "{}");
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Asked lastOf(String worker) {
        List<Asked> ofIt =
                asked.stream().filter(one -> one.worker().equals(worker)).toList();
        return ofIt.get(ofIt.size() - 1);
    }

    @Test
    void whatALostReportHasLaidDownIsTakenBackByJoiningAgain() throws Exception {
        random.schedules = true;
        agents.goOn();
        random.schedules = false;
        clock.millis += BEGUN_MILLIS;
        agents.goOn();
        assertThat(lastOf(WORKER).body().getJSONArray("pickedUp")).hasSize(1);
        clock.millis += DONE_MILLIS;
        failing = WORKER;
        assertThatThrownBy(agents::goOn).isInstanceOf(StepFailedException.class);
        assertThat(lastOf(WORKER).body().getJSONArray("laidDown")).hasSize(1);

        failing = "";
        agents.goOn();

        assertThat(lastOf(WORKER).method()).isEqualTo("PUT");
        assertThat(lastOf(WORKER).body().getJSONArray("tasks")).isEmpty();
        agents.goOn();
        assertThat(lastOf(WORKER).method()).as("once it is known again").isEqualTo("POST");
    }

    @Test
    void aWorkerThatFailsKeepsNoneBehindItFromReporting() throws Exception {
        agents.goOn();
        failing = asked.get(0).worker();
        asked.clear();

        assertThatThrownBy(agents::goOn).isInstanceOf(StepFailedException.class).hasMessageContaining(failing);

        assertThat(asked.stream().map(Asked::worker).distinct()).hasSize(Agents.count());
        assertThat(asked).allMatch(one -> one.method().equals("POST"));
    }

    /** Always the last of all there are, or as late as may be. */
    private static final class Latest extends Random {
        private static final long serialVersionUID = 1;

        private boolean schedules;

        @Override
        public double nextDouble() {
            return schedules ? 0 : 0.99;
        }

        @Override
        public int nextInt(int bound) {
            return bound - 1;
        }
    }

    /** Goes on when it is told to. */
    private static final class Later extends Clock {
        private long millis;

        @Override
        public long millis() {
            return millis;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("there are no zones here");
        }
    }
}
