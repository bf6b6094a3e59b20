package io.patchbay.api.coordination;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The nodes that share one ZooKeeper, from a local copy that is kept by watches. Thread-safe; no method blocks. */
@ProviderType
public interface Cluster {
    /** The nodes that are alive, this one included once it has joined, in order of name. */
    List<Member> members();

    /** The node that leads now as far as this node knows; empty between two leaders and while disconnected. */
    Optional<Member> leader();

    /**
     * Whether nodes with data folders of their own may be in it, now or later; false: the ZooKeeper is this node's alone. Never changes.
     */
    boolean isShared();

    /** Whether the connection to ZooKeeper is up. */
    boolean connected();
}
