package io.patchbay.rest.internal.json;

import io.patchbay.api.Attributes;
import io.patchbay.api.Identifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The members of a JSON object, taken one by one with their types checked; whoever has taken all it knows may call
 * {@link #end}, which refuses the rest. JSON null counts as absent. Confined to one thread.
 */
public final class Fields {
    private final String path;
    private final Map<String, Object> members;
    private final Set<String> taken = new HashSet<>();

    private Fields(String path, Map<String, Object> members) {
        this.path = path;
        this.members = members;
    }

    /** The members of a whole body. */
    public static Fields of(byte[] body) {
        return of("body", "", JsonReader.read(body));
    }

    /** The same, with numbers kept as they were written. */
    public static Fields exactly(byte[] body) {
        return of("body", "", JsonReader.readExactly(body));
    }

    @SuppressWarnings("unchecked") // JsonReader makes string keys only
    private static Fields of(String field, String path, Object value) {
        if (value instanceof Map<?, ?> object) {
            return new Fields(path, (Map<String, Object>) object);
        }
        throw InvalidFieldException.wrongType(field, "an object", value);
    }

    /** The member as text. */
    public Optional<String> text(String name) {
        Object value = take(name);
        if (value == null || value instanceof String) {
            return Optional.ofNullable((String) value);
        }
        throw InvalidFieldException.wrongType(pathOf(name), "a string", value);
    }

    /** The member as text of limited length. */
    public Optional<String> text(String name, int maxCharacters) {
        Optional<String> text = text(name);
        if (text.isPresent() && text.get().length() > maxCharacters) {
            throw new InvalidFieldException(pathOf(name), "must be at most " + maxCharacters + " characters long");
        }
        return text;
    }

    /** The member as an identifier. */
    public Optional<String> identifier(String name) {
        Optional<String> text = text(name);
        text.ifPresent(value -> requireIdentifier(pathOf(name), value));
        return text;
    }

    /** The member, which must be there. */
    public String requiredIdentifier(String name) {
        return identifier(name).orElseThrow(() -> new InvalidFieldException(pathOf(name), "is missing"));
    }

    /** The member as a truth value. */
    public Optional<Boolean> flag(String name) {
        Object value = take(name);
        if (value == null || value instanceof Boolean) {
            return Optional.ofNullable((Boolean) value);
        }
        throw InvalidFieldException.wrongType(pathOf(name), "a boolean", value);
    }

    /** The member as a number within a range. */
    public OptionalDouble number(String name, double min, double max) {
        Object value = take(name);
        return value == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(Numbers.within(pathOf(name), value, min, max));
    }

    /** The member as a whole number within a range. */
    public OptionalLong whole(String name, long min, long max) {
        Object value = take(name);
        return value == null
                ? OptionalLong.empty()
                : OptionalLong.of(Numbers.wholeWithin(pathOf(name), value, min, max));
    }

    /** The member as a whole number within a small range. */
    public OptionalInt smallWhole(String name, int min, int max) {
        OptionalLong whole = whole(name, min, max);
        return whole.isPresent() ? OptionalInt.of((int) whole.getAsLong()) : OptionalInt.empty();
    }

    /** The member as an object whose members are to be taken. */
    public Optional<Fields> object(String name) {
        Object value = take(name);
        return value == null ? Optional.empty() : Optional.of(of(pathOf(name), pathOf(name), value));
    }

    /** The member as an array of objects whose members are to be taken; none if it is absent. */
    public List<Fields> objects(String name, int most) {
        Object value = take(name);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> elements)) {
            throw InvalidFieldException.wrongType(pathOf(name), "an array", value);
        }
        if (elements.size() > most) {
            throw new InvalidFieldException(
                    pathOf(name), "must have at most " + most + " elements but has " + elements.size());
        }
        List<Fields> objects = new ArrayList<>(elements.size());
        for (Object element : elements) {
            String field = pathOf(name) + "[" + objects.size() + "]";
            objects.add(of(field, field, element));
        }
        return objects;
    }

    /**
     * The member as an object of which everything is kept.
     *
     * @param known takes the members whose types are known; whatever else there is, is not looked at
     */
    public Optional<Attributes> attributes(String name, Consumer<Fields> known) {
        return object(name).map(object -> {
            known.accept(object);
            return new Attributes(object.members);
        });
    }

    /** The member as an array of strings. */
    public Optional<List<String>> texts(String name) {
        return strings(name, (field, text) -> {});
    }

    /** The member, whatever it is; empty if it is JSON null. */
    public Optional<Object> any(String name) {
        return Optional.ofNullable(take(name));
    }

    /** The member as an array of identifiers. */
    public Optional<List<String>> identifiers(String name) {
        return strings(name, Fields::requireIdentifier);
    }

    /** The member as an object of whole numbers within a range, by identifier; empty if it is absent. */
    public Map<String, Integer> smallWholes(String name, int min, int max) {
        Optional<Fields> object = object(name);
        Map<String, Integer> numbers = new HashMap<>();
        for (String key : object.map(fields -> fields.members.keySet()).orElse(Set.of())) {
            requireIdentifier(pathOf(name), key);
            object.get().smallWhole(key, min, max).ifPresent(number -> numbers.put(key, number));
        }
        return numbers;
    }

    private Optional<List<String>> strings(String name, BiConsumer<String, String> check) {
        Object value = take(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!(value instanceof List<?> elements)) {
            throw InvalidFieldException.wrongType(pathOf(name), "an array", value);
        }
        List<String> strings = new ArrayList<>(elements.size());
        for (Object element : elements) {
            String field = pathOf(name) + "[" + strings.size() + "]";
            if (!(element instanceof String text)) {
                throw InvalidFieldException.wrongType(field, "a string", element);
            }
            check.accept(field, text);
            strings.add(text);
        }
        return Optional.of(strings);
    }

    /** Refuses what has not been taken. */
    public void end() {
        for (String name : members.keySet()) {
            if (!taken.contains(name)) {
                throw new InvalidFieldException(pathOf(name), "is not known here");
            }
        }
    }

    /** Checks an identifier that is no member, for example one of a path. */
    public static void requireIdentifier(String field, String value) {
        if (!Identifier.isValid(value)) {
            throw new InvalidFieldException(
                    field, "must be 1 to " + Identifier.MAX_LENGTH + " letters, digits or - _ . : @");
        }
    }

    private Object take(String name) {
        taken.add(name);
        return members.get(name);
    }

    private String pathOf(String name) {
        String shown = name.length() <= 60 ? name : name.substring(0, 60) + "…";
        return path.isEmpty() ? shown : path + "." + shown;
    }
}
