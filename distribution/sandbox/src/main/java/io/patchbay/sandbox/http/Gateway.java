package io.patchbay.sandbox.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Takes what comes in on the port, finds the service that the first segment of the path names, and sends its answer, late if it
 * shall be late. Thread-safe.
 */
public final class Gateway implements HttpHandler {
    private static final Logger LOG = Logger.getLogger(Gateway.class.getName());
    /** As OpenStack's services are configured. */
    private static final int MOST_OCTETS = 114_688;

    private static final int NO_BODY = -1;
    private static final Set<String> UNCHANGING = Set.of("GET", "HEAD");

    private final Map<String, Service> services;
    private final Mischief mischief;
    private final Duration latency;
    private final ScheduledExecutorService timer;
    private final Executor workers;
    private final Keeper keeper;

    /** Where what was changed is kept. */
    @FunctionalInterface
    public interface Keeper {
        /** Returns when all that has changed until now is kept. Asked before the answer to whoever has changed something. */
        void keep() throws IOException;
    }

    /** What goes wrong. */
    @FunctionalInterface
    public interface Mischief {
        /** What shall befall a request; asked once for each. */
        Misfortune befalls(String method, String path);
    }

    /**
     * What befalls a request.
     *
     * @param status with which it is refused; 0 if it is not
     * @param delay how much later it is answered
     * @param cut whether it is dropped before it is carried out
     * @param lost whether its answer is dropped
     * @param fate what becomes of that which it begins
     */
    public record Misfortune(int status, Duration delay, boolean cut, boolean lost, Fate fate) {
        /** None. */
        public static final Misfortune NONE = new Misfortune(0, Duration.ZERO, false, false, Fate.USUAL);
    }

    /**
     * Ready to serve.
     *
     * @param services by the first segment of their paths
     * @param latency of every answer
     * @param timer on whose thread answers wait for their time
     * @param workers who send those
     * @param keeper asked before an answer tells of a change
     */
    public Gateway(
            Map<String, Service> services,
            Mischief mischief,
            Duration latency,
            ScheduledExecutorService timer,
            Executor workers,
            Keeper keeper) {
        this.services = Map.copyOf(services);
        this.mischief = mischief;
        this.latency = latency;
        this.timer = timer;
        this.workers = workers;
        this.keeper = keeper;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try {
            serve(exchange);
        } catch (RuntimeException broken) {
            LOG.log(Level.SEVERE, broken, () -> "sandbox: " + exchange.getRequestMethod() + " failed");
            exchange.close();
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        byte[] content;
        try (InputStream body = exchange.getRequestBody()) {
            content = body.readNBytes(MOST_OCTETS + 1);
        }
        String path = exchange.getRequestURI().getRawPath();
        Misfortune misfortune = mischief.befalls(exchange.getRequestMethod(), path);
        if (misfortune.cut()) {
            exchange.close();
            return;
        }
        Service.Reply reply = reply(request(exchange, path, content, misfortune.fate()), misfortune, content.length);
        if (!UNCHANGING.contains(exchange.getRequestMethod())) {
            keeper.keep();
        }
        if (misfortune.lost()) {
            exchange.close();
            return;
        }
        Duration late = latency.plus(misfortune.delay());
        if (late.isZero()) {
            send(exchange, reply);
        } else {
            later(exchange, reply, late);
        }
    }

    private Service.Reply reply(Request request, Misfortune misfortune, int octets) {
        if (request.path().isEmpty() || !services.containsKey(request.path().get(0))) {
            return new Service.Reply(404, Map.of(), ByteBuffer.allocate(0));
        }
        Service service = services.get(request.path().get(0));
        Request inner = new Request(
                request.method(),
                request.path().subList(1, request.path().size()),
                request.query(),
                request.headers(),
                request.content(),
                request.id(),
                request.origin(),
                request.fate(),
                Map.of());
        if (octets > MOST_OCTETS) {
            return service.refuse(
                    inner, new RefusalException(413, "HTTPRequestEntityTooLarge", "Request is too large."));
        }
        if (misfortune.status() != 0) {
            return service.refuse(
                    inner,
                    new RefusalException(
                            misfortune.status(), "SandboxFault", "A fault that the sandbox was told to have."));
        }
        return service.serve(inner);
    }

    /** The thread that took the request is free meanwhile. */
    private void later(HttpExchange exchange, Service.Reply reply, Duration late) {
        try {
            Future<?> unused = timer.schedule(
                    () -> workers.execute(() -> sendOrGiveUp(exchange, reply)), late.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closing) {
            exchange.close();
        }
    }

    private void sendOrGiveUp(HttpExchange exchange, Service.Reply reply) {
        try {
            send(exchange, reply);
        } catch (IOException gone) {
            LOG.log(Level.FINE, "sandbox: the client is gone", gone);
            exchange.close();
        }
    }

    private void send(HttpExchange exchange, Service.Reply reply) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        reply.headers().forEach(headers::set);
        if (reply.body().remaining() > 0) {
            headers.set("Content-Type", "application/json");
        }
        boolean bodiless =
                reply.body().remaining() == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(
                reply.status(), bodiless ? NO_BODY : reply.body().remaining());
        if (!bodiless) {
            exchange.getResponseBody().write(reply.body().array());
        }
        exchange.close();
    }

    private static Request request(HttpExchange exchange, String path, byte[] content, Fate fate) {
        Map<String, String> headers = new HashMap<>();
        for (Map.Entry<String, List<String>> header :
                exchange.getRequestHeaders().entrySet()) {
            headers.put(
                    header.getKey().toLowerCase(java.util.Locale.ROOT),
                    header.getValue().get(0));
        }
        return new Request(
                exchange.getRequestMethod(),
                Request.segments(path),
                Request.parameters(Optional.ofNullable(exchange.getRequestURI().getRawQuery())
                        .orElse("")),
                headers,
                new String(content, StandardCharsets.UTF_8),
                "req-" + UUID.randomUUID(),
                "http://127.0.0.1:" + exchange.getLocalAddress().getPort(),
                fate,
                Map.of());
    }
}
