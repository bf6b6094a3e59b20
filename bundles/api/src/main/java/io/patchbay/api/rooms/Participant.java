package io.patchbay.api.rooms;

/**
 * Someone in a room, as the others see it.
 *
 * @param id unique; an identifier
 * @param user what the service calls the user; not unique
 * @param role the role in the room
 */
public record Participant(String id, String user, String role) {}
