package io.patchbay.migrator.internal.store;

import io.patchbay.api.coordination.EntryChange;
import io.patchbay.migrator.internal.audit.LogLine;
import java.util.List;

/**
 * Changes that belong together, and what the audit log tells of them: made as a whole or not at all. Immutable.
 *
 * @param changes one or more
 * @param lines one or more
 */
public record Unit(List<EntryChange> changes, List<LogLine> lines) {
    /** @throws IllegalArgumentException if nothing is told: by the log it is known what became of a lost commit */
    public Unit {
        changes = List.copyOf(changes);
        lines = List.copyOf(lines);
        if (changes.isEmpty() || lines.isEmpty()) {
            throw new IllegalArgumentException("a unit must change something and tell of it");
        }
    }

    int bytes() {
        int bytes = 0;
        for (EntryChange change : changes) {
            bytes += change.size();
        }
        for (LogLine line : lines) {
            bytes += line.mostBytes();
        }
        return bytes;
    }
}
