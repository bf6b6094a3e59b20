package io.patchbay.api.rooms;

/** The answer to an operation in a room. */
public sealed interface Outcome {
    /** Done. */
    record Done() implements Outcome {}

    /**
     * Not done; nothing changed.
     *
     * @param reason what the client is told, for example {@code Participant has not joined}
     */
    record Failed(String reason) implements Outcome {}

    /** Done. */
    Outcome DONE = new Done();
}
