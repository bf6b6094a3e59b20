package io.patchbay.api;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * An immutable JSON object whose members this program does not all know, such as a preference or a capacity.
 *
 * <p>Values are {@link String}, {@link Boolean}, {@link Number}, {@link List}, {@link Map} with string keys, or JSON null.
 * The typed accessors answer empty where the member is absent or of another type: a plug-in never has to check types.
 *
 * @param values the members in the order they were written; deeply copied and unmodifiable
 */
public record Attributes(Map<String, Object> values) {
    /** No members. */
    public static final Attributes NONE = new Attributes(Map.of());

    /** @throws IllegalArgumentException if a value is of a type that JSON has not */
    public Attributes {
        values = copyObject(values);
    }

    /** An object with one member. */
    public static Attributes of(String key, Object value) {
        return new Attributes(Map.of(key, value));
    }

    /** An object with two members. */
    public static Attributes of(String key, Object value, String otherKey, Object otherValue) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put(key, value);
        members.put(otherKey, otherValue);
        return new Attributes(members);
    }

    /** Whether there are no members. */
    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** The member as text, or empty if it is absent or no string. */
    public Optional<String> text(String key) {
        return values.get(key) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** The member as a number, or empty if it is absent or no number. */
    public OptionalDouble number(String key) {
        return values.get(key) instanceof Number number
                ? OptionalDouble.of(number.doubleValue())
                : OptionalDouble.empty();
    }

    /** The member as a truth value, or empty if it is absent or no boolean. */
    public Optional<Boolean> flag(String key) {
        return values.get(key) instanceof Boolean flag ? Optional.of(flag) : Optional.empty();
    }

    /** The member as an object, or empty if it is absent or no object. */
    @SuppressWarnings("unchecked") // copyObject let only string keys in
    public Optional<Attributes> object(String key) {
        return values.get(key) instanceof Map<?, ?> object
                ? Optional.of(new Attributes((Map<String, Object>) object))
                : Optional.empty();
    }

    /** The strings in the member, or an empty list if it is absent or no array; elements of other types are left out. */
    public List<String> texts(String key) {
        if (!(values.get(key) instanceof List<?> elements)) {
            return List.of();
        }
        List<String> texts = new ArrayList<>(elements.size());
        for (Object element : elements) {
            if (element instanceof String text) {
                texts.add(text);
            }
        }
        return Collections.unmodifiableList(texts);
    }

    /**
     * Copies a JSON value so that nobody can change it afterwards.
     *
     * @param value a JSON value; null stands for JSON null
     * @return an unmodifiable equal value
     * @throws IllegalArgumentException if the value, or one inside it, is of a type that JSON has not
     */
    public static Object copy(Object value) {
        if (value instanceof Map<?, ?> object) {
            return copyObject(object);
        }
        if (value instanceof List<?> array) {
            List<Object> copy = new ArrayList<>(array.size());
            array.forEach(element -> copy.add(copy(element)));
            return Collections.unmodifiableList(copy);
        }
        if (value == null || value instanceof String || value instanceof Boolean || value instanceof Number) {
            return value;
        }
        throw new IllegalArgumentException(
                "not a JSON value: " + value.getClass().getName());
    }

    private static Map<String, Object> copyObject(Map<?, ?> object) {
        if (object.isEmpty()) {
            return Map.of();
        }
        Map<String, Object> copy = new LinkedHashMap<>();
        object.forEach((key, value) -> {
            if (!(key instanceof String name)) {
                throw new IllegalArgumentException("a JSON object has string keys but one was " + key);
            }
            copy.put(name, copy(value));
        });
        return Collections.unmodifiableMap(copy);
    }
}
