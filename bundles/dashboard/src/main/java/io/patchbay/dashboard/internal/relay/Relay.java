package io.patchbay.dashboard.internal.relay;

import io.patchbay.api.operator.OperatorAnswer;
import io.patchbay.api.operator.OperatorApi;
import io.patchbay.api.operator.OperatorRequest;
import io.patchbay.dashboard.internal.exchange.Bodies;
import io.patchbay.dashboard.internal.exchange.Exchange;
import io.patchbay.dashboard.internal.exchange.NotKeptException;
import io.patchbay.dashboard.internal.exchange.Problem;
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
 * origin. Thread-safe; no thread waits for the client or for the node.
 */
public final class Relay {
    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    private static final List<String> PREFIXES = List.of("/cluster/v1/", "/recovery/v1/", "/lobby/v1/");
    private static final Set<String> METHODS = Set.of("GET", "PUT", "POST", "DELETE");
    private static final int MOST_BODY_BYTES = 16 * 1024 * 1024; // more than any route takes
    private static final int MOST_AT_ONCE = 64;

    private final OperatorApi api;
    private final Bodies bodies;
    private final Uploads uploads;
    private final AtomicInteger underWay = new AtomicInteger();

    /** How long the files may be that are handed on. */
    public record Bounds(long maxJarBytes, long maxReleaseBytes) {}

    /**
     * Hands on to a node.
     *
     * @param folder for files on their way; made when it is needed. What is left there of a node that was killed is deleted
     */
    public Relay(OperatorApi api, Bodies bodies, Path folder, Bounds bounds) {
        this.api = api;
        this.bodies = bodies;
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
    public void handOn(Exchange exchange, String target, String by) {
        String method = exchange.request().getMethod();
        if (!mayAsk(target) || !METHODS.contains(method)) {
            refuse(exchange, 404, "not-found", "The dashboard does not hand on " + method + " there.");
        } else if (underWay.incrementAndGet() > MOST_AT_ONCE) {
            underWay.decrementAndGet();
            refuse(exchange, 503, "busy", "As many requests of dashboards are under way as may be: " + MOST_AT_ONCE);
        } else {
            exchange.atAnswer(underWay::decrementAndGet);
            read(exchange, target, by);
        }
    }

    private void read(Exchange exchange, String target, String by) {
        String method = exchange.request().getMethod();
        Optional<Uploads.Upload> upload;
        try {
            upload = uploads.begin(exchange.request(), target);
        } catch (NotKeptException failed) {
            exchange.refuse(Bodies.notKept(failed));
            return;
        }
        if (method.equals("GET")) {
            ask(exchange, new OperatorRequest(method, target, "", Optional.empty(), by));
        } else if (upload.isPresent()) {
            Path file = upload.get().file();
            exchange.atAnswer(() -> {
                underWay.decrementAndGet();
                upload.get().end();
                uploads.delete(file);
            });
            bodies.read(
                    exchange,
                    upload.get().body(),
                    () -> ask(exchange, new OperatorRequest(method, target, "", Optional.of(file), by)),
                    exchange::refuse);
        } else {
            bodies.read(
                    exchange,
                    "A body",
                    MOST_BODY_BYTES,
                    body -> ask(
                            exchange,
                            new OperatorRequest(
                                    method, target, new String(body, StandardCharsets.UTF_8), Optional.empty(), by)),
                    exchange::refuse);
        }
    }

    private void ask(Exchange exchange, OperatorRequest wish) {
        exchange.hold(); // the node answers within the path's bound
        api.ask(wish).whenComplete((answer, failed) -> {
            if (failed != null) {
                LOG.error("The node failed to answer the dashboard", new CompletionException(failed));
                refuse(exchange, 500, "internal", "The node failed to answer; its log says why.");
            } else {
                answer(exchange, answer);
            }
        });
    }

    private static void answer(Exchange exchange, OperatorAnswer answer) {
        if (answer.elsewhere().isPresent()) {
            exchange.refuse(Problem.elsewhere(answer.elsewhere().get()));
        } else {
            exchange.answer(
                    answer.status(),
                    answer.isGood() ? "application/json" : "application/problem+json",
                    answer.body().getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void refuse(Exchange exchange, int status, String code, String detail) {
        exchange.refuse(new Problem(status, code, detail));
    }
}
