package io.patchbay.api.hotswap;

import java.time.Instant;

/**
 * Something about plug-ins that an operator should know, though everything goes on.
 *
 * @param kind what it is
 * @param subject what it is about: a plug-in as {@code strategy 'x'}, or a bundle with its version
 * @param text what was found, one line
 * @param since when it was found first
 */
public record PluginNotice(Kind kind, String subject, String text, Instant since) {
    /** What there is to know. */
    public enum Kind {
        /** Jars of different bundles offer a plug-in of the same name, or different jars the same version of it. */
        NAME_CLAIMED_TWICE,
        /** A bundle that was removed has left threads running. */
        THREADS_LEFT,
        /** The classes of a bundle that was removed are still in memory. */
        CLASSES_KEPT
    }
}
