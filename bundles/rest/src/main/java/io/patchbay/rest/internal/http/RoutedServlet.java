package io.patchbay.rest.internal.http;

import io.patchbay.support.Threads;
import io.patchbay.support.servlet.BodyReader;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Takes requests in, reads their bodies, has their routes answer, and sees to it that each is answered within its bound: all
 * asynchronously, so that no thread waits for a client or a handler. Thread-safe.
 */
public abstract class RoutedServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final transient Router router;
    private final transient Limits limits;
    private final transient NewFiles files;
    private final transient ScheduledExecutorService timer;
    private final transient Set<Exchange> underWay = ConcurrentHashMap.newKeySet();
    private final AtomicInteger count = new AtomicInteger();

    /**
     * Answers by some routes.
     *
     * @param timer ends requests that take too long; closed with this servlet
     */
    protected RoutedServlet(Router router, Limits limits, NewFiles files, ScheduledExecutorService timer) {
        this.router = router;
        this.limits = limits;
        this.files = files;
        this.timer = timer;
    }

    /** How errors are put on a path. */
    protected abstract Dialect dialectOf(String path);

    /** What answers a request that no route answers: anything but {@link Router.Found.Matched}. */
    protected abstract Route unmatched(String method, List<String> segments, Router.Found found);

    /** The routes that this servlet answers. */
    public final List<Route> routes() {
        return router.routes();
    }

    /** Answers what is still under way, and takes nothing more. */
    protected final void close() {
        Threads.close(timer, Duration.ofSeconds(1));
        underWay.forEach(Exchange::close);
    }

    @Override
    protected final void service(HttpServletRequest request, HttpServletResponse response) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        AsyncContext context = request.startAsync(request, response);
        context.setTimeout(0); // the exchange has its own deadline, which can be told from a lost race
        Exchange exchange = new Exchange(context, dialectOf(path), this::ended);
        underWay.add(exchange);
        try {
            if (count.incrementAndGet() > limits.maxRequestsAtOnce()) {
                exchange.answer(exchange.dialect().overloaded());
            } else {
                handle(request, path, exchange);
            }
        } catch (IOException | RuntimeException failed) {
            exchange.fail(failed);
        }
    }

    private void ended(Exchange exchange) {
        underWay.remove(exchange);
        count.decrementAndGet();
    }

    private void handle(HttpServletRequest request, String path, Exchange exchange) throws IOException {
        String method = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
        Optional<List<String>> segments = Uris.segments(path);
        if (method.equals("OPTIONS")) {
            exchange.answer(exchange.dialect().options());
        } else if (segments.isEmpty()) {
            exchange.answer(exchange.dialect().notFound());
        } else {
            Router.Found found = router.find(method, segments.get());
            Route route = found instanceof Router.Found.Matched matched
                    ? matched.route()
                    : unmatched(method, segments.get(), found);
            Map<String, String> parameters =
                    found instanceof Router.Found.Matched matched ? matched.parameters() : Map.of();
            Call call = callOf(request, method, path, parameters, exchange);
            exchange.endsBy(timer.schedule(
                    exchange::timedOut, route.timeoutMillis().applyAsLong(limits), TimeUnit.MILLISECONDS));
            Optional<Answer> refused = route.gate().apply(call);
            if (refused.isPresent()) {
                refuse(request, refused.get(), exchange);
            } else {
                readBody(request, route, call, exchange);
            }
        }
    }

    /** Answers after the body has passed by, as a client that still sends does not listen. */
    private static void refuse(HttpServletRequest request, Answer refused, Exchange exchange) throws IOException {
        if (hasNoBody(request) || isHopeless(request, 0)) {
            exchange.answer(refused);
        } else {
            readInto(request, OutputStream.nullOutputStream(), 0, exchange, () -> exchange.answer(refused), refused);
        }
    }

    private static boolean hasNoBody(HttpServletRequest request) {
        long length = request.getContentLengthLong();
        boolean unannounced = request.getHeader("Transfer-Encoding") == null
                && request.getProtocol().startsWith("HTTP/1");
        return length == 0 || (length < 0 && unannounced);
    }

    /** Whether reading on is in vain: by far too long, or too long and the client waits for our word. */
    private static boolean isHopeless(HttpServletRequest request, long maxBytes) {
        long length = request.getContentLengthLong();
        boolean waits = length > maxBytes && request.getHeader("Expect") != null;
        return waits || length > maxBytes + BodyReader.MAX_WASTE_BYTES;
    }

    private void readBody(HttpServletRequest request, Route route, Call call, Exchange exchange) throws IOException {
        long length = request.getContentLengthLong();
        long maxBytes = route.maxBodyBytes().applyAsLong(limits);
        Answer tooLarge = exchange.dialect().tooLarge(maxBytes).with("Connection", "close");
        if (hasNoBody(request)) {
            run(route, call, exchange);
        } else if (isHopeless(request, maxBytes)) {
            exchange.answer(tooLarge);
        } else if (route.spooled()) {
            Path file = files.file();
            exchange.uploadedTo(file);
            readInto(
                    request,
                    Files.newOutputStream(file),
                    maxBytes,
                    exchange,
                    () -> {
                        run(route, call.with(Call.Body.NONE, Optional.of(file)), exchange);
                    },
                    tooLarge);
        } else {
            ByteArrayOutputStream bytes =
                    new ByteArrayOutputStream(length > 0 ? (int) Math.min(length, maxBytes) : 1024);
            readInto(
                    request,
                    bytes,
                    maxBytes,
                    exchange,
                    () -> {
                        run(route, call.with(new Call.Body(bytes.toByteArray()), Optional.empty()), exchange);
                    },
                    tooLarge);
        }
    }

    private static void readInto(
            HttpServletRequest request,
            OutputStream target,
            long maxBytes,
            Exchange exchange,
            Runnable then,
            Answer tooLarge)
            throws IOException {
        request.getInputStream()
                .setReadListener(new BodyReader(request.getInputStream(), target, maxBytes, new BodyReader.Reading() {
                    @Override
                    public void done() {
                        then.run();
                    }

                    @Override
                    public void tooLarge() {
                        exchange.answer(tooLarge);
                    }

                    @Override
                    public void failed(Throwable thrown) {
                        exchange.abandon(thrown);
                    }
                }));
    }

    private static void run(Route route, Call call, Exchange exchange) {
        exchange.bodyRead();
        if (exchange.answered()) {
            return; // the time was over while the body came
        }
        try {
            route.handler().answer(call).whenComplete((answer, failed) -> {
                if (failed != null) {
                    exchange.fail(failed);
                } else {
                    exchange.answer(answer);
                }
            });
        } catch (RuntimeException thrown) {
            exchange.fail(thrown);
        }
    }

    private static Call callOf(
            HttpServletRequest request, String method, String path, Map<String, String> parameters, Exchange exchange) {
        Optional<String> query = Optional.ofNullable(request.getQueryString());
        return new Call(
                method,
                path + query.map(text -> "?" + text).orElse(""),
                parameters,
                query.map(Uris::parameters).orElse(Map.of()),
                headersOf(request),
                request.getRemoteAddr(),
                Call.Body.NONE,
                Optional.empty(),
                exchange::answered);
    }

    private static Map<String, String> headersOf(HttpServletRequest request) {
        Map<String, String> headers = new HashMap<>();
        for (String name : Call.KEPT) {
            List<String> values = Collections.list(request.getHeaders(name));
            if (!values
                    .isEmpty()) { // each proxy may add a line of its own of X-Forwarded-For; of others the first counts
                headers.put(name, name.equals(Call.FORWARDED_FOR) ? String.join(",", values) : values.get(0));
            }
        }
        return headers;
    }
}
