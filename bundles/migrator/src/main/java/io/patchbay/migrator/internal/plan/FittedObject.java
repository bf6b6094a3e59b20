package io.patchbay.migrator.internal.plan;

import io.patchbay.api.recovery.type.Records;
import io.patchbay.api.recovery.type.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An object of a plan with something that fits in the place of each member that does not, so that such a member does not hide what
 * is wrong with the others.
 *
 * @param value the object
 * @param replaced names of the members that are not its own: what is said of them is to be ignored
 */
record FittedObject(Map<?, ?> value, Set<String> replaced) {
    private static final String ID = "id";
    private static final String TEXT = "sound";
    private static final Pattern WORDS = Pattern.compile("[^0-9a-z_]+");

    static FittedObject of(Class<? extends Record> type, Map<?, ?> object) {
        Shape.Members shape = Shape.of(type);
        Map<Object, Object> value = new LinkedHashMap<>(object);
        Set<String> replaced = misfits(type, object);
        replaced.removeIf(name -> shape.field(name).isEmpty());
        if (object.get(ID) instanceof String) {
            replaced.add(ID); // all ids are looked at apart
        }
        value.keySet().removeIf(name -> shape.field(String.valueOf(name)).isEmpty());
        for (Shape.Field field : shape.fields()) {
            boolean lacks = field.required() && value.get(field.name()) == null;
            if (lacks || replaced.contains(field.name())) {
                replaced.add(field.name());
                value.put(field.name(), fitting(field.shape()));
            }
        }
        return new FittedObject(value, replaced);
    }

    /** The members below which something has the wrong shape. */
    private static Set<String> misfits(Class<? extends Record> type, Map<?, ?> object) {
        Set<String> names = new TreeSet<>();
        Records.read(type, object, "", (code, pointer, message) -> {
            if (!pointer.isEmpty()) {
                names.add(pointer.split("/", 3)[1]);
            }
        });
        return names;
    }

    /** Whether something that is said of the object is about a member that is not its own. */
    boolean isAboutReplaced(String member, String text) {
        return replaced.contains(member.split("/", 2)[0])
                || Stream.of(WORDS.split(text)).anyMatch(replaced::contains);
    }

    private static Object fitting(Shape shape) {
        if (shape instanceof Shape.Text || shape instanceof Shape.Hidden) {
            return TEXT;
        } else if (shape instanceof Shape.Choice choice) {
            return choice.values().get(0);
        } else if (shape instanceof Shape.Whole range) {
            return Math.max(range.least(), 1);
        } else if (shape instanceof Shape.Flag) {
            return true;
        } else if (shape instanceof Shape.Array) {
            return List.of();
        } else if (shape instanceof Shape.Members members) {
            Map<String, Object> inner = new LinkedHashMap<>();
            members.fields().stream()
                    .filter(Shape.Field::required)
                    .forEach(field -> inner.put(field.name(), fitting(field.shape())));
            return inner;
        }
        return Map.of();
    }
}
