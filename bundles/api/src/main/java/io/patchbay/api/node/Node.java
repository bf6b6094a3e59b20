package io.patchbay.api.node;

import java.net.URI;
import org.osgi.annotation.versioning.ProviderType;

/** The node that this component runs in, once its HTTP server listens. One service per framework; immutable while it is registered. */
@ProviderType
public interface Node extends NodeFolders {
    /** The name by which the cluster knows this node; stable over restarts on the same data folder, a valid identifier. */
    String name();

    /** Host or address that clients are told ({@code --advertise}, else the bind address). */
    String advertisedHost();

    /** Port that clients are told. */
    int advertisedPort();

    /** Where other nodes and workers reach this node's HTTP API, for example {@code http://10.0.0.5:8080}. */
    URI url();

    /** Version of Patchbay, for example {@code 0.1.0}. */
    String version();
}
