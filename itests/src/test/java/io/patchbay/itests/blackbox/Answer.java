package io.patchbay.itests.blackbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;

/**
 * What an HTTP server answered.
 *
 * @param status the status
 * @param body the body as text
 * @param response all of it
 */
record Answer(int status, String body, HttpResponse<String> response) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Answer of(HttpResponse<String> response) {
        return new Answer(response.statusCode(), response.body(), response);
    }

    JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException malformed) {
            throw new AssertionError("no JSON but " + status + " " + body, malformed);
        }
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
