package io.patchbay.api.lobby;

import java.util.List;

/**
 * What a storage worker is to hold.
 *
 * @param releases in the order in which to fetch them: the current one first, then the newest; all others may be deleted
 * @param known whether {@code releases} is what the store has; if not, the worker keeps what it has
 */
public record StorageOrders(List<ReleaseStatus> releases, boolean known) {
    /** Copies the list. */
    public StorageOrders {
        releases = List.copyOf(releases);
    }
}
