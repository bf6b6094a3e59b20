package io.patchbay.sandbox.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/**
 * What a request is answered with. Immutable, but for the nodes in it, which belong to the cloud's state.
 *
 * @param status of HTTP
 * @param body JSON, if there is any
 * @param headers besides those that every answer of the service has
 */
public record Answer(int status, Optional<JsonNode> body, Map<String, String> headers) {
    /** An answer without headers of its own. */
    public static Answer of(int status, JsonNode body) {
        return new Answer(status, Optional.of(body), Map.of());
    }

    /** An answer without a body. */
    public static Answer of(int status) {
        return new Answer(status, Optional.empty(), Map.of());
    }

    /** A resource as the services give one: the only member of an object, hidden members left out. */
    public static Answer of(int status, String name, JsonNode resource) {
        return of(status, Json.object(name, Json.visible(resource)));
    }
}
