package io.patchbay.portal.internal.session;

import io.patchbay.portal.internal.socketio.ClientSocket;

/**
 * The last resumption of a session: until its answer is known to have arrived the client may know of no ticket but the one that it
 * has shown. Immutable.
 *
 * @param ticket id of the ticket that was shown
 * @param socket that was to carry the answer
 * @param answer number of the answer's packet there, 0 if the connection was gone by then
 */
record Handover(String ticket, ClientSocket socket, long answer) {
    /** Whether somebody who shows this ticket may be the one whose answer was lost. */
    boolean mayBeLost(String shown) {
        return ticket.equals(shown) && (answer == 0 || socket.confirmed() < answer);
    }
}
