package io.patchbay.api.lobby;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The workers that hold releases for clients. Each reports to every node; the node that leads has its placement choose among them, and
 * all others know them too, so that whoever leads next can choose at once. Thread-safe; no method blocks.
 */
@ProviderType
public interface StorageWorkers {
    /** The purpose by which placement knows them. */
    String PURPOSE = "storage";

    /** The member of a worker's capacity that lists the versions it holds whole. */
    String RELEASES = "releases";

    /**
     * A worker says how it is; also its sign of life.
     *
     * @return what it is to hold
     */
    StorageOrders report(StorageReport report);

    /**
     * A worker leaves.
     *
     * @return whether it was known
     */
    boolean leave(String id);

    /** The workers that have reported within the last seconds, in order of id. */
    List<StorageStatus> list();
}
