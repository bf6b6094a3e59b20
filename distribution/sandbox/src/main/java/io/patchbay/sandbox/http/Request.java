package io.patchbay.sandbox.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One request. Immutable.
 *
 * @param method of HTTP
 * @param path its segments, decoded, without the service's prefix
 * @param query its parameters, decoded
 * @param headers by their names in small letters
 * @param content of the body
 * @param id by which the answer is told apart
 * @param origin {@code http://127.0.0.1:PORT}
 * @param fate what becomes of that which it begins
 * @param parameters segments that the route has a name for
 */
public record Request(
        String method,
        List<String> path,
        Map<String, List<String>> query,
        Map<String, String> headers,
        String content,
        String id,
        String origin,
        Fate fate,
        Map<String, String> parameters) {
    /** The same with the segments that a route has names for. */
    Request with(Map<String, String> named) {
        return new Request(method, path, query, headers, content, id, origin, fate, named);
    }

    /** A header, if there is one that is not empty. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name)).filter(value -> !value.isEmpty());
    }

    /** The segment that the route calls so. */
    public String parameter(String name) {
        return parameters.get(name);
    }

    /** The last value of a query parameter. */
    public Optional<String> asked(String name) {
        List<String> values = query.getOrDefault(name, List.of());
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(values.size() - 1));
    }

    /**
     * A member of the body, as it should be for the resource of that name.
     *
     * @throws RefusalException if the body is no object with such a member
     */
    public JsonNode body(String name) {
        JsonNode member = body().path(name);
        if (!member.isObject()) {
            throw new RefusalException(400, "HTTPBadRequest", "Unable to find '" + name + "' in request body");
        }
        return member;
    }

    /**
     * The body; a missing node if there is none.
     *
     * @throws RefusalException if it is not JSON
     */
    public JsonNode body() {
        try {
            return Json.MAPPER.readTree(content);
        } catch (JacksonException malformed) {
            throw new RefusalException(400, "HTTPBadRequest", "Malformed request body");
        }
    }

    /** The decoded segments of a path. */
    static List<String> segments(String raw) {
        List<String> segments = new ArrayList<>();
        for (String segment : raw.split("/", -1)) {
            if (!segment.isEmpty()) {
                segments.add(decoded(segment.replace("+", "%2B")));
            }
        }
        return segments;
    }

    /** The decoded parameters of a query. */
    static Map<String, List<String>> parameters(String raw) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String pair : raw.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
                parameters.computeIfAbsent(name, missing -> new ArrayList<>()).add(value);
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }
}
