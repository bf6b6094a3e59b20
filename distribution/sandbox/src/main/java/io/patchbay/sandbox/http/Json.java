package io.patchbay.sandbox.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/** Short words for JSON. No state. */
public final class Json {
    /** Reads and writes; nothing is configured. */
    public static final ObjectMapper MAPPER = new ObjectMapper();

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Json() {}

    /**
     * An object.
     *
     * @param members name and value by turns; of values null, texts, numbers, truth values, maps, iterables and nodes are known
     */
    public static ObjectNode object(Object... members) {
        ObjectNode object = NODES.objectNode();
        for (int i = 0; i < members.length; i += 2) {
            object.set((String) members[i], node(members[i + 1]));
        }
        return object;
    }

    /** An array of such values. */
    public static ArrayNode array(Iterable<?> values) {
        ArrayNode array = NODES.arrayNode();
        values.forEach(value -> array.add(node(value)));
        return array;
    }

    /** A copy without the members that only the sandbox knows of, whose names begin with {@code _}. */
    public static ObjectNode visible(JsonNode resource) {
        ObjectNode copy = NODES.objectNode();
        resource.properties().forEach(member -> {
            if (member.getKey().charAt(0) != '_') {
                copy.set(member.getKey(), member.getValue());
            }
        });
        return copy;
    }

    /** The text of a member, unless there is none, or it is null or empty. */
    public static Optional<String> text(JsonNode object, String member) {
        String text = object.path(member).asText("");
        return text.isEmpty() || object.path(member).isNull() ? Optional.empty() : Optional.of(text);
    }

    /** Whether a member is there and not null. */
    public static boolean has(JsonNode object, String member) {
        return object.hasNonNull(member);
    }

    /** Whether an array holds a text. */
    public static boolean contains(JsonNode array, String text) {
        for (JsonNode element : array) {
            if (element.asText().equals(text)) {
                return true;
            }
        }
        return false;
    }

    private static JsonNode node(Object value) {
        if (value == null) {
            return NODES.nullNode();
        }
        if (value instanceof JsonNode node) {
            return node;
        }
        if (value instanceof Iterable<?> values) {
            return array(values);
        }
        if (value instanceof Map<?, ?> members) {
            ObjectNode object = NODES.objectNode();
            members.forEach((name, member) -> object.set((String) name, node(member)));
            return object;
        }
        if (value instanceof Boolean truth) {
            return NODES.booleanNode(truth);
        }
        if (value instanceof Integer number) {
            return NODES.numberNode(number);
        }
        if (value instanceof Long number) {
            return NODES.numberNode(number);
        }
        if (value instanceof Double number) {
            return NODES.numberNode(number);
        }
        return NODES.textNode(value.toString());
    }
}
