package io.patchbay.api.lobby;

import io.patchbay.api.Identifier;
import io.patchbay.api.placement.WorkerInfo;

/**
 * How a storage worker is.
 *
 * @param id unique in the cluster
 * @param info where clients reach it, and in its capacity {@link StorageWorkers#RELEASES}, and {@code regions} and {@code isps} if it
 *     names some
 * @param load 0.0 to 1.0
 * @param incarnation random per process
 */
public record StorageReport(String id, WorkerInfo info, double load, String incarnation) {
    /** @throws IllegalArgumentException if an identifier or the load is out of range, or clients cannot reach it */
    public StorageReport {
        Identifier.require("id", id);
        Identifier.require("incarnation", incarnation);
        if (!(load >= 0.0 && load <= 1.0)) {
            throw new IllegalArgumentException("load must be within 0 and 1 but was " + load);
        }
        if (info.viaHost().isEmpty() && (info.port() == 0 || (info.hostname() + info.ip()).isEmpty())) {
            throw new IllegalArgumentException("info must have viaHost, or port and one of hostname and ip");
        }
    }
}
