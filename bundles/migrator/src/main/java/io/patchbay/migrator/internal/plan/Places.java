package io.patchbay.migrator.internal.plan;

import io.patchbay.api.recovery.type.Records;
import java.util.List;
import java.util.Map;

/** Finds the values at a path through a document, which may be of any shape. No state. */
final class Places {
    /** A step of a path: every element of an array. */
    static final String EACH = "*";

    private Places() {}

    /** Told of each value, with the JSON pointer to it. */
    interface Visitor {
        void visit(Object value, String pointer);
    }

    /** As deep as the path is long; whatever is not there is passed by. */
    static void visit(Object value, List<String> path, Visitor visitor) {
        visit(value, path, "", visitor);
    }

    private static void visit(Object value, List<String> path, String pointer, Visitor visitor) {
        if (path.isEmpty()) {
            visitor.visit(value, pointer);
        } else if (path.get(0).equals(EACH)) {
            if (value instanceof List<?> elements) {
                for (int place = 0; place < elements.size(); place++) {
                    visit(elements.get(place), rest(path), pointer + "/" + place, visitor);
                }
            }
        } else if (value instanceof Map<?, ?> object && object.get(path.get(0)) != null) {
            visit(object.get(path.get(0)), rest(path), pointer + "/" + Records.escaped(path.get(0)), visitor);
        }
    }

    private static List<String> rest(List<String> path) {
        return path.subList(1, path.size());
    }
}
