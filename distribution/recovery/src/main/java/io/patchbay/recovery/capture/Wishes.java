package io.patchbay.recovery.capture;

import java.util.List;
import java.util.Map;

/**
 * What is to be captured, and how. Immutable.
 *
 * @param projects names of the projects; empty: the one that {@code clouds.yaml} names
 * @param onto the cluster that is recovered onto
 * @param name of the plan; empty: that of the first project
 * @param storages by the name of a back end here, that of the one there; others are called alike
 * @param keepsAddresses whether addresses from outside are to be the same there
 */
public record Wishes(
        List<String> projects, String onto, String name, Map<String, String> storages, boolean keepsAddresses) {
    /** Copies. */
    public Wishes {
        projects = List.copyOf(projects);
        storages = Map.copyOf(storages);
    }
}
