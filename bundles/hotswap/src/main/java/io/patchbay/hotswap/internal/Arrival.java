package io.patchbay.hotswap.internal;

import io.patchbay.hotswap.internal.ServedJars.Copy;
import java.util.Set;
import org.osgi.framework.Bundle;

/**
 * A content that is to be installed for a file of the plug-in folder. Immutable.
 *
 * @param copy of the content
 * @param cause why it is to be installed
 */
record Arrival(String file, Copy copy, Cause cause) {
    /** Where an arrival comes from. */
    enum Cause {
        /** The file has this content now. */
        FILE,
        /** The file has a content that was refused; this one was in force before. */
        RESTORED,
        /** The content in force is faulty; this one comes back beside it. */
        LAST_GOOD,
        /** The operator pins it; it comes back beside the content in force. */
        PINNED
    }

    /** Whether its file keeps the content that is in force. */
    boolean isBesideAnother() {
        return cause == Cause.LAST_GOOD || cause == Cause.PINNED;
    }

    String sha256() {
        return copy.sha256();
    }

    Arrival with(Set<String> plugins) {
        return new Arrival(
                file,
                new Copy(copy.sha256(), copy.symbolicName(), copy.version(), copy.modifiedMillis(), plugins),
                cause);
    }

    /**
     * What is known of the jar.
     *
     * @param served what was in force before
     */
    JarFacts facts(ServedJars served) {
        return new JarFacts(
                file,
                sha256(),
                copy.modifiedMillis(),
                isBesideAnother(),
                served.passed(sha256()),
                served.faulty(sha256()));
    }

    /** It passed its checks, or is already at work. */
    record Installed(Arrival arrival, Bundle bundle) {
        long bundleId() {
            return bundle.getBundleId();
        }
    }
}
