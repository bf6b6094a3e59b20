package io.patchbay.migrator.internal.reference;

import io.patchbay.api.recovery.type.Records;
import java.util.ArrayDeque;
import java.util.Deque;

/** A place in a document, written only when somebody asks for it. Immutable. */
final class Path {
    static final Path ROOT = new Path(null, "");

    private final Path parent; // null at the root only
    private final Object token;

    private Path(Path parent, Object token) {
        this.parent = parent;
        this.token = token;
    }

    /** The place below it, by the name of a member or the number of an element. */
    Path plus(Object below) {
        return new Path(this, below);
    }

    /** As a JSON pointer. */
    @Override
    public String toString() {
        Deque<String> tokens = new ArrayDeque<>();
        for (Path at = this; at.parent != null; at = at.parent) {
            tokens.push("/" + Records.escaped(String.valueOf(at.token)));
        }
        return String.join("", tokens);
    }
}
