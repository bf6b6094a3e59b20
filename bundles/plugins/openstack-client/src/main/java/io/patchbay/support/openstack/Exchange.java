package io.patchbay.support.openstack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.patchbay.support.openstack.OpenStackException.Kind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends requests and reads answers, within limits. What a service says it has not looked at (too many requests, not ready for now)
 * is sent again after as long as it asks for; nothing else is. Thread-safe.
 */
final class Exchange {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TRIES = 4;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration USUAL_PAUSE = Duration.ofSeconds(1);
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;

    private final HttpClient client;
    private final Limits limits;
    private final Timepiece time;

    Exchange(HttpClient client, Limits limits, Timepiece time) {
        this.client = client;
        this.limits = limits;
        this.time = time;
    }

    /**
     * A request.
     *
     * @param words how messages call it, without secrets
     * @param headers besides those of JSON
     */
    record Request(String words, String method, URI address, Map<String, String> headers, Optional<JsonNode> body) {
        /** Without headers and body: they hold tokens and passwords. */
        @Override
        public String toString() {
            return words;
        }
    }

    /** @throws OpenStackException if nobody answers; what is answered is returned, whatever it says */
    Answer send(Request request) throws OpenStackException, InterruptedException {
        for (int left = TRIES - 1; ; left--) {
            Answer answer = sendOnce(request);
            Optional<Duration> pause = pauseAfter(answer);
            if (left == 0 || pause.isEmpty()) {
                return answer;
            }
            time.pause(pause.get());
        }
    }

    /** How long to wait before the same again; empty if that would not help, or could do it twice. */
    private static Optional<Duration> pauseAfter(Answer answer) {
        Optional<Duration> asked = answer.headers()
                .firstValue("Retry-After")
                .filter(text -> text.matches("\\d{1,6}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)));
        if (answer.status() != TOO_MANY && (answer.status() != UNAVAILABLE || asked.isEmpty())) {
            return Optional.empty();
        }
        Duration pause = asked.orElse(USUAL_PAUSE);
        if (pause.compareTo(LONGEST_PAUSE) > 0) {
            return Optional.empty();
        }
        return Optional.of(pause.plusMillis(ThreadLocalRandom.current().nextLong(250)));
    }

    private Answer sendOnce(Request request) throws OpenStackException, InterruptedException {
        // a connection that is kept remembers the handler of its first answer: one that has the client, as this has,
        // would keep it, its thread and all classes of the plug-in in memory until the server closes that connection
        int most = limits.answerBytes();
        RequestEvent event = RequestEvent.begun(request.words());
        CompletableFuture<HttpResponse<byte[]>> sent = client.sendAsync(built(request), head -> new BoundedBody(most));
        try {
            HttpResponse<byte[]> response = sent.get(limits.request().toMillis(), TimeUnit.MILLISECONDS);
            event.answered(response.statusCode());
            return new Answer(response.statusCode(), response.headers(), parsed(response.body()));
        } catch (TimeoutException late) {
            throw OpenStackException.of(
                    Kind.UNREACHABLE,
                    request.words() + ": no answer within " + limits.request().toSeconds() + " s",
                    late);
        } catch (ExecutionException failed) {
            throw unreachable(request, failed.getCause());
        } finally {
            event.commit();
            sent.cancel(true); // closes the connection of one that is given up; does nothing to one that is done
        }
    }

    private HttpRequest built(Request request) {
        BodyPublisher body = request.body()
                .map(json -> BodyPublishers.ofString(json.toString()))
                .orElse(BodyPublishers.noBody());
        HttpRequest.Builder builder = HttpRequest.newBuilder(request.address())
                .timeout(limits.request())
                .header("Accept", "application/json")
                .method(request.method(), body);
        if (request.body().isPresent()) {
            builder.header("Content-Type", "application/json");
        }
        request.headers().forEach(builder::header);
        return builder.build();
    }

    private OpenStackException unreachable(Request request, Throwable cause) {
        if (cause instanceof BoundedBody.TooLongException) {
            return OpenStackException.of(Kind.BAD_ANSWER, request.words() + ": " + cause.getMessage(), cause);
        }
        String why = cause instanceof IOException && cause.getMessage() != null
                ? cause.getMessage()
                : cause.getClass().getSimpleName();
        return OpenStackException.of(
                Kind.UNREACHABLE,
                request.words() + ": no answer from " + request.address().getAuthority() + " (" + why + ")",
                cause);
    }

    /** Services and what stands before them also answer with pages: the status counts then. */
    private static JsonNode parsed(byte[] body) {
        try {
            return body.length == 0 ? MissingNode.getInstance() : JSON.readTree(body);
        } catch (JsonProcessingException page) {
            return MissingNode.getInstance();
        } catch (IOException impossible) {
            throw new IllegalStateException("reading from memory failed", impossible);
        }
    }
}
