package io.patchbay.support.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The shape of a JSON value. What is wrong is worded as OWT's validator words it (owt-server, 6.7): where, what, and the
 * parameters of the rule as JSON. Immutable.
 */
@FunctionalInterface
public interface Schema {
    /** Anything but JSON null. */
    Schema ANY = (where, value) -> List.of();

    /** A string. */
    Schema STRING = ofType("string", String.class::isInstance);

    /** Text with something in it. */
    Schema TEXT = (where, value) -> value instanceof String text && text.isEmpty()
            ? List.of(where + " should NOT have fewer than 1 characters 1")
            : STRING.check(where, value);

    /** A truth value. */
    Schema FLAG = ofType("boolean", Boolean.class::isInstance);

    /** A number. */
    Schema NUMBER = ofType("number", Number.class::isInstance);

    /** Any object. */
    Schema OBJECT = ofType("object", Map.class::isInstance);

    /** JSON null. */
    Schema NULL = ofType("null", value -> value == null);

    /**
     * What is wrong with a value; nothing if it fits.
     *
     * @param where path of the value, beginning with {@code request}
     * @param value a JSON value; null stands for JSON null
     */
    List<String> check(String where, Object value);

    /** Refuses a request that does not fit. */
    default Map<?, ?> require(Optional<Object> request) throws InvalidRequestException {
        List<String> wrong = check("request", request.orElse(null));
        if (!wrong.isEmpty()) {
            throw new InvalidRequestException(String.join(",", wrong));
        }
        return (Map<?, ?>) request.orElse(Map.of());
    }

    /** A value of a type of JSON. */
    private static Schema ofType(String name, Predicate<Object> test) {
        return (where, value) ->
                test.test(value) ? List.of() : List.of(where + " should be " + name + " \"" + name + "\"");
    }

    /** That value and no other. */
    static Schema only(Object wanted) {
        return (where, value) ->
                wanted.equals(value) ? List.of() : List.of(where + " should be equal to constant " + json(wanted));
    }

    /** One of some texts. */
    static Schema oneOf(String... allowed) {
        List<String> all = List.of(allowed);
        return (where, value) -> value instanceof String && all.contains(value)
                ? List.of()
                : List.of(where + " should be equal to one of the allowed values [" + quoted(all) + "]");
    }

    /** What one of two shapes allows. */
    static Schema either(Schema one, Schema other) {
        return (where, value) -> {
            List<String> wrong = new ArrayList<>(one.check(where, value));
            List<String> alsoWrong = wrong.isEmpty() ? List.of() : other.check(where, value);
            if (wrong.isEmpty() || alsoWrong.isEmpty()) {
                return List.of();
            }
            wrong.addAll(alsoWrong);
            wrong.add(where + " should match some schema in anyOf");
            return wrong;
        };
    }

    /** A list of at most so many elements. */
    static Schema listOf(Schema element, int most) {
        return (where, value) -> {
            if (!(value instanceof List<?> list)) {
                return List.of(where + " should be array \"array\"");
            }
            if (list.size() > most) {
                return List.of(where + " should NOT have more than " + most + " items " + most);
            }
            for (int i = 0; i < list.size(); i++) {
                List<String> wrong = element.check(where + "[" + i + "]", list.get(i));
                if (!wrong.isEmpty()) {
                    return wrong;
                }
            }
            return List.of();
        };
    }

    /** An object without members, which {@link ObjectSchema#with} adds. */
    static ObjectSchema object() {
        return new ObjectSchema(Map.of(), List.of(), false);
    }

    /**
     * An object; members that are not named are let pass, unless it is closed. Immutable.
     *
     * @param members shapes by name
     * @param required names of those that must be there
     * @param closed whether other members are refused
     */
    record ObjectSchema(Map<String, Schema> members, List<String> required, boolean closed) implements Schema {
        /** With a member that must be there. */
        public ObjectSchema with(String name, Schema shape) {
            List<String> more = new ArrayList<>(required);
            more.add(name);
            return new ObjectSchema(and(name, shape), more, closed);
        }

        /** With a member that may be there. */
        public ObjectSchema maybe(String name, Schema shape) {
            return new ObjectSchema(and(name, shape), required, closed);
        }

        /** With no other members. */
        public ObjectSchema closedToOthers() {
            return new ObjectSchema(members, required, true);
        }

        private Map<String, Schema> and(String name, Schema shape) {
            Map<String, Schema> more = new LinkedHashMap<>(members);
            more.put(name, shape);
            return more;
        }

        @Override
        public List<String> check(String where, Object value) {
            if (!(value instanceof Map<?, ?> object)) {
                return OBJECT.check(where, value);
            }
            for (String name : required) {
                if (!object.containsKey(name)) {
                    return List.of(where + " should have required property '" + name + "' " + json(name));
                }
            }
            for (Map.Entry<?, ?> member : object.entrySet()) {
                String name = (String) member.getKey();
                Optional<Schema> shape = Optional.ofNullable(members.get(name));
                if (shape.isEmpty() && closed) {
                    return List.of(where + " should NOT have additional properties " + json(shown(name)));
                }
                List<String> wrong = shape.map(one -> one.check(where + "." + name, member.getValue()))
                        .orElse(List.of());
                if (!wrong.isEmpty()) {
                    return wrong;
                }
            }
            return List.of();
        }

        private static String shown(String name) {
            return name.length() <= 40 ? name : name.substring(0, 40) + "…";
        }
    }

    private static String quoted(List<String> texts) {
        return String.join(",", texts.stream().map(Schema::json).toList());
    }

    private static String json(Object value) {
        return value instanceof String text
                ? "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\""
                : String.valueOf(value);
    }
}
