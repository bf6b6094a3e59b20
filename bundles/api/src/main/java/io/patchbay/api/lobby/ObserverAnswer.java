package io.patchbay.api.lobby;

import java.util.OptionalLong;

/** What a spectator is answered. */
public sealed interface ObserverAnswer {
    /**
     * There is an observer, and a seat on it is kept for a while.
     *
     * @param match what the play server calls it
     * @param observer id of the worker
     * @param endpoint where spectators reach it, for example {@code ws://10.0.0.7:7100}
     * @param ticket what the spectator says there; never logged
     * @param deadlineMillis until when the seat is kept for whoever brings the ticket, in milliseconds since the epoch
     * @param endsAtMillis when the observer ends at the latest, in milliseconds since the epoch; empty if it has not said so
     */
    record Ready(
            String match,
            String observer,
            String endpoint,
            String ticket,
            long deadlineMillis,
            OptionalLong endsAtMillis)
            implements ObserverAnswer {
        /** Without the ticket. */
        @Override
        public String toString() {
            return "Ready[match=" + match + ", observer=" + observer + ", endpoint=" + endpoint + "]";
        }
    }

    /**
     * One is being started: ask again, with the same key.
     *
     * @param match what the play server calls it
     */
    record Starting(String match) implements ObserverAnswer {}

    /**
     * There is none.
     *
     * @param reason why
     * @param detail the same in words
     */
    record Refused(Reason reason, String detail) implements ObserverAnswer {}

    /** Why there is none. */
    enum Reason {
        /** Nobody plays such a match. */
        UNKNOWN_MATCH,
        /** All that there may be are full. */
        QUOTA,
        /** One could not be started: {@link Refused#detail} says why. */
        NO_OBSERVER,
        /** This node does not lead, or cannot decide now. */
        NOT_READY
    }
}
