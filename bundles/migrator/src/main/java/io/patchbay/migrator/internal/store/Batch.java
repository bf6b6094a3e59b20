package io.patchbay.migrator.internal.store;

import io.patchbay.api.coordination.EntryChange;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The changes of several units in one transaction. A condition that many of them have, such as that their job still runs, is put once:
 * else half of what ZooKeeper has to write down would be repetitions. Immutable.
 */
final class Batch {
    private final List<EntryChange> changes = new ArrayList<>();
    private final List<Origin> origins = new ArrayList<>();

    /**
     * Whose a change is.
     *
     * @param unit its place among the units
     * @param place of the change in the unit
     */
    record Origin(int unit, int place) {}

    /** @param first comes before the units, and is none of theirs */
    Batch(EntryChange first, List<Unit> units) {
        changes.add(first);
        Set<EntryChange.Check> put = new HashSet<>();
        for (int unit = 0; unit < units.size(); unit++) {
            List<EntryChange> own = units.get(unit).changes();
            for (int place = 0; place < own.size(); place++) {
                if (isNew(own.get(place), put)) {
                    changes.add(own.get(place));
                    origins.add(new Origin(unit, place));
                }
            }
        }
    }

    /** A condition counts again once its entry is changed, even by the same transaction. */
    private static boolean isNew(EntryChange change, Set<EntryChange.Check> put) {
        if (change instanceof EntryChange.Check check) {
            return put.add(check);
        }
        put.removeIf(check -> check.path().equals(change.path()));
        return true;
    }

    List<EntryChange> changes() {
        return List.copyOf(changes);
    }

    /** Whose the change at an index is; empty for the first. */
    Optional<Origin> origin(int index) {
        return index == 0 ? Optional.empty() : Optional.of(origins.get(index - 1));
    }
}
