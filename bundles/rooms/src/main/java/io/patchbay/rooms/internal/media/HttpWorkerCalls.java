package io.patchbay.rooms.internal.media;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.patchbay.support.Backoff;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells workers things over HTTP: at most three attempts of two seconds, and so many messages at once. A message that is tried again
 * has the same {@code message} id. Thread-safe.
 */
public final class HttpWorkerCalls implements WorkerCalls {
    private static final Logger LOG = LoggerFactory.getLogger(HttpWorkerCalls.class);
    private static final int ATTEMPTS = 3;
    private static final int MOST_AT_ONCE = 1_000;
    private static final int LONGEST_ANSWER = 65_536;
    private static final int LONGEST_REASON = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String node;
    private final Executor pool;
    private final ScheduledExecutorService timer;
    private final Backoff backoff;
    private final AtomicInteger underWay = new AtomicInteger();
    private Optional<HttpClient> client = Optional.empty(); // guarded by this

    /**
     * Prepares to call.
     *
     * @param node where this node's HTTP API is: each message says where the worker's events are to go
     * @param pool handles answers
     * @param timer waits between attempts
     */
    public HttpWorkerCalls(URI node, Executor pool, ScheduledExecutorService timer, Backoff backoff) {
        this.pool = pool;
        this.node = node.toString().replaceAll("/$", "");
        this.timer = timer;
        this.backoff = backoff;
    }

    @Override
    public CompletionStage<Reply> post(String worker, URI callback, Map<String, Object> message) {
        byte[] body;
        try {
            Map<String, Object> addressed = new LinkedHashMap<>(message);
            addressed.put("events", node + "/cluster/v1/workers/" + worker + "/events");
            body = JSON.writeValueAsBytes(addressed);
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException("no JSON: " + impossible.getOriginalMessage(), impossible);
        }
        if (underWay.incrementAndGet() > MOST_AT_ONCE) {
            underWay.decrementAndGet();
            return CompletableFuture.completedStage(new Reply.Refused("Too many requests at once"));
        }
        HttpRequest request = HttpRequest.newBuilder(callback)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        Call call = new Call(worker + "." + message.get("type"), request);
        call.attempt(1);
        return call.reply.whenComplete((reply, failed) -> underWay.decrementAndGet());
    }

    /** Made for the first message: it reads the machine's certificates, for which the start of a node should not wait. */
    private synchronized HttpClient client() {
        HttpClient made = client.orElseGet(() -> HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(PATIENCE)
                .executor(pool)
                .build());
        client = Optional.of(made);
        return made;
    }

    /** One message on its way; its attempts follow one another. */
    private final class Call {
        private final String operation;
        private final HttpRequest request;
        private final CompletableFuture<Reply> reply = new CompletableFuture<>();

        Call(String operation, HttpRequest request) {
            this.operation = operation;
            this.request = request;
        }

        void attempt(int number) {
            try {
                Future<?> unused = client().sendAsync(request, info -> new BoundedBody(LONGEST_ANSWER))
                        .whenComplete((response, failed) -> onAnswer(number, Optional.ofNullable(response), failed));
            } catch (RuntimeException refused) {
                giveUp(refused);
            }
        }

        private void onAnswer(int number, Optional<HttpResponse<byte[]>> response, Throwable failed) {
            boolean temporary =
                    response.map(answer -> answer.statusCode() >= 500).orElse(true);
            if (!temporary) {
                reply.complete(read(response.orElseThrow()));
            } else if (number >= ATTEMPTS) {
                giveUp(failed);
            } else {
                try {
                    Future<?> unused = timer.schedule(
                            () -> attempt(number + 1), backoff.after(number - 1).toMillis(), TimeUnit.MILLISECONDS);
                } catch (RejectedExecutionException closing) {
                    giveUp(closing);
                }
            }
        }

        private void giveUp(Throwable why) {
            LOG.debug("{} failed: {}", operation, String.valueOf(why)); // the URI is not in it
            reply.complete(new Reply.Refused("Timeout to make rpc to " + operation));
        }

        private Reply read(HttpResponse<byte[]> response) {
            Optional<Map<?, ?>> body = object(response.body());
            if (response.statusCode() / 100 == 2) {
                return new Reply.Taken(body.map(answer -> answer.get("data")));
            }
            String reason = body.map(answer -> answer.get("error"))
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .orElse(operation + " answered " + response.statusCode());
            return new Reply.Refused(reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON));
        }

        private Optional<Map<?, ?>> object(byte[] body) {
            if (body.length == 0) {
                return Optional.empty();
            }
            try {
                return JSON.readValue(body, Object.class) instanceof Map<?, ?> object
                        ? Optional.of(object)
                        : Optional.empty();
            } catch (IOException malformed) {
                LOG.debug("{} answered no JSON", operation);
                return Optional.empty();
            }
        }
    }
}
