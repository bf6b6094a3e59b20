package io.patchbay.api.placement;

import io.patchbay.api.Identifier;

/**
 * Asks for decisions to be made again.
 *
 * @param kind of the plug-in: {@code scheduler}, {@code matcher} or {@code strategy}
 * @param name its name; an identifier
 * @param version its bundle's version, whether or not it serves; an identifier
 * @param purpose whose decisions; an identifier
 * @param last how many of the last ones, 1 to {@value #MAX_LAST}; there may be fewer
 */
public record ReplayRequest(String kind, String name, String version, String purpose, int last) {
    /** How many decisions are recorded for each purpose at most. */
    public static final int MAX_LAST = 1000;

    /** @throws IllegalArgumentException if an identifier is none, or the kind or the number is out of range */
    public ReplayRequest {
        if (!Replays.KINDS.contains(kind)) {
            throw new IllegalArgumentException("kind must be scheduler, matcher or strategy");
        }
        Identifier.require("name", name);
        Identifier.require("version", version);
        Identifier.require("purpose", purpose);
        if (last < 1 || last > MAX_LAST) {
            throw new IllegalArgumentException("last must be within 1 and " + MAX_LAST + " but was " + last);
        }
    }
}
