package io.patchbay.rooms.internal;

import io.patchbay.api.store.Room;

/** What came of loading a room. */
sealed interface Loaded {
    record Found(Room room) implements Loaded {}

    /** There is no such room. */
    record Missing() implements Loaded {}

    /** It cannot be told now. */
    record Failed(String reason) implements Loaded {}
}
