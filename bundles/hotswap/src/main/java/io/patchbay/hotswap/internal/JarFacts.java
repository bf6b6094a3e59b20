package io.patchbay.hotswap.internal;

import java.util.Set;
import org.osgi.framework.Bundle;

/**
 * What is known of the jar that a bundle was installed from. Immutable.
 *
 * @param file its name in the plug-in folder; the bundle's location if it came another way
 * @param sha256 of its content; empty if it came another way
 * @param modifiedMillis when it was written
 * @param lastGoodCopy whether its file has another content: it is back because that is faulty, or because it is pinned
 * @param passed its plug-ins that passed their check before a restart, each as {@link PluginKey#toString()} has it
 * @param faulty those that were faulty before it
 */
record JarFacts(
        String file, String sha256, long modifiedMillis, boolean lastGoodCopy, Set<String> passed, Set<String> faulty) {
    /** The same content, now that a file has it. */
    JarFacts inForceFor(String name, long nowModifiedMillis) {
        return new JarFacts(name, sha256, nowModifiedMillis, false, passed, faulty);
    }

    /** Whether it is a content of the plug-in folder, which can be refused. */
    boolean isFromFolder() {
        return !sha256.isEmpty();
    }

    /** Of a bundle that somebody else installed. */
    static JarFacts foreign(Bundle bundle) {
        return new JarFacts(
                String.valueOf(bundle.getLocation()), "", bundle.getLastModified(), false, Set.of(), Set.of());
    }
}
