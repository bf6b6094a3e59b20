package io.patchbay.migrator.internal.seal;

import io.patchbay.api.Attributes;
import io.patchbay.api.recovery.type.Records;
import io.patchbay.api.recovery.type.Shape;
import io.patchbay.api.recovery.type.TaskType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Finds the members of inputs and outputs that nobody is to see, by the shapes of the types. No state but those. */
final class Hidden {
    private static final Map<String, Shape> INPUTS = hiding(TaskType::input); // by the name of the type
    private static final Map<String, Shape> OUTPUTS = hiding(TaskType::output);

    private Hidden() {}

    /** Told of each value that is there; says what is to be there instead, or empty for nothing. */
    interface Change {
        Optional<Object> of(Object value, String pointer);
    }

    private static Map<String, Shape> hiding(Function<TaskType, Shape> part) {
        Map<String, Shape> hiding = new HashMap<>();
        for (TaskType type : TaskType.values()) {
            if (isIn(part.apply(type))) {
                hiding.put(type.type(), part.apply(type));
            }
        }
        return Map.copyOf(hiding);
    }

    private static boolean isIn(Shape shape) {
        if (shape instanceof Shape.Members members) {
            return members.fields().stream().anyMatch(field -> isIn(field.shape()));
        }
        return shape instanceof Shape.Hidden || (shape instanceof Shape.Array array && isIn(array.element()));
    }

    /** Whether inputs of a type may hide anything. */
    static boolean isInInput(String type) {
        return INPUTS.containsKey(type);
    }

    /** The same input, changed there; it itself where its type hides nothing. */
    static Attributes inInput(String type, Attributes input, Change change) {
        return changed(INPUTS, type, input, change);
    }

    static Attributes inOutput(String type, Attributes output, Change change) {
        return changed(OUTPUTS, type, output, change);
    }

    @SuppressWarnings("unchecked") // a JSON object has string keys
    private static Attributes changed(Map<String, Shape> shapes, String type, Attributes values, Change change) {
        Shape shape = shapes.get(type);
        if (shape == null) {
            return values;
        }
        Object changed = changed(shape, values.values(), "", change);
        return changed == values.values() ? values : new Attributes((Map<String, Object>) changed);
    }

    /** What does not fit its shape has nothing to hide there: it is refused elsewhere, or a reference. */
    private static Object changed(Shape shape, Object value, String pointer, Change change) {
        if (shape instanceof Shape.Members members && value instanceof Map<?, ?> object) {
            return members(members, object, pointer, change);
        } else if (shape instanceof Shape.Array array && value instanceof List<?> elements) {
            return elements(array, elements, pointer, change);
        }
        return value;
    }

    private static Object members(Shape.Members shape, Map<?, ?> object, String pointer, Change change) {
        Map<Object, Object> copy = new LinkedHashMap<>(object);
        boolean same = true;
        for (Shape.Field field : shape.fields()) {
            Object before = object.get(field.name());
            if (before == null) {
                continue;
            }
            String below = pointer + "/" + Records.escaped(field.name());
            Optional<Object> after = field.shape() instanceof Shape.Hidden
                    ? change.of(before, below)
                    : Optional.of(changed(field.shape(), before, below, change));
            if (after.isEmpty()) {
                copy.remove(field.name());
                same = false;
            } else if (after.get() != before) {
                copy.put(field.name(), after.get());
                same = false;
            }
        }
        return same ? object : copy;
    }

    private static Object elements(Shape.Array shape, List<?> elements, String pointer, Change change) {
        List<Object> copy = new ArrayList<>(elements.size());
        boolean same = true;
        for (int place = 0; place < elements.size(); place++) {
            Object before = elements.get(place);
            Object after = changed(shape.element(), before, pointer + "/" + place, change);
            copy.add(after);
            same &= after == before;
        }
        return same ? elements : copy;
    }
}
