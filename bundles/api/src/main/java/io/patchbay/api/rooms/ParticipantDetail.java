package io.patchbay.api.rooms;

/**
 * Someone in a room, as the service that owns it sees it.
 *
 * @param participant who
 * @param permission what it may do now
 */
public record ParticipantDetail(Participant participant, Permission permission) {}
