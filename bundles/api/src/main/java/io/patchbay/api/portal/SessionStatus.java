package io.patchbay.api.portal;

/**
 * One client's session.
 *
 * @param participant id of the client in its room
 * @param user what the service calls the user; chosen by others, so to be escaped where it is shown
 * @param role the role in the room; likewise
 * @param room id of the room
 * @param version name of the protocol version that it speaks
 * @param connected whether the client has a connection now, rather than being waited for
 * @param sinceMillis since when this portal has had the session, in milliseconds since the epoch
 * @param task name of the portal's task for it, purpose {@code portal}
 * @param controller id of the worker that has the room, purpose {@code conference}
 */
public record SessionStatus(
        String participant,
        String user,
        String role,
        String room,
        String version,
        boolean connected,
        long sinceMillis,
        String task,
        String controller) {}
