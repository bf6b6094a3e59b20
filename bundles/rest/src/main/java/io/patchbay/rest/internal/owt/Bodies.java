package io.patchbay.rest.internal.owt;

import io.patchbay.rest.internal.http.Call;
import io.patchbay.rest.internal.http.Uris;
import io.patchbay.rest.internal.json.JsonReader;
import io.patchbay.rest.internal.json.MalformedJsonException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Bodies of OWT requests: JSON, or a form, which counts as an object of strings (owt-server 1.1). No state. */
final class Bodies {
    private Bodies() {}

    /**
     * The members of the body; none if there is no body.
     *
     * @throws io.patchbay.rest.internal.http.Refusal if it is an array
     * @throws MalformedJsonException if it is neither array nor object, as OWT's parser takes no other
     */
    @SuppressWarnings("unchecked") // JsonReader makes string keys only
    static Map<String, Object> object(Call call) {
        if (call.body().isEmpty()) {
            return Map.of();
        }
        if (call.contentType().orElse("").startsWith("application/x-www-form-urlencoded")) {
            return Map.copyOf(Uris.parameters(new String(call.body().bytes(), StandardCharsets.UTF_8)));
        }
        Object body = JsonReader.read(call.body().bytes());
        if (body instanceof List<?>) {
            throw OwtError.BAD_REQUEST.refusal("Invalid request body");
        }
        if (body instanceof Map<?, ?> object) {
            return (Map<String, Object>) object;
        }
        throw new MalformedJsonException("neither an object nor an array");
    }
}
