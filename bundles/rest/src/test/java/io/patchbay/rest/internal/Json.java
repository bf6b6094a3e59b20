package io.patchbay.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.rest.internal.json.JsonReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Looks into answers. No state. */
final class Json {
    private Json() {}

    @SuppressWarnings("unchecked")
    static Map<String, Object> object(String json) {
        return (Map<String, Object>) JsonReader.read(json.getBytes(StandardCharsets.UTF_8));
    }

    @SuppressWarnings("unchecked")
    static List<Object> array(String json) {
        return (List<Object>) JsonReader.read(json.getBytes(StandardCharsets.UTF_8));
    }

    static String text(String json, String name) {
        return (String) object(json).get(name);
    }

    /** What stands at a path of names and indexes. */
    static Object at(String json, Object... path) {
        Object value = JsonReader.read(json.getBytes(StandardCharsets.UTF_8));
        for (Object step : path) {
            value = step instanceof Integer index ? ((List<?>) value).get(index) : ((Map<?, ?>) value).get(step);
        }
        return value;
    }

    /** One member of each object in an array. */
    static List<Object> each(Object array, String name) {
        List<Object> members = new ArrayList<>();
        ((List<?>) array).forEach(object -> members.add(((Map<?, ?>) object).get(name)));
        return members;
    }

    static void assertOwtError(HttpResponse<String> response, int status, int code, String message) {
        assertThat(response.body())
                .as("status %s", response.statusCode())
                .startsWith("{\"error\":{\"code\":" + code + ",");
        assertThat(at(response.body(), "error", "message")).isEqualTo(message);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
    }

    static void assertProblem(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        Map<String, Object> problem = object(response.body());
        assertThat(problem).containsEntry("code", code).containsEntry("status", status);
        assertThat(problem).containsKeys("type", "title", "detail", "retryable");
        assertThat(response.headers().firstValue("Retry-After").isPresent()).isEqualTo(problem.get("retryable"));
    }
}
