package io.patchbay.api.rooms;

import java.util.Optional;

/** The answer to a {@link MediaRequest}. */
public sealed interface MediaOutcome {
    /**
     * Done, or for what opens a session: under way; the participant is notified of its progress.
     *
     * @param data what comes back, as a JSON value: {@code {id, transportId}} for what opens a session, what the worker said for
     *     a control, else empty
     */
    record Done(Optional<Object> data) implements MediaOutcome {}

    /**
     * Not done.
     *
     * @param reason what the client is told, for example {@code unauthorized}, or the scheduler's refusal
     */
    record Failed(String reason) implements MediaOutcome {}

    /** Done, with nothing to say. */
    MediaOutcome DONE = new Done(Optional.empty());
}
