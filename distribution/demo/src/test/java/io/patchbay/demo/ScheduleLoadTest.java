package io.patchbay.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScheduleLoadTest {
    private HttpServer node;
    private volatile int status = 200;
    private volatile String worker = "a";
    private ScheduleLoad load;

    @BeforeEach
    void start() throws IOException {
        node = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        node.createContext("/cluster/v1/schedule", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                byte[] body = ("{\"worker\":{\"id\":\"" + worker + "\"}}").getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        node.start();
        URI url = URI.create("http://127.0.0.1:" + node.getAddress().getPort());
        load = new ScheduleLoad(new ClusterApi(HttpClient.newHttpClient(), url, "token"), "play", 200);
    }

    @AfterEach
    void stop() {
        load.stop();
        node.stop(0);
    }

    @Test
    void countsWhatEachWorkerGot() throws Exception {
        load.awaitMore(20, 5000);
        load.stop();

        assertThat(load.counts()).containsOnlyKeys("a");
        assertThat(load.counts().get("a")).isEqualTo(load.succeeded()).isGreaterThanOrEqualTo(20);
        assertThat(load.failures()).isEmpty();
    }

    @Test
    void countsAnew() throws Exception {
        load.awaitMore(20, 5000);
        worker = "b";
        load.countAnew();

        await().until(() -> !load.counts().isEmpty());
        assertThat(load.counts()).containsOnlyKeys("b");
    }

    @Test
    void countsEveryAnswerThatIsNoSuccessAsAFailure() throws Exception {
        status = 503;

        load.awaitMore(20, 5000);
        load.stop();

        assertThat(load.failures()).hasSizeGreaterThanOrEqualTo(10).allSatisfy(reason -> assertThat(reason)
                .contains("503"));
    }

    @Test
    void countsAServerThatIsGoneAsFailures() throws Exception {
        node.stop(0);

        load.awaitMore(20, 15_000);

        assertThat(load.failures()).isNotEmpty();
    }
}
