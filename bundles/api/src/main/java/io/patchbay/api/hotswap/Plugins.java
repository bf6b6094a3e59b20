package io.patchbay.api.hotswap;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** What the operator sees and decides of plug-ins. Thread-safe; pins survive a restart. */
@ProviderType
public interface Plugins {
    /** How many notices there are at most. */
    int MAX_NOTICES = 100;

    /** Every plug-in of every installed jar, by kind, name and version. */
    List<PluginStatus> plugins();

    /** The jars in the plug-in folder that are not installed, and why. */
    List<RejectedJar> rejected();

    /** What else an operator should know of them, the oldest first; at most {@value #MAX_NOTICES}, then the oldest is forgotten. */
    List<PluginNotice> notices();

    /**
     * Has one version serve, whatever else is installed. One that its file had before comes back from its copy. May take seconds.
     *
     * @return false if no such version is installed or kept (nothing changes)
     */
    boolean pin(String kind, String name, String version);

    /**
     * Lets the best version serve again.
     *
     * @return false if there was no pin
     */
    boolean unpin(String kind, String name);

    /**
     * Forgets how often a version broke its contract: it is no longer faulty, and may serve again. One that has failed its check
     * stays out.
     *
     * @return false if no such version is installed
     */
    boolean clearFaults(String kind, String name, String version);
}
