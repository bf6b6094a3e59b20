package io.patchbay.api.node;

import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** Whether this node can do its work. One service per framework. Thread-safe; does not block. */
@ProviderType
public interface NodeReadiness {
    /**
     * Each part that keeps the node from being ready now, in the order in which parts are expected, and why; empty if it is
     * ready. By {@link ReadinessCheck#NAME}, for example {@code coordination: ZooKeeper does not answer}.
     */
    Map<String, String> blockedBy();
}
