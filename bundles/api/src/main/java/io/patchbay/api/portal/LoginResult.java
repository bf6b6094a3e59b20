package io.patchbay.api.portal;

import io.patchbay.api.rooms.Participant;
import io.patchbay.api.rooms.Permission;
import io.patchbay.api.rooms.RoomSnapshot;
import java.util.Optional;

/**
 * What a client gets for its token.
 *
 * @param participant who it is in the room
 * @param permission what it may do
 * @param room the room
 * @param ticket by which it can resume, base64; empty where it cannot
 */
public record LoginResult(Participant participant, Permission permission, RoomSnapshot room, Optional<String> ticket) {}
