package io.patchbay.api.node;

import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Where this node keeps its state. One service per framework, there before the HTTP server listens: whoever needs no more than this
 * starts beside the server instead of after it. Immutable.
 */
@ProviderType
public interface NodeFolders {
    /** The folder that holds this node's state ({@code --data}); exists, is writable and locked by this process. */
    Path data();

    /** The folder that is watched for plug-ins ({@code plugins/} of the distribution). */
    Path plugins();

    /** The folder of configuration files ({@code --conf}); may be missing. */
    Path conf();
}
