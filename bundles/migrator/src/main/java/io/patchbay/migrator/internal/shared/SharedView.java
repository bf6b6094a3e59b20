package io.patchbay.migrator.internal.shared;

import java.util.Set;
import java.util.TreeSet;

/**
 * A shared resource as it was seen. Immutable.
 *
 * @param record its entry
 * @param version of that entry
 * @param holders the jobs that hold it
 */
public record SharedView(SharedRecord record, int version, Set<String> holders) {
    public SharedView {
        holders = Set.copyOf(holders);
    }

    /** The holders but one, in order. */
    Set<String> others(String job) {
        Set<String> others = new TreeSet<>(holders);
        others.remove(job);
        return others;
    }
}
