package io.patchbay.api.hotswap;

import java.util.Map;
import java.util.Optional;

/**
 * One plug-in of one installed jar.
 *
 * @param kind its extension point, for example {@code strategy}
 * @param name its name
 * @param version its bundle's version
 * @param ranking its service ranking
 * @param state what it does now
 * @param pinned whether the operator pinned this version
 * @param file name of the jar in the plug-in folder; of a last good copy, the name it had; of a bundle that did not come
 *     through the folder, its location
 * @param sha256 of the jar, 64 hex digits; empty if it did not come through the folder
 * @param faultsByReason how often it broke its contract since it was installed, or its faults were cleared; without those of zero
 * @param lastFault the newest one, or why it does not serve
 */
public record PluginStatus(
        String kind,
        String name,
        String version,
        int ranking,
        State state,
        boolean pinned,
        String file,
        String sha256,
        Map<FaultReason, Long> faultsByReason,
        Optional<PluginFault> lastFault) {
    /** Keeps a copy. */
    public PluginStatus {
        faultsByReason = Map.copyOf(faultsByReason);
    }

    /** How often it broke its contract, in whatever way. */
    public long faults() {
        return faultsByReason.values().stream().mapToLong(Long::longValue).sum();
    }

    /** What a plug-in does. */
    public enum State {
        /** It answers. */
        SERVING,
        /** Installed and good, but another version is preferred. */
        STANDBY,
        /** It broke its contract too often, and serves only if nothing else can, or failed its check, and never serves. */
        FAULTY,
        /** Replaced; its last leases are ending. */
        DRAINING
    }
}
