package io.patchbay.sandbox.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which handler answers which method and path. Filled when a service is made, and not changed from then on. */
public final class Routes {
    private final Map<Integer, List<Route>> bySegments = new HashMap<>();

    /** Answers one kind of request. */
    @FunctionalInterface
    public interface Handler {
        /**
         * Answers one request.
         *
         * @throws RefusalException if the request is refused
         */
        Answer answer(Request request, Caller caller);
    }

    /** How a route is served. */
    enum Manner {
        /** Holding the cloud's lock. */
        USUAL,
        /** Holding no lock, because it looks into a folder. */
        UNLOCKED,
        /** Without a token, holding the lock. */
        OPEN
    }

    record Route(String method, List<String> template, Manner manner, Handler handler) {
        Optional<Map<String, String>> match(List<String> path) {
            Map<String, String> named = new HashMap<>();
            for (int i = 0; i < template.size(); i++) {
                String part = template.get(i);
                if (part.startsWith("{")) {
                    named.put(part.substring(1, part.length() - 1), path.get(i));
                } else if (!part.equals(path.get(i))) {
                    return Optional.empty();
                }
            }
            return Optional.of(named);
        }
    }

    record Match(Route route, Map<String, String> parameters) {}

    /** Has a handler answer {@code METHOD a/{name}/b}; the first that was added and fits counts. */
    public Routes add(String method, String template, Handler handler) {
        return add(method, template, Manner.USUAL, handler);
    }

    /** The same for a handler that takes the cloud's lock by itself. */
    public Routes addUnlocked(String method, String template, Handler handler) {
        return add(method, template, Manner.UNLOCKED, handler);
    }

    /** The same for a handler that needs no token, and is given {@link Caller#NOBODY}. */
    public Routes addOpen(String method, String template, Handler handler) {
        return add(method, template, Manner.OPEN, handler);
    }

    private Routes add(String method, String template, Manner manner, Handler handler) {
        List<String> parts = Request.segments(template);
        bySegments
                .computeIfAbsent(parts.size(), missing -> new ArrayList<>())
                .add(new Route(method, parts, manner, handler));
        return this;
    }

    Optional<Match> find(String method, List<String> path) {
        for (Route route : bySegments.getOrDefault(path.size(), List.of())) {
            if (route.method().equals(method)) {
                Optional<Map<String, String>> named = route.match(path);
                if (named.isPresent()) {
                    return Optional.of(new Match(route, named.get()));
                }
            }
        }
        return Optional.empty();
    }

    boolean knows(List<String> path) {
        return bySegments.getOrDefault(path.size(), List.of()).stream()
                .anyMatch(route -> route.match(path).isPresent());
    }
}
