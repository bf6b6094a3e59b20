package io.patchbay.hotswap.internal;

import io.patchbay.api.hotswap.PluginStatus;
import java.util.Set;

/**
 * One line of the operator's list. Immutable, but for its faults, which go on counting.
 *
 * @param leaving whether it goes for good once its last leases have ended, and so can serve no more
 * @param scopes what it serves, as experiments name it; none of one that does not serve
 * @param bundleId of the bundle that it is in
 */
record Listing(
        PluginKey key,
        String version,
        int ranking,
        PluginStatus.State state,
        boolean pinned,
        boolean leaving,
        Set<String> scopes,
        long bundleId,
        String file,
        String sha256,
        Faults faults) {
    /** Whether it is a version of a plug-in, and stays one. */
    boolean isOf(String kind, String name, String wanted) {
        return !leaving && key.kind().equals(kind) && key.name().equals(name) && version.equals(wanted);
    }

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
