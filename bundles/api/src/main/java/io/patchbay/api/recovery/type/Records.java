package io.patchbay.api.recovery.type;

import io.patchbay.api.Attributes;
import io.patchbay.api.recovery.resource.InvalidResourceException;
import io.patchbay.api.recovery.resource.Secret;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Records from JSON values and back, by their {@link Shape}. No state. */
public final class Records {
    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

    private Records() {}

    /** Told of what does not fit. Called on the reader's thread. */
    public interface Findings {
        /**
         * Something does not fit.
         *
         * @param code {@code missing}, {@code wrong-type}, {@code unknown-key} or {@code invalid-value}
         * @param pointer JSON pointer to it, or to the object that lacks it
         * @param message what is wrong, and what would be right
         */
        void fault(String code, String pointer, String message);

        /**
         * Whether a value stands for one that is not known yet, such as a reference: it is not looked into.
         *
         * @param value any value, also one that JSON has not
         * @param pointer where it stands
         * @param expected what must come of it
         */
        default boolean deferred(Object value, String pointer, Shape expected) {
            return false;
        }

        /** Whether members that the record has not are faults. */
        default boolean strict() {
            return true;
        }
    }

    /**
     * Reads a record.
     *
     * @param type the record
     * @param value a JSON value
     * @param pointer where the value stands
     * @return empty if there was a fault, or something is deferred
     */
    public static <R extends Record> Optional<R> read(Class<R> type, Object value, String pointer, Findings findings) {
        Reading reading = new Reading(findings);
        Object read = reading.value(Shape.of(type), type, value, pointer);
        return reading.whole ? Optional.of(type.cast(read)) : Optional.empty();
    }

    /**
     * Reads a record from values that have been checked; what it does not know is left out.
     *
     * @throws IllegalArgumentException if they do not fit, naming the place
     */
    public static <R extends Record> R read(Class<R> type, Attributes values) {
        Findings refusing = new Findings() {
            @Override
            public void fault(String code, String pointer, String message) {
                throw new IllegalArgumentException((pointer.isEmpty() ? "the whole" : pointer) + ": " + message);
            }

            @Override
            public boolean strict() {
                return false;
            }
        };
        return read(type, values.values(), "", refusing).orElseThrow();
    }

    /**
     * A record as JSON: what is absent is left out, and so is an empty {@code Attributes}; an empty array is there. Secrets are in it
     * as they are.
     */
    public static Attributes write(Record record) {
        return new Attributes(members(record));
    }

    private static Map<String, Object> members(Record record) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (RecordComponent component : Described.components(record.getClass())) {
            Object value = json(valueOf(record, component));
            if (value != null) {
                members.put(Described.nameOf(component.getName()), value);
            }
        }
        return members;
    }

    /** Null stands for what is left out. */
    private static Object json(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(Records::json).orElse(null);
        } else if (value instanceof Record record && !(record instanceof Attributes)) {
            return members(record);
        } else if (value instanceof Attributes attributes) {
            return attributes.isEmpty() ? null : attributes.values();
        } else if (value instanceof List<?> elements) {
            return elements.stream().map(Records::json).toList();
        } else if (value instanceof Enum<?> constant) {
            return Described.choiceOf(constant);
        } else if (value instanceof Secret secret) {
            return secret.reveal();
        }
        return value;
    }

    private static Object valueOf(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(record.getClass() + " is not public", impossible);
        }
    }

    /** A token as a JSON pointer has it. */
    public static String escaped(String token) {
        return token.replace("~", "~0").replace("/", "~1");
    }

    /** One value being read; whether it is whole so far. Confined to one thread. */
    private static final class Reading {
        private final Findings findings;
        private boolean whole = true;

        Reading(Findings findings) {
            this.findings = findings;
        }

        /** What it gives counts only while everything is whole. */
        Object value(Shape shape, Type declared, Object value, String pointer) {
            if (findings.deferred(value, pointer, shape)) {
                whole = false;
                return null;
            }
            if (shape instanceof Shape.Members members && value instanceof Map<?, ?> object) {
                return record(members, object, pointer);
            } else if (shape instanceof Shape.Array array && value instanceof List<?> elements) {
                return list(array, declared, elements, pointer);
            } else if (shape instanceof Shape.Free && value instanceof Map<?, ?> object) {
                return free(object);
            } else if (shape instanceof Shape.Text && value instanceof String) {
                return value;
            } else if (shape instanceof Shape.Hidden && value instanceof String text) {
                return Secret.of(text);
            } else if (shape instanceof Shape.Flag && value instanceof Boolean) {
                return value;
            } else if (shape instanceof Shape.Choice choice
                    && value instanceof String text
                    && choice.values().contains(text)) {
                return constant((Class<?>) declared, text);
            } else if (shape instanceof Shape.Whole range && isWithin(range, value)) {
                long number = ((Number) value).longValue();
                return range.most() == Integer.MAX_VALUE ? (Object) (int) number : (Object) number;
            }
            fault("wrong-type", pointer, "it must be " + shape.words() + " but is " + shown(value));
            return null;
        }

        private Object record(Shape.Members shape, Map<?, ?> object, String pointer) {
            RecordComponent[] components = Described.components(shape.type());
            Object[] arguments = new Object[components.length];
            boolean before = whole;
            whole = true;
            for (int place = 0; place < components.length; place++) {
                arguments[place] = member(shape.fields().get(place), components[place], object, pointer);
            }
            if (findings.strict()) {
                object.keySet().stream()
                        .filter(name -> shape.field((String) name).isEmpty())
                        .forEach(name -> fault(
                                "unknown-key",
                                pointer + "/" + escaped((String) name),
                                "there is no such member here; there are " + names(shape)));
            }
            Object made = whole ? made(shape.type(), arguments, pointer) : null;
            whole &= before;
            return made;
        }

        private Object member(Shape.Field field, RecordComponent component, Map<?, ?> object, String pointer) {
            Type declared = component.getGenericType();
            boolean optional = component.getType() == Optional.class;
            Object value = object.get(field.name());
            if (value == null) {
                if (field.required()) {
                    fault(
                            "missing",
                            pointer,
                            "it lacks '" + field.name() + "', " + field.shape().words());
                }
                return optional ? Optional.empty() : field.shape() instanceof Shape.Array ? List.of() : Attributes.NONE;
            }
            Type inner = optional ? ((ParameterizedType) declared).getActualTypeArguments()[0] : declared;
            Object read = value(field.shape(), inner, value, pointer + "/" + escaped(field.name()));
            return optional ? Optional.ofNullable(read) : read;
        }

        private List<Object> list(Shape.Array shape, Type declared, List<?> elements, String pointer) {
            Type inner = ((ParameterizedType) declared).getActualTypeArguments()[0];
            List<Object> read = new ArrayList<>(elements.size());
            for (int place = 0; place < elements.size(); place++) {
                read.add(value(shape.element(), inner, elements.get(place), pointer + "/" + place));
            }
            return read;
        }

        @SuppressWarnings("unchecked") // a JSON object has string keys
        private static Attributes free(Map<?, ?> object) {
            return new Attributes((Map<String, Object>) object);
        }

        /** A record checks itself when it is made. */
        private Object made(Class<?> type, Object[] arguments, String pointer) {
            try {
                return Described.canonical(type).newInstance(arguments);
            } catch (InvocationTargetException refused) {
                if (refused.getCause() instanceof IllegalArgumentException bad) {
                    InvalidResourceException.problemsOf(bad)
                            .forEach(problem ->
                                    fault("invalid-value", below(pointer, problem.member()), problem.text()));
                    return null;
                }
                throw new IllegalStateException(type + " cannot be made", refused);
            } catch (ReflectiveOperationException impossible) {
                throw new IllegalStateException(type + " is not public", impossible);
            }
        }

        private static String below(String pointer, String member) {
            return member.isEmpty() ? pointer : pointer + "/" + member;
        }

        private void fault(String code, String pointer, String message) {
            whole = false;
            findings.fault(code, pointer, message);
        }

        private static Object constant(Class<?> type, String text) {
            return Stream.of(type.getEnumConstants())
                    .filter(constant -> Described.choiceOf((Enum<?>) constant).equals(text))
                    .findFirst()
                    .orElseThrow();
        }

        private static boolean isWithin(Shape.Whole range, Object value) {
            if (value instanceof BigInteger big) {
                return big.compareTo(LEAST) >= 0 && big.compareTo(MOST) <= 0 && isWithin(range, big.longValue());
            }
            return (value instanceof Integer || value instanceof Long)
                    && ((Number) value).longValue() >= range.least()
                    && ((Number) value).longValue() <= range.most();
        }

        private static String names(Shape.Members shape) {
            return String.join(
                    ", ", shape.fields().stream().map(Shape.Field::name).toList());
        }

        /** Never the value itself: it may be a secret, or long. */
        private static String shown(Object value) {
            if (value == null) {
                return "null";
            } else if (value instanceof Map) {
                return "an object";
            } else if (value instanceof List) {
                return "an array";
            } else if (value instanceof String) {
                return "a string";
            }
            return value instanceof Boolean ? "true or false" : "a number";
        }
    }
}
