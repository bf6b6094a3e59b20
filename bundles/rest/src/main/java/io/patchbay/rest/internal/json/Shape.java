package io.patchbay.rest.internal.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a JSON value must look like, and what is filled in where it is absent. JSON null counts as absent; members that an object's
 * shape does not know are left out. Implementations are immutable.
 */
public interface Shape {
    /**
     * Checks a value.
     *
     * @param path where it stands, for messages
     * @param value not null
     * @return the value, completed
     * @throws InvalidFieldException if it, or a value inside it, has another shape
     */
    Object check(String path, Object value);

    /**
     * A member of an object.
     *
     * @param fallback what is checked instead if the member is absent; empty to leave it out
     * @param required whether it must be there
     */
    record Member(String name, Shape shape, Optional<Object> fallback, boolean required) {
        public static Member required(String name, Shape shape) {
            return new Member(name, shape, Optional.empty(), true);
        }

        public static Member optional(String name, Shape shape) {
            return new Member(name, shape, Optional.empty(), false);
        }

        public static Member of(String name, Shape shape, Object fallback) {
            return new Member(name, shape, Optional.of(fallback), false);
        }
    }

    /** True or false. */
    static Shape flag() {
        return (path, value) -> {
            if (value instanceof Boolean) {
                return value;
            }
            throw InvalidFieldException.wrongType(path, "a boolean", value);
        };
    }

    /** A string of limited length. */
    static Shape text(int minCharacters, int maxCharacters) {
        return (path, value) -> {
            if (!(value instanceof String text)) {
                throw InvalidFieldException.wrongType(path, "a string", value);
            }
            if (text.length() < minCharacters || text.length() > maxCharacters) {
                throw new InvalidFieldException(
                        path, "must be " + minCharacters + " to " + maxCharacters + " characters long");
            }
            return text;
        };
    }

    /** One of some strings. */
    static Shape oneOf(String... allowed) {
        List<String> choices = List.of(allowed);
        return (path, value) -> {
            if (choices.contains(value)) {
                return value;
            }
            throw new InvalidFieldException(path, "must be one of " + String.join(", ", choices));
        };
    }

    /** A string of a form. */
    static Shape matching(Pattern pattern, String form) {
        return (path, value) -> {
            if (value instanceof String text && pattern.matcher(text).matches()) {
                return text;
            }
            throw new InvalidFieldException(path, "must be " + form);
        };
    }

    /** A number. */
    static Shape number(double min, double max) {
        return (path, value) -> {
            Numbers.within(path, value, min, max);
            return value;
        };
    }

    /** A whole number. */
    static Shape whole(long min, long max) {
        return (path, value) -> Numbers.wholeWithin(path, value, min, max);
    }

    /** One of two shapes, the first for values of one type. */
    static Shape either(Class<?> type, Shape ifOfType, Shape otherwise) {
        return (path, value) -> (type.isInstance(value) ? ifOfType : otherwise).check(path, value);
    }

    /** An array. */
    static Shape list(Shape element, int maxElements) {
        return (path, value) -> {
            if (!(value instanceof List<?> elements)) {
                throw InvalidFieldException.wrongType(path, "an array", value);
            }
            if (elements.size() > maxElements) {
                throw new InvalidFieldException(path, "must have at most " + maxElements + " elements");
            }
            List<Object> checked = new ArrayList<>(elements.size());
            for (Object one : elements) {
                String here = path + "[" + checked.size() + "]";
                if (one == null) {
                    throw new InvalidFieldException(here, "must not be null");
                }
                checked.add(element.check(here, one));
            }
            return checked;
        };
    }

    /** An object. */
    static Shape object(Member... members) {
        List<Member> known = List.of(members);
        return (path, value) -> {
            if (!(value instanceof Map<?, ?> given)) {
                throw InvalidFieldException.wrongType(path, "an object", value);
            }
            Map<String, Object> checked = new LinkedHashMap<>();
            for (Member member : known) {
                String here = path.isEmpty() ? member.name() : path + "." + member.name();
                Optional<Object> there = Optional.ofNullable((Object) given.get(member.name()));
                if (there.isEmpty() && member.required()) {
                    throw new InvalidFieldException(here, "is missing");
                }
                there.or(member::fallback)
                        .ifPresent(found ->
                                checked.put(member.name(), member.shape().check(here, found)));
            }
            return checked;
        };
    }
}
