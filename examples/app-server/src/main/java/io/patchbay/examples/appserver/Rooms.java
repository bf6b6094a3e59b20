package io.patchbay.examples.appserver;

import java.io.IOException;

/** Knows the room of those who name none: looks for it once, and makes it where it is missing. Thread-safe. */
final class Rooms {
    static final String DEFAULT_NAME = "sampleRoom";

    private final PatchbayRest rest;
    private String defaultRoom = ""; // guarded by this

    Rooms(PatchbayRest rest) {
        this.rest = rest;
    }

    /** Its id. One caller looks while the others wait, so that the room is made once. */
    synchronized String defaultRoom() throws IOException, InterruptedException, RestException {
        if (defaultRoom.isEmpty()) {
            var found = rest.findRoom(DEFAULT_NAME);
            defaultRoom = found.isPresent() ? found.get() : rest.createRoom(DEFAULT_NAME);
        }
        return defaultRoom;
    }

    /** Somebody has deleted it: look again the next time. */
    synchronized void forget(String room) {
        if (defaultRoom.equals(room)) {
            defaultRoom = "";
        }
    }
}
