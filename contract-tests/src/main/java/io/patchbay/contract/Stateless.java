package io.patchbay.contract;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Looks whether an object can remember anything between two calls. Confined to one check. */
final class Stateless {
    /** Classes of the Java library that cannot be looked into, and whose objects do not change. */
    private static final Pattern UNCHANGING = Pattern.compile(
            "java\\.lang\\.(String|Boolean|Character|Byte|Short|Integer|Long|Float|Double|Class)"
                    + "|java\\.math\\..*|java\\.time\\..*|java\\.net\\.URI|java\\.util\\.(UUID|Locale|Optional.*|regex\\.Pattern)"
                    + "|java\\.util\\.(ImmutableCollections|Collections)\\$(List|Set|Map|Empty|Singleton|Unmodifiable).*");

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private Stateless() {}

    /** @throws BrokenContract if a field of the object, or of what it holds, can change */
    static void require(Object object) {
        new Stateless()
                .fieldThatChanges(object, object.getClass().getSimpleName())
                .ifPresent(field -> {
                    throw new BrokenContract(
                            field + ": the codec is replaced under a live connection, and what a field holds is lost"
                                    + " then; put it into the CodecState that you return");
                });
    }

    private Optional<String> fieldThatChanges(Object object, String path) {
        if (!seen.add(object)
                || UNCHANGING.matcher(object.getClass().getName()).matches()
                || object instanceof Enum<?>) {
            return Optional.empty();
        }
        if (object.getClass().isArray()) {
            return Optional.of(path + " is an array, which can change");
        }
        if (object.getClass().getName().startsWith("java.")) {
            return Optional.of(path + " is a " + object.getClass().getName() + ", which can change");
        }
        for (Class<?> type = object.getClass(); type != Object.class && type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                Optional<String> found = inField(object, field, path + "." + field.getName());
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<String> inField(Object object, Field field, String path) {
        if (!Modifier.isFinal(field.getModifiers())) {
            return Optional.of(path + " is a field that can change");
        }
        if (Modifier.isStatic(field.getModifiers()) || field.getType().isPrimitive()) {
            return Optional.empty(); // constants, loggers
        }
        try {
            field.setAccessible(true);
            Object value = field.get(object);
            return value == null ? Optional.empty() : fieldThatChanges(value, path);
        } catch (IllegalAccessException | InaccessibleObjectException closed) {
            return Optional.of(path + " cannot be looked into: " + closed.getMessage());
        }
    }
}
