package io.patchbay.api.recovery.type;

import io.patchbay.api.Attributes;
import io.patchbay.api.recovery.resource.Secret;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The shapes of records, and how they are taken apart and put together, each found once. No state but that. */
final class Described {
    private static final ClassValue<Shape.Members> BY_RECORD = new ClassValue<>() {
        @Override
        protected Shape.Members computeValue(Class<?> type) {
            return describe(type.asSubclass(Record.class));
        }
    };

    private static final ClassValue<RecordComponent[]> COMPONENTS = new ClassValue<>() {
        @Override
        protected RecordComponent[] computeValue(Class<?> type) {
            return type.getRecordComponents();
        }
    };

    private static final ClassValue<Constructor<?>> CANONICAL = new ClassValue<>() {
        @Override
        protected Constructor<?> computeValue(Class<?> type) {
            Class<?>[] types = Stream.of(COMPONENTS.get(type))
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            try {
                return type.getDeclaredConstructor(types);
            } catch (NoSuchMethodException impossible) {
                throw new IllegalStateException(type + " is no record", impossible);
            }
        }
    };

    private Described() {}

    /** Not to be changed. */
    static RecordComponent[] components(Class<?> type) {
        return COMPONENTS.get(type);
    }

    /** What makes a record of its components. */
    static Constructor<?> canonical(Class<?> type) {
        return CANONICAL.get(type);
    }

    static Shape.Members of(Class<? extends Record> type) {
        return BY_RECORD.get(type);
    }

    private static Shape.Members describe(Class<? extends Record> type) {
        List<Shape.Field> fields = new ArrayList<>();
        for (RecordComponent component : components(type)) {
            Type declared = component.getGenericType();
            boolean optional = raw(declared) == Optional.class;
            Shape shape = shapeOf(optional ? argument(declared) : declared);
            boolean mayLack = optional || shape instanceof Shape.Array || shape instanceof Shape.Free;
            fields.add(new Shape.Field(nameOf(component.getName()), shape, !mayLack));
        }
        return new Shape.Members(type, fields);
    }

    private static Shape shapeOf(Type declared) {
        Class<?> type = raw(declared);
        if (type == String.class) {
            return new Shape.Text();
        } else if (type == Secret.class) {
            return new Shape.Hidden();
        } else if (type == boolean.class || type == Boolean.class) {
            return new Shape.Flag();
        } else if (type == int.class || type == Integer.class) {
            return new Shape.Whole(Integer.MIN_VALUE, Integer.MAX_VALUE);
        } else if (type == long.class || type == Long.class) {
            return new Shape.Whole(Long.MIN_VALUE, Long.MAX_VALUE);
        } else if (type == Attributes.class || type == Map.class) {
            return new Shape.Free();
        } else if (type == List.class) {
            return new Shape.Array(shapeOf(argument(declared)));
        } else if (type.isEnum()) {
            return new Shape.Choice(Stream.of(type.getEnumConstants())
                    .map(constant -> choiceOf((Enum<?>) constant))
                    .toList());
        } else if (type.isRecord()) {
            return of(type.asSubclass(Record.class));
        }
        throw new IllegalArgumentException("a record cannot have a member of type " + declared);
    }

    private static Class<?> raw(Type declared) {
        return (Class<?>) (declared instanceof ParameterizedType generic ? generic.getRawType() : declared);
    }

    private static Type argument(Type declared) {
        return ((ParameterizedType) declared).getActualTypeArguments()[0];
    }

    static String nameOf(String component) {
        return component.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    static String choiceOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
