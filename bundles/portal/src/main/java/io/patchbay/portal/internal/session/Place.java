package io.patchbay.portal.internal.session;

/**
 * Where a client is, as far as it matters to what the operator tries. Immutable.
 *
 * @param room empty before it is in one
 * @param service whose room it is; empty if that is not known
 */
record Place(String room, String service) {
    /** Of a client that is in no room. */
    static final Place NONE = new Place("", "");

    /** Something that happens here, for people. */
    String of(String what) {
        return room.isEmpty() ? what : what + " of room " + room;
    }
}
