package io.patchbay.dashboard.internal.relay;

import io.patchbay.api.operator.OperatorAnswer;
import io.patchbay.api.operator.OperatorApi;
import io.patchbay.api.operator.OperatorRequest;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands what the page asks and tells on to the node, as the admin who is logged in. Whoever calls it has looked at session, proof and
 * origin. Thread-safe; reading a body waits for the client, the node's answer holds no thread.
 */
public final class Relay {
    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    private static final List<String> PREFIXES = List.of("/cluster/v1/", "/recovery/v1/", "/lobby/v1/");
    private static final Set<String> METHODS = Set.of("GET", "PUT", "POST", "DELETE");
    private static final int MOST_BODY_BYTES = 16 * 1024 * 1024; // more than any route takes
    private static final int MOST_AT_ONCE = 64;

    private final OperatorApi api;
    private final Uploads uploads;
    private final AtomicInteger underWay = new AtomicInteger();

    /** How long the files may be that are handed on. */
    public record Bounds(long maxJarBytes, long maxReleaseBytes) {}

    /**
     * Hands on to a node.
     *
     * @param folder for files on their way; made when it is needed. What is left there of a node that was killed is deleted
     */
    public Relay(OperatorApi api, Path folder, Bounds bounds) {
        this.api = api;
        this.uploads = new Uploads(folder, bounds);
    }

    /** Whether the page may ask for this. */
    public static boolean mayAsk(String target) {
        return PREFIXES.stream().anyMatch(target::startsWith);
    }

    /**
     * Hands a request on, and answers it.
     *
     * @param target path and query, encoded
     * @param by who asks
     */
    public void handOn(HttpServletRequest request, HttpServletResponse response, String target, String by)
            throws IOException {
        if (!mayAsk(target) || !METHODS.contains(request.getMethod())) {
            problem(response, 404, "not-found", "The dashboard does not hand on " + request.getMethod() + " there.");
            return;
        }
        if (underWay.incrementAndGet() > MOST_AT_ONCE) {
            underWay.decrementAndGet();
            problem(response, 503, "busy", "As many requests of dashboards are under way as may be: " + MOST_AT_ONCE);
            return;
        }
        Optional<Path> file = Optional.empty();
        boolean asked = false;
        try {
            file = uploads.keep(request, target);
            ask(request, new OperatorRequest(request.getMethod(), target, bodyOf(request), file, by));
            asked = true;
        } catch (TooLargeException large) {
            problem(response, 413, "too-large", large.getMessage());
        } catch (Uploads.NotKeptException failed) {
            LOG.error("An upload could not be kept", failed); // the cause names the file
            problem(
                    response,
                    500,
                    "not-kept",
                    "The node cannot keep the upload; its disk may be full. Its log says why.");
        } finally {
            if (!asked) {
                done(file);
            }
        }
    }

    private static String bodyOf(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readNBytes(MOST_BODY_BYTES + 1);
        if (body.length > MOST_BODY_BYTES) {
            throw new TooLargeException("A body", MOST_BODY_BYTES);
        }
        return new String(body, StandardCharsets.UTF_8);
    }

    private void ask(HttpServletRequest request, OperatorRequest wish) {
        AsyncContext waiting = request.startAsync();
        waiting.setTimeout(0); // the node answers within the path's bound
        api.ask(wish)
                .whenComplete((answer, failed) -> waiting.start(() -> {
                    done(wish.file()); // before the page knows
                    try {
                        answer((HttpServletResponse) waiting.getResponse(), Optional.ofNullable(answer), failed);
                    } catch (IOException gone) {
                        LOG.debug("A page did not wait for its answer", gone);
                    } finally {
                        waiting.complete();
                    }
                }));
    }

    private void done(Optional<Path> file) {
        underWay.decrementAndGet();
        file.ifPresent(uploads::delete);
    }

    private static void answer(HttpServletResponse response, Optional<OperatorAnswer> answer, Throwable failed)
            throws IOException {
        if (answer.isEmpty()) {
            LOG.error("The node failed to answer the dashboard", new CompletionException(failed));
            problem(response, 500, "internal", "The node failed to answer; its log says why.");
        } else if (answer.get().elsewhere().isPresent()) {
            problem(response, Problem.elsewhere(answer.get().elsewhere().get()));
        } else {
            response.setStatus(answer.get().status());
            response.setContentType(answer.get().isGood() ? "application/json" : "application/problem+json");
            response.getOutputStream().write(answer.get().body().getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void problem(HttpServletResponse response, int status, String code, String detail)
            throws IOException {
        problem(response, new Problem(status, code, detail));
    }

    private static void problem(HttpServletResponse response, Problem problem) throws IOException {
        response.setStatus(problem.status());
        response.setContentType("application/problem+json");
        response.getOutputStream().write(problem.json().getBytes(StandardCharsets.UTF_8));
    }
}
