package io.patchbay.rooms.internal.media;

import java.util.Optional;

/** What came of telling a worker something. */
public sealed interface Reply {
    /**
     * It has taken it.
     *
     * @param data what it had to say, as a JSON value
     */
    record Taken(Optional<Object> data) implements Reply {}

    /**
     * It has not, or it did not answer.
     *
     * @param reason what the client is told
     */
    record Refused(String reason) implements Reply {}
}
