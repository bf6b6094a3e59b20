package io.patchbay.sandbox.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Resources of one kind by id, in the order they were made, each as the API shows it; members whose names begin with {@code _} are
 * the sandbox's own. Only used by who holds the cloud's lock.
 */
public final class Table {
    private final Map<String, ObjectNode> rows = new LinkedHashMap<>();

    /** The one of that id. */
    public Optional<ObjectNode> find(String id) {
        return Optional.ofNullable(rows.get(id));
    }

    /** Adds one, or replaces it. */
    public ObjectNode put(String id, ObjectNode row) {
        rows.put(id, row);
        return row;
    }

    /** Forgets one, if it is there. */
    public void remove(String id) {
        rows.remove(id);
    }

    /** Those that fit, in a list of its own. */
    public List<ObjectNode> where(Predicate<ObjectNode> fits) {
        List<ObjectNode> found = new ArrayList<>();
        for (ObjectNode row : rows.values()) {
            if (fits.test(row)) {
                found.add(row);
            }
        }
        return found;
    }

    /** Those of which a member is that text. */
    public List<ObjectNode> where(String member, String text) {
        return where(row -> row.path(member).asText().equals(text));
    }

    /** Whether any of them fits. */
    public boolean any(Predicate<ObjectNode> fits) {
        return rows.values().stream().anyMatch(fits);
    }

    /** How many fit. */
    public int count(Predicate<ObjectNode> fits) {
        return (int) rows.values().stream().filter(fits).count();
    }

    /** Every one, in a list of its own. */
    public List<ObjectNode> all() {
        return new ArrayList<>(rows.values());
    }

    /** How many there are. */
    public int size() {
        return rows.size();
    }

    Map<String, ObjectNode> rows() {
        return rows;
    }
}
