package io.patchbay.api.lobby;

import io.patchbay.api.Identifier;
import java.net.URI;
import java.util.List;

/**
 * The observer that is to be started.
 *
 * @param id as which worker it joins, an identifier
 * @param match that it relays, an identifier
 * @param source the WebSocket that it gets the match from, {@code ws} or {@code wss}
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
        requireSocket(source);
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

    static void requireSocket(URI source) {
        boolean isSocket = "ws".equals(source.getScheme()) || "wss".equals(source.getScheme());
        if (!isSocket || source.getHost() == null) {
            throw new IllegalArgumentException("source must be like ws://host:port/path");
        }
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "ObserverSpec[id=" + id + ", match=" + match + ", source=" + source.getHost() + ", seats=" + seats
                + ", endsAtMillis=" + endsAtMillis + ", nodes=" + nodes + "]";
    }
}
