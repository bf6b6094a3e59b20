package io.patchbay.api.recovery.type;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a JSON value must look like, as a record's components say it: {@code portRangeMin} is the member {@code port_range_min},
 * an {@code Optional} may be left out, and so may a {@code List}, which is empty then. Immutable.
 */
public sealed interface Shape {
    /** How a JSON pointer names an element of an array (RFC 6901, section 4). */
    Pattern INDEX = Pattern.compile("0|[1-9]\\d{0,8}");

    /** A string. */
    record Text() implements Shape {}

    /** A string that nobody is to see: sealed where it is kept, {@link io.patchbay.api.recovery.resource.Secret} in a record. */
    record Hidden() implements Shape {}

    /** One of some strings. */
    record Choice(List<String> values) implements Shape {
        /** Copies the list. */
        public Choice {
            values = List.copyOf(values);
        }
    }

    /**
     * A whole number.
     *
     * @param least the smallest that fits
     * @param most the largest that fits
     */
    record Whole(long least, long most) implements Shape {}

    /** True or false. */
    record Flag() implements Shape {}

    /** An object whose members nobody checks. */
    record Free() implements Shape {}

    /** An array of values of one shape. */
    record Array(Shape element) implements Shape {}

    /**
     * An object with the members that a record has.
     *
     * @param type the record
     * @param fields its members, in their order
     */
    record Members(Class<? extends Record> type, List<Field> fields) implements Shape {
        /** Copies the list. */
        public Members {
            fields = List.copyOf(fields);
        }

        /** The member of that name. */
        public Optional<Field> field(String name) {
            return fields.stream().filter(field -> field.name().equals(name)).findFirst();
        }
    }

    /**
     * One member of an object.
     *
     * @param name as JSON has it
     * @param shape of its value
     * @param required whether it must be there
     */
    record Field(String name, Shape shape, boolean required) {}

    /** The shape that a record describes. */
    static Members of(Class<? extends Record> type) {
        return Described.of(type);
    }

    /**
     * The shape at a place below this one.
     *
     * @param tokens of a JSON pointer, unescaped
     * @return empty if a value of this shape has nothing there; {@link Free} is anything, everywhere below it
     */
    default Optional<Shape> at(List<String> tokens) {
        Shape here = this;
        for (String token : tokens) {
            if (here instanceof Free) {
                return Optional.of(here);
            }
            Optional<Shape> next = below(here, token);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            here = next.get();
        }
        return Optional.of(here);
    }

    private static Optional<Shape> below(Shape shape, String token) {
        if (shape instanceof Members members) {
            return members.field(token).map(Field::shape);
        }
        return shape instanceof Array array && INDEX.matcher(token).matches()
                ? Optional.of(array.element())
                : Optional.empty();
    }

    /** What it is, in words: {@code a string}, {@code a network}. */
    default String words() {
        if (this instanceof Text || this instanceof Hidden) {
            return "a string";
        } else if (this instanceof Choice choice) {
            return "one of " + String.join(", ", choice.values());
        } else if (this instanceof Whole whole) {
            return whole.most() >= Integer.MAX_VALUE && whole.least() <= Integer.MIN_VALUE
                    ? "a whole number"
                    : "a whole number from " + whole.least() + " to " + whole.most();
        } else if (this instanceof Flag) {
            return "true or false";
        } else if (this instanceof Array) {
            return "an array";
        } else if (this instanceof Members members) {
            return "an object (" + members.type().getSimpleName() + ")";
        }
        return "an object";
    }
}
