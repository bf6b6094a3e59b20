package io.patchbay.api.lobby;

import io.patchbay.api.Identifier;
import java.net.URI;
import java.util.List;

/**
 * The observer that is to be started.
 *
 * @param id as which worker it joins, an identifier
 * @param match that it relays, an identifier
 * @param source the WebSocket that it gets the match from, as {@link #requireSource} has it; its query may be a secret, so it is handed on
 *     like one
 * @param sourceTicket what it says there first; never logged
 * @param ticketKey by which it knows spectators' tickets; never logged
 * @param seats how many spectators it takes, 1 to {@value #MAX_SEATS}
 * @param endsAtMillis when it ends at the latest, in milliseconds since the epoch
 * @param nodes where it joins, at least one; it needs the workers' token of these, which is not among what it is given here
 */
public record ObserverSpec(
        String id,
        String match,
        URI source,
        String sourceTicket,
        String ticketKey,
        int seats,
        long endsAtMillis,
        List<URI> nodes) {
    /** The most spectators of one observer: its memory is for these, also if all of them take nothing. */
    public static final int MAX_SEATS = 1_000;

    /** @throws IllegalArgumentException if something is out of range */
    public ObserverSpec {
        Identifier.require("id", id);
        Identifier.require("match", match);
        requireSource(source);
        if (sourceTicket.isEmpty() || ticketKey.isEmpty()) {
            throw new IllegalArgumentException("sourceTicket and ticketKey must not be empty");
        }
        if (seats < 1 || seats > MAX_SEATS) {
            throw new IllegalArgumentException("seats must be within 1 and " + MAX_SEATS + " but was " + seats);
        }
        nodes = List.copyOf(nodes);
        if (nodes.isEmpty()) {
            throw new IllegalArgumentException("nodes must name a node at least");
        }
    }

    /**
     * Checks that an observer can get a match from there: {@code ws} or {@code wss}, a host, a port that there can be or none, and
     * neither user-info nor a fragment, which no WebSocket is asked with.
     *
     * @throws IllegalArgumentException saying what is wrong with it, and nothing of what it is
     */
    public static void requireSource(URI source) {
        boolean isSocket = "ws".equals(source.getScheme()) || "wss".equals(source.getScheme());
        if (!isSocket || source.getHost() == null) {
            throw new IllegalArgumentException("source must be a WebSocket like ws://10.0.0.7:7000/watch");
        }
        if (source.getPort() > 65_535 || source.getPort() == 0) {
            throw new IllegalArgumentException("source must have a port from 1 to 65535, or none");
        }
        if (source.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "source must not have a user or password before its host: what lets the observer in is the ticket");
        }
        if (source.getRawFragment() != null) {
            throw new IllegalArgumentException("source must not have a fragment: a WebSocket is asked without it");
        }
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "ObserverSpec[id=" + id + ", match=" + match + ", source=" + source.getHost() + ", seats=" + seats
                + ", endsAtMillis=" + endsAtMillis + ", nodes=" + nodes + "]";
    }
}
