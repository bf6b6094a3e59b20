package io.patchbay.api.node;

import java.net.URI;
import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;

/** The node that this component runs in. One service per framework; immutable while it is registered. */
@ProviderType
public interface Node {
    /** The name by which the cluster knows this node; stable over restarts on the same data folder, a valid identifier. */
    String name();

    /** The folder that holds this node's state ({@code --data}); exists, is writable and locked by this process. */
    Path data();

    /** The folder that is watched for plug-ins ({@code plugins/} of the distribution). */
    Path plugins();

    /** Host or address that clients are told ({@code --advertise}, else the bind address). */
    String advertisedHost();

    /** Port that clients are told. */
    int advertisedPort();

    /** Where other nodes and workers reach this node's HTTP API, for example {@code http://10.0.0.5:8080}. */
    URI url();

    /** Version of Patchbay, for example {@code 0.1.0}. */
    String version();
}
