package io.patchbay.portal.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** JSON, read within bounds: its values are strings, booleans, numbers, lists, maps and null. Thread-safe. */
public final class Json {
    private static final int MAX_DEPTH = 64;
    private static final int MAX_NUMBER_LENGTH = 100;
    private static final int MAX_NAME_LENGTH = 1_000;

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES) // they are the clients' own
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_NUMBER_LENGTH)
                            .maxNameLength(MAX_NAME_LENGTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8) // four bytes instead of twelve
            .build();

    private Json() {}

    /** The value; the inner one is empty for JSON null, the outer one if the text is no JSON within the bounds. */
    public static Optional<Optional<Object>> read(String text) {
        try {
            return Optional.of(Optional.ofNullable(MAPPER.readValue(text, Object.class)));
        } catch (JsonProcessingException malformed) {
            return Optional.empty();
        }
    }

    /** UTF-8 of a value, after a prefix. */
    public static byte[] write(String prefix, Object value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
        bytes.writeBytes(prefix.getBytes(StandardCharsets.UTF_8));
        try {
            MAPPER.writeValue(bytes, value);
        } catch (IOException impossible) {
            throw new UncheckedIOException("not a JSON value", impossible);
        }
        return bytes.toByteArray();
    }
}
