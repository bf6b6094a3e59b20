package io.patchbay.rest.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** Writes JSON. No state. */
public final class JsonText {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonText() {}

    /** Something that writes itself. */
    public interface Writing {
        void to(JsonGenerator json) throws IOException;
    }

    /** What is written, in UTF-8. */
    public static byte[] bytes(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            writing.to(json);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // the target is in memory
        }
        return bytes.toByteArray();
    }

    /** One object, in UTF-8. */
    public static byte[] object(Writing members) {
        return bytes(json -> {
            json.writeStartObject();
            members.to(json);
            json.writeEndObject();
        });
    }

    /** A member that is an object of any members. */
    public static void member(JsonGenerator json, String name, Map<String, Object> members) throws IOException {
        json.writeFieldName(name);
        value(json, members);
    }

    /** Any JSON value. */
    public static void value(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Map<?, ?> object) {
            json.writeStartObject();
            for (Map.Entry<?, ?> member : object.entrySet()) {
                json.writeFieldName((String) member.getKey());
                value(json, member.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof List<?> array) {
            json.writeStartArray();
            for (Object element : array) {
                value(json, element);
            }
            json.writeEndArray();
        } else {
            json.writeObject(value); // text, number, truth value or null, which jackson-core writes by itself
        }
    }
}
