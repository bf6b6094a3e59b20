package io.patchbay.api.lobby;

import io.patchbay.api.Identifier;
import java.net.URI;

/**
 * Where an observer gets a match.
 *
 * @param server id of the play server
 * @param order that it answers
 * @param match that is played there
 * @param source a WebSocket that tells the state of the match, as {@link ObserverSpec#requireSource} has it
 * @param ticket what the observer says there, 1 to {@value #MAX_TICKET_LENGTH} characters; never logged
 */
public record ObserverOffer(String server, String order, String match, URI source, String ticket) {
    /** The longest ticket, in characters. */
    public static final int MAX_TICKET_LENGTH = 200;

    /** @throws IllegalArgumentException if something is out of range */
    public ObserverOffer {
        Identifier.require("server", server);
        Identifier.require("order", order);
        Identifier.require("match", match);
        ObserverSpec.requireSource(source);
        if (ticket.isEmpty() || ticket.length() > MAX_TICKET_LENGTH) {
            throw new IllegalArgumentException("ticket must have 1 to " + MAX_TICKET_LENGTH + " characters");
        }
    }

    /** Without ticket and query. */
    @Override
    public String toString() {
        return "ObserverOffer[server=" + server + ", order=" + order + ", match=" + match + ", source="
                + source.getHost() + "]";
    }
}
