package io.patchbay.api.hotswap;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Looks whether the jars of plug-ins hold to their contracts, as {@code patchbay verify} does and by it: in a process of its own, so that
 * nothing that a plug-in does there reaches this node. For the operator; implemented by Patchbay, thread-safe. Methods may block on the
 * disk.
 */
@ProviderType
public interface Verifications {
    /** What became of the wish to verify a jar. */
    enum Begun {
        /** It is looked at, or will be once those before it have been. */
        YES,
        /** There is no copy of such a jar. */
        UNKNOWN_JAR,
        /** Too many jars wait. */
        BUSY,
        /** The node was not started from a distribution, which has what verifies. */
        UNAVAILABLE
    }

    /**
     * Has a jar looked at, once more if it has been already. Returns at once.
     *
     * @param sha256 of a jar that was installed, as {@link PluginStatus#sha256} has it
     */
    Begun begin(String sha256);

    /** What was found lately, one for each jar, the newest first; kept over a restart, but for what had not ended. */
    List<Verification> verifications();
}
