package io.patchbay.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;

/** What a cloud answered. Immutable. */
record Reply(String asked, int status, JsonNode body, HttpHeaders headers) {
    /** The same, if it has that status. */
    Reply is(int wanted) {
        assertThat(status).as(asked + " answered " + body).isEqualTo(wanted);
        return this;
    }

    /** What is at a JSON pointer. */
    JsonNode at(String pointer) {
        return body.at(pointer);
    }

    String text(String pointer) {
        return body.at(pointer).asText();
    }

    String header(String name) {
        return headers.firstValue(name).orElse("");
    }
}
