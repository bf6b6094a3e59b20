package io.patchbay.api.portal;

import java.util.List;
import java.util.Optional;

/**
 * What one session went through.
 *
 * @param task name of the portal's task, which is reserved with the token and executed while there is a session
 * @param service id of the service that asked for the token
 * @param room id of the room
 * @param user what the service calls the user, its first 100 characters; chosen by others, so to be escaped where it is shown
 * @param role the role in the room; likewise
 * @param participant id of the client in its room; empty until it is about to join
 * @param version name of the protocol version that the client speaks; empty until it has said so
 * @param state how it stands now, whatever of its moments is kept
 * @param omitted how many moments there were after the first ones and before the last that are not kept
 * @param moments what happened, oldest first; never none
 */
public record Timeline(
        String task,
        String service,
        String room,
        String user,
        String role,
        Optional<String> participant,
        Optional<String> version,
        State state,
        int omitted,
        List<Moment> moments) {
    /** How it stands. */
    public enum State {
        /** There is a token, and nobody has come with it. */
        ISSUED,
        /** A client is about to get in. */
        ENTERING,
        /** The client was not let in; its token may be good for another attempt. */
        REFUSED,
        /** The client is in its room. */
        IN,
        /** Its connection is gone, and it may come back. */
        AWAY,
        /** The session is over. */
        OVER
    }

    /** What may happen. */
    public enum Kind {
        /** A portal is reserved; the detail is its worker. */
        RESERVED(State.ISSUED),
        /** The token is stored, and good. */
        ISSUED(State.ISSUED),
        /** A client has come with the token. */
        CLAIMED(State.ENTERING),
        /** The room has a worker, which is the detail. */
        PLACED(State.ENTERING),
        /** The room has let the client in. */
        JOINED(State.ENTERING),
        /** The client has been told that it is in. */
        ENTERED(State.IN),
        /** It was not let in; the code is the outcome as {@code patchbay_logins_total} counts it, the detail what it was told. */
        REFUSED(State.REFUSED),
        /**
         * Somebody came with the token in vain: it was {@code expired}, or of no use any more, {@code invalid}. Changes nothing for whoever
         * is in.
         */
        TURNED_AWAY,
        /** Its connection is gone. */
        AWAY(State.AWAY),
        /** It is back, on another connection. */
        BACK(State.IN),
        /** It could not come back with its ticket; code and detail as of {@link #REFUSED}. Changes nothing. */
        NOT_BACK,
        /** The portal was restarted, and has taken the session back; its client may follow. */
        RESTORED(State.AWAY),
        /**
         * The session is over; the code says how: {@code logout}, {@code not_back} in time, {@code dropped} by its room, {@code
         * given_up} as it could not be told what it missed, {@code room_gone}, {@code not_entered} where the login failed at its end, or
         * {@code not_restored} where it could not be taken back after a restart.
         */
        LEFT(State.OVER);

        private final Optional<State> leadsTo;

        Kind() {
            this.leadsTo = Optional.empty();
        }

        Kind(State leadsTo) {
            this.leadsTo = Optional.of(leadsTo);
        }

        /** How the session stands once it has happened; empty if that stays as it was. */
        public Optional<State> leadsTo() {
            return leadsTo;
        }
    }

    /**
     * Something that happened.
     *
     * @param atMillis when, in milliseconds since the epoch
     * @param kind what
     * @param code which of the ways that there are; empty if there is but one
     * @param detail more on it, for people; may be empty
     */
    public record Moment(long atMillis, Kind kind, String code, String detail) {}

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if there is no moment
     */
    public Timeline {
        moments = List.copyOf(moments);
        if (moments.isEmpty()) {
            throw new IllegalArgumentException("a timeline has moments");
        }
    }

    /** When something last happened, in milliseconds since the epoch. */
    public long lastMillis() {
        return moments.get(moments.size() - 1).atMillis();
    }
}
