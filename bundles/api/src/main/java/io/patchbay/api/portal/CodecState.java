package io.patchbay.api.portal;

import io.patchbay.api.Attributes;

/**
 * What a codec remembers of one connection between two frames. Kept by the portal, so that a codec is swapped under a live
 * connection: a successor must be able to read what its predecessor wrote. Small: at most {@link #MAX_MEMBERS} members.
 *
 * @param layout number of the layout of {@code values}, chosen by the codec; 0 of a new connection
 * @param values whatever the codec needs
 */
public record CodecState(int layout, Attributes values) {
    /** What a codec may remember at most, in members of {@code values}. */
    public static final int MAX_MEMBERS = 64;

    /** Of a new connection. */
    public static final CodecState NEW = new CodecState(0, Attributes.NONE);

    /** @throws IllegalArgumentException if there are too many members */
    public CodecState {
        if (values.values().size() > MAX_MEMBERS) {
            throw new IllegalArgumentException("a codec may keep " + MAX_MEMBERS + " members but kept "
                    + values.values().size());
        }
    }
}
