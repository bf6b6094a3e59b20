package io.patchbay.rooms.internal.media;

import static org.assertj.core.api.Assertions.assertThat;
import com.sun.net.httpserver.HttpServer;
import io.patchbay.support.Backoff;
import io.patchbay.support.Threads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a real server. */
class HttpWorkerCallsTest {
    private record Answer(int status, String body) {}

    private final ExecutorService pool = Threads.pool("test", 2, 10);
    private final ScheduledExecutorService timer = Threads.timer("test");
    private final Deque<Answer> answers = new ConcurrentLinkedDeque<>();
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final WorkerCalls calls = new HttpWorkerCalls(
            URI.create("http://node:1/"),
            pool,
            timer,
            new Backoff(Duration.ofMillis(1), Duration.ofMillis(2), new Random(1)));
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            Answer answer = answers.size() > 1 ? answers.poll() : answers.peek();
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        Threads.close(timer, Duration.ofMillis(200));
        Threads.close(pool, Duration.ofMillis(200));
    }

    private Reply post() throws Exception {
        URI callback = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/callback");
        return calls.post("webrtc-1", callback, Map.of("type", "publish", "message", "m1"))
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    @Test
    void handsTheMessageOverAndSaysWhereTheEventsAreToGo() throws Exception {
        answers.add(new Answer(200, "{\"data\":{\"region\":\"1\"}}"));

        assertThat(post()).isEqualTo(new Reply.Taken(Optional.of(Map.of("region", "1"))));
        assertThat(received)
                .singleElement()
                .asString()
                .contains("\"type\":\"publish\"")
                .contains("\"events\":\"http://node:1/cluster/v1/workers/webrtc-1/events\"");
    }

    @Test
    void needsNoBody() throws Exception {
        answers.add(new Answer(204, ""));

        assertThat(post()).isEqualTo(new Reply.Taken(Optional.empty()));
    }

    @Test
    void passesOnWhyItIsRefused() throws Exception {
        answers.add(new Answer(400, "{\"error\":\"no codec\"}"));

        assertThat(post()).isEqualTo(new Reply.Refused("no codec"));
        assertThat(received).hasSize(1);
    }

    @Test
    void triesAgainWithTheSameMessage() throws Exception {
        answers.add(new Answer(503, ""));
        answers.add(new Answer(200, "{}"));

        assertThat(post()).isEqualTo(new Reply.Taken(Optional.empty()));
        assertThat(received).hasSize(2);
        assertThat(received.get(0)).isEqualTo(received.get(1)).contains("\"message\":\"m1\"");
    }

    @Test
    void givesUpInTheEnd() throws Exception {
        answers.add(new Answer(503, ""));

        assertThat(post()).isEqualTo(new Reply.Refused("Timeout to make rpc to webrtc-1.publish"));
        assertThat(received).hasSize(3);
    }

    @Test
    void readsNoAnswerThatIsTooLong() throws Exception {
        answers.add(new Answer(200, "{\"data\":\"" + "x".repeat(70_000) + "\"}"));

        assertThat(post()).isEqualTo(new Reply.Refused("Timeout to make rpc to webrtc-1.publish"));
    }

    @Test
    void outlivesAnAnswerThatIsNoJson() throws Exception {
        answers.add(new Answer(400, "<html>"));

        assertThat(post()).isEqualTo(new Reply.Refused("webrtc-1.publish answered 400"));
    }
}
