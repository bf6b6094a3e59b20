package io.patchbay.store.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.patchbay.api.Attributes;
import io.patchbay.api.store.StoreException;
import java.util.Map;

/** Attributes as text in a column. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final ObjectWriter WRITER = MAPPER.writer();
    private static final ObjectReader READER = MAPPER.readerFor(new TypeReference<Map<String, Object>>() {});

    private Json() {}

    static String text(Attributes attributes) {
        if (attributes.isEmpty()) {
            return "{}";
        }
        try {
            return WRITER.writeValueAsString(attributes.values());
        } catch (JsonProcessingException tooDeep) {
            throw new StoreException("cannot store a value: " + tooDeep.getOriginalMessage(), false, tooDeep);
        }
    }

    static Attributes attributes(String text) {
        try {
            return new Attributes(READER.readValue(text));
        } catch (JsonProcessingException damaged) {
            throw new StoreException("a stored value is no JSON object", false, damaged);
        }
    }
}
