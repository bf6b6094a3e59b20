package io.patchbay.rest.internal.http;

import io.patchbay.api.lobby.LobbyAnswer;
import io.patchbay.api.lobby.LobbyApi;
import io.patchbay.api.lobby.LobbyRequest;
import io.patchbay.rest.internal.json.InvalidFieldException;
import io.patchbay.rest.internal.json.JsonReader;
import io.patchbay.rest.internal.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;

/** Has the routes that have a word answer those who ask by it on a WebSocket. Thread-safe; does not block. */
public final class WordCalls implements LobbyApi {
    private static final String KEY = "idempotencyKey";

    private final Map<String, Route> routes = new HashMap<>();
    private final Dialect dialect;
    private final InnerCalls calls;

    /**
     * Knows some routes; those without a word are left out.
     *
     * @throws IllegalArgumentException if two have the same word
     */
    public WordCalls(List<Route> all, Dialect dialect, InnerCalls calls) {
        this.dialect = dialect;
        this.calls = calls;
        for (Route route : all) {
            if (route.word().isPresent() && routes.put(PREFIX + route.word().get(), route) != null) {
                throw new IllegalArgumentException(
                        "two routes for the word " + route.word().get());
            }
        }
    }

    @Override
    public CompletionStage<LobbyAnswer> ask(LobbyRequest request) {
        Optional<Route> route = Optional.ofNullable(routes.get(request.word()));
        CompletionStage<Answer> answer = route.isEmpty()
                ? CompletableFuture.completedStage(dialect.notFound())
                : calls.run(route.get(), abandoned -> callOf(request, route.get(), abandoned));
        boolean ofToken = route.filter(Route::ofPlayer).isPresent();
        return answer.thenApply(
                done -> new LobbyAnswer(done.status(), new String(done.body(), StandardCharsets.UTF_8), ofToken));
    }

    private static Call callOf(LobbyRequest request, Route route, BooleanSupplier abandoned) {
        Map<String, Object> data = new LinkedHashMap<>(request.data());
        Map<String, String> headers = new HashMap<>();
        request.token().ifPresent(token -> headers.put("Authorization", "Bearer " + token));
        request.forwardedFor().ifPresent(chain -> headers.put(Call.FORWARDED_FOR, chain));
        taken(data, KEY).ifPresent(key -> headers.put(Call.IDEMPOTENCY_KEY, key));
        Map<String, String> parameters = new HashMap<>();
        for (String variable : Router.variablesOf(route.template())) {
            parameters.put(
                    variable,
                    taken(data, variable).orElseThrow(() -> new InvalidFieldException(variable, "is missing")));
        }
        boolean bodiless = route.method().equals("GET") || route.method().equals("DELETE");
        return new Call(
                route.method(),
                route.template(),
                parameters,
                bodiless ? texts(data) : Map.of(),
                headers,
                request.peer(),
                bodiless ? Call.Body.NONE : new Call.Body(JsonText.bytes(json -> JsonText.value(json, data))),
                Optional.empty(),
                abandoned);
    }

    private static Map<String, String> texts(Map<String, Object> data) {
        Map<String, String> texts = new HashMap<>();
        for (String name : List.copyOf(data.keySet())) {
            taken(data, name).ifPresent(text -> texts.put(name, text));
        }
        return texts;
    }

    /** A member as it would stand in a path or query. */
    private static Optional<String> taken(Map<String, Object> data, String name) {
        Object value = data.remove(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Map || value instanceof List || !JsonReader.isStorable(value.toString())) {
            throw new InvalidFieldException(name, "must be a string, a number or a boolean");
        }
        return Optional.of(value.toString());
    }
}
