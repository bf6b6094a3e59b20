package io.patchbay.hotswap.internal;

import io.patchbay.api.hotswap.PluginStatus;

/**
 * One line of the operator's list. Immutable, but for its faults, which go on counting.
 *
 * @param leaving whether it goes for good once its last leases have ended, and so can serve no more
 */
record Listing(
        PluginKey key,
        String version,
        int ranking,
        PluginStatus.State state,
        boolean pinned,
        boolean leaving,
        String file,
        String sha256,
        Faults faults) {
    PluginStatus status() {
        return new PluginStatus(
                key.kind(),
                key.name(),
                version,
                ranking,
                state,
                pinned,
                file,
                sha256,
                faults.byReason(),
                faults.last());
    }
}
