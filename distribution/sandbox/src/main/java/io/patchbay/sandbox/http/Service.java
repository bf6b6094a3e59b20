package io.patchbay.sandbox.http;

import io.patchbay.sandbox.state.Cloud;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One API of the cloud: its routes, and how it says no. Thread-safe: handlers run one at a time, holding the cloud's lock, and
 * their answers are written out before it is given back.
 */
public abstract class Service {
    private static final String UNAUTHENTICATED = "The request you have made requires authentication.";

    protected final Cloud cloud;
    protected final Routes routes = new Routes();
    private final Tokens tokens;

    protected Service(Cloud cloud, Tokens tokens) {
        this.cloud = cloud;
        this.tokens = tokens;
    }

    /** Who a token stands for. */
    @FunctionalInterface
    public interface Tokens {
        /** Whom a token stands for, unless it is unknown or has expired. */
        Optional<Caller> caller(String token);
    }

    /**
     * An answer, ready to be sent.
     *
     * @param body JSON; empty if there is none
     */
    record Reply(int status, Map<String, String> headers, ByteBuffer body) {}

    /** Answers a request that is meant for this service. */
    final Reply serve(Request request) {
        try {
            return route(refine(request));
        } catch (RefusalException refused) {
            return refuse(request, refused);
        }
    }

    /** Says no, in the way of this service. */
    final Reply refuse(Request request, RefusalException refused) {
        return written(request, refusal(request, refused));
    }

    private Reply route(Request request) {
        Optional<Routes.Match> match = routes.find(request.method(), request.path());
        if (match.isEmpty()) {
            return written(request, unknown(request, routes.knows(request.path())));
        }
        Routes.Route route = match.get().route();
        Request named = request.with(match.get().parameters());
        if (route.manner() == Routes.Manner.OPEN) {
            return cloud.locked(() -> written(named, route.handler().answer(named, Caller.NOBODY)));
        }
        Optional<Caller> caller = request.header("x-auth-token").flatMap(tokens::caller);
        if (caller.isEmpty()) {
            return written(request, unauthenticated(request));
        }
        Supplier<Reply> work = () -> written(named, route.handler().answer(named, caller.get()));
        return route.manner() == Routes.Manner.UNLOCKED ? work.get() : cloud.locked(work);
    }

    /** What a service sees of a request before it looks for a route; it may refuse it. */
    protected Request refine(Request request) {
        return request;
    }

    /** What a refusal looks like. */
    protected abstract Answer refusal(Request request, RefusalException refused);

    /** What is answered where there is no route: the path is unknown, or only the method. */
    protected Answer unknown(Request request, boolean pathKnown) {
        return refusal(
                request,
                pathKnown
                        ? new RefusalException(405, "HTTPMethodNotAllowed", "The method is not allowed.")
                        : new RefusalException(404, "HTTPNotFound", "The resource could not be found."));
    }

    /** Headers of every answer of this service. */
    protected Map<String, String> headers(Request request) {
        return Map.of();
    }

    /** Goes on with what was under way when the state was kept. Called once, before the first request, holding the lock. */
    public void resume() {}

    /** The answer to who has no token that is known; the same for every service, as one piece of software gives it for all. */
    public static Answer unauthenticated(Request request) {
        return new Answer(
                401,
                Optional.of(Json.object(
                        "error", Json.object("code", 401, "message", UNAUTHENTICATED, "title", "Unauthorized"))),
                Map.of("WWW-Authenticate", "Keystone uri=\"" + request.origin() + "/identity\""));
    }

    private Reply written(Request request, Answer answer) {
        Map<String, String> headers = new HashMap<>(headers(request));
        headers.putAll(answer.headers());
        try {
            byte[] body = answer.body().isEmpty()
                    ? new byte[0]
                    : Json.MAPPER.writeValueAsBytes(answer.body().get());
            return new Reply(answer.status(), Collections.unmodifiableMap(headers), ByteBuffer.wrap(body));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
