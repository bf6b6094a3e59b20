package io.patchbay.portal.internal.http;

import io.patchbay.portal.internal.Alarms;
import io.patchbay.portal.internal.engineio.CloseCode;
import io.patchbay.portal.internal.engineio.EngineError;
import io.patchbay.portal.internal.engineio.EngineRequest;
import io.patchbay.portal.internal.engineio.EngineRevision;
import io.patchbay.portal.internal.engineio.EngineServer;
import io.patchbay.portal.internal.engineio.EngineSocket;
import io.patchbay.portal.internal.engineio.FrameChannel;
import io.patchbay.portal.internal.engineio.InputBudget;
import io.patchbay.portal.internal.engineio.Poll;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Engine.IO over HTTP: turns requests into polls, bodies and WebSockets of sessions. Thread-safe; keeps no thread waiting. */
public final class EngineEndpoint {
    private static final String TEXT = "text/plain;charset=UTF-8";
    private static final String CONTENT_TYPE = "Content-Type";
    private static final String JSON = "application/json";
    private static final byte[] OK = "ok".getBytes(StandardCharsets.UTF_8);

    private final EngineServer server;
    private final Supplier<OriginPolicy> origins;
    private final Alarms alarms;
    private final LongSupplier bodyMillis;

    /**
     * @param origins which web pages may come, asked for every request
     * @param bodyMillis how long a body or message may take to arrive, asked for every request
     */
    public EngineEndpoint(EngineServer server, Supplier<OriginPolicy> origins, Alarms alarms, LongSupplier bodyMillis) {
        this.server = server;
        this.origins = origins;
        this.alarms = alarms;
        this.bodyMillis = bodyMillis;
    }

    /** Handles a request to the path. */
    public void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        if (!origins.get().admits(request, response)) {
            refuse(response, EngineError.FORBIDDEN);
            return;
        }
        if (request.getMethod().equals("OPTIONS")) {
            OriginPolicy.answerPreflight(request, response);
            return;
        }
        EngineRequest asked = new EngineRequest(
                request.getMethod(),
                EngineRevision.asked(
                        Query.value(request.getQueryString(), "EIO").orElse(""),
                        Query.value(request.getQueryString(), "b64").isPresent()),
                Query.value(request.getQueryString(), "transport").orElse(""),
                Query.value(request.getQueryString(), "sid"),
                "websocket".equalsIgnoreCase(request.getHeader("Upgrade")));
        Optional<EngineError> error = server.check(asked);
        if (error.isPresent()) {
            refuse(response, error.get());
        } else if (asked.upgrade()) {
            upgrade(asked, request, response);
        } else if (asked.sid().isEmpty()) {
            server.open(asked.revision().orElseThrow(), poll(request.startAsync(), () -> {}));
        } else {
            server.find(asked.sid().get())
                    .ifPresentOrElse(
                            socket -> exchange(socket, asked, request, response),
                            () -> refuse(response, EngineError.SESSION_UNKNOWN));
        }
    }

    static void refuse(HttpServletResponse response, EngineError error) {
        byte[] body = error.body().getBytes(StandardCharsets.UTF_8);
        response.setStatus(error.status());
        headers(error).forEach(response::setHeader);
        response.setContentLength(body.length);
        try {
            response.getOutputStream().write(body);
        } catch (IOException gone) {
            response.setStatus(error.status()); // nobody is left to read more than that
        }
    }

    private static Map<String, String> headers(EngineError error) {
        return error == EngineError.UNAVAILABLE
                ? Map.of(CONTENT_TYPE, JSON, "Retry-After", "1")
                : Map.of(CONTENT_TYPE, JSON);
    }

    private void upgrade(EngineRequest asked, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Optional<EngineSocket> known = asked.sid().flatMap(server::find);
        JettyFrameChannel channel = new JettyFrameChannel(
                alarms,
                bodyMillis.getAsLong(),
                opened -> asked.sid().isPresent()
                        ? join(known, opened)
                        : Optional.of(server.open(asked.revision().orElseThrow(), opened)));
        known.ifPresent(socket -> socket.upgrade().expect(channel));
        if (!channel.upgrade(request)) {
            known.ifPresent(socket -> socket.upgrade().forget(channel));
            refuse(response, EngineError.BAD_REQUEST);
        }
    }

    private static Optional<EngineSocket> join(Optional<EngineSocket> known, FrameChannel opened) {
        Optional<EngineSocket> joined = known.filter(socket -> socket.startUpgrade(opened));
        if (joined.isEmpty()) {
            known.ifPresentOrElse(
                    socket -> socket.upgrade().refuse(opened),
                    () -> opened.close(CloseCode.PROTOCOL_ERROR, "the session is over"));
        }
        return joined;
    }

    private void exchange(
            EngineSocket socket, EngineRequest asked, HttpServletRequest request, HttpServletResponse response) {
        if (asked.method().equals("GET")) {
            socket.poll(poll(request.startAsync(), socket::pollFailed));
        } else if (socket.arrivals().startPost()) {
            post(socket, request);
        } else {
            refuse(response, EngineError.BAD_REQUEST);
        }
    }

    private Poll poll(AsyncContext context, Runnable onFailed) {
        AsyncAnswer answer = new AsyncAnswer(context, onFailed);
        context.setTimeout(0); // the heartbeat decides
        context.addListener(new Ending(answer::fail));
        return new Poll() {
            @Override
            public void answer(byte[] payload) {
                answer.give(HttpServletResponse.SC_OK, TEXT, payload);
            }

            @Override
            public void refuse(EngineError error) {
                give(answer, error);
            }
        };
    }

    /** In a turn: one that logs the client in is to be over before it is asked how much the client may send. */
    private void post(EngineSocket socket, HttpServletRequest request) {
        AsyncContext context = request.startAsync();
        AsyncAnswer answer = new AsyncAnswer(context, () -> {});
        context.setTimeout(0); // what the container does then cannot be answered in our own words
        context.addListener(new Ending(answer::fail));
        socket.turns().here(() -> read(socket, request, answer));
    }

    private void read(EngineSocket socket, HttpServletRequest request, AsyncAnswer answer) {
        int maxBytes = socket.intake().maxBytes();
        if (isHopeless(request, maxBytes)) {
            socket.arrivals().postFailed("payload too large", false);
            give(answer, EngineError.TOO_LARGE);
            return;
        }
        String type = request.getContentType();
        boolean binary = type != null && type.startsWith("application/octet-stream");
        InputBudget.Share share = socket.intake().share();
        try {
            BodyReader reader = new BodyReader(
                    request.getInputStream(),
                    maxBytes,
                    share,
                    body -> socket.arrivals().post(body, binary, refusal -> {
                        share.close();
                        reply(answer, refusal);
                    }),
                    error -> {
                        share.close();
                        boolean passes = error == EngineError.TOO_LARGE || error == EngineError.UNAVAILABLE;
                        socket.arrivals().postFailed("request body refused", !passes);
                        give(answer, error);
                    });
            if (request.getContentLengthLong() > maxBytes) {
                reader.throwAway(EngineError.TOO_LARGE);
            }
            reader.giveUpAfter(alarms, bodyMillis.getAsLong());
            request.getInputStream().setReadListener(reader);
        } catch (IOException gone) {
            share.close();
            socket.arrivals().postFailed("transport error", true);
            answer.fail();
        }
    }

    /** Whether reading on is in vain: by far too long, or too long and the client waits for our word. */
    private static boolean isHopeless(HttpServletRequest request, int maxBytes) {
        long length = request.getContentLengthLong();
        return length > (long) maxBytes + BodyReader.MAX_WASTE_BYTES
                || (length > maxBytes && request.getHeader("Expect") != null);
    }

    private static void reply(AsyncAnswer answer, Optional<EngineError> refusal) {
        refusal.ifPresentOrElse(
                error -> give(answer, error), () -> answer.give(HttpServletResponse.SC_OK, "text/html", OK));
    }

    private static void give(AsyncAnswer answer, EngineError error) {
        answer.give(error.status(), headers(error), error.body().getBytes(StandardCharsets.UTF_8));
    }

    /** Hears that a request under way ends otherwise than by an answer. Immutable. */
    private record Ending(Runnable failed) implements AsyncListener {
        @Override
        public void onComplete(AsyncEvent event) {
            // as it should
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            // there is none
        }

        @Override
        public void onError(AsyncEvent event) {
            failed.run();
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // nobody starts it twice
        }
    }
}
