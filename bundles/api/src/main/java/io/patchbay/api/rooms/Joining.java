package io.patchbay.api.rooms;

import io.patchbay.api.Attributes;

/**
 * Someone who wants into a room.
 *
 * @param participant who
 * @param portal id of the portal that holds the connection
 * @param origin the preference that the token was asked with
 */
public record Joining(Participant participant, String portal, Attributes origin) {}
