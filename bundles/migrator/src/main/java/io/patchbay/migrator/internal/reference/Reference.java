package io.patchbay.migrator.internal.reference;

import java.util.Map;
import java.util.Optional;

/**
 * A reference as it stands in an input. Immutable.
 *
 * @param text as it was written
 * @param task whose output is meant; empty: the document that it stands in
 * @param pointer the place there
 */
record Reference(String text, Optional<String> task, Pointer pointer) {
    /** The member that makes an object a reference, if it is a string. */
    static final String KEY = "$ref";

    /** Whether an object is one, or tries to be. */
    static boolean isReference(Map<?, ?> object) {
        return object.get(KEY) instanceof String;
    }

    /**
     * Reads an object that is one.
     *
     * @throws IllegalArgumentException if it is malformed, saying why
     */
    static Reference of(Map<?, ?> object) {
        String text = (String) object.get(KEY);
        if (object.size() > 1) {
            throw new IllegalArgumentException(
                    "beside $ref there must be no other member: the whole object is replaced");
        }
        int hash = text.indexOf('#');
        if (hash < 0) {
            throw new IllegalArgumentException(
                    "a reference is {task}#{json pointer} or #{json pointer}, but it has no '#'");
        }
        return new Reference(
                text,
                hash == 0 ? Optional.empty() : Optional.of(text.substring(0, hash)),
                Pointer.ofFragment(text.substring(hash + 1)));
    }

    /** As messages show it. */
    static String shown(Object text) {
        String whole = String.valueOf(text);
        return whole.length() <= 200 ? whole : whole.substring(0, 199) + "…";
    }
}
