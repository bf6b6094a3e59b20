package io.patchbay.rooms.internal;

import io.patchbay.api.Attributes;
import io.patchbay.api.rooms.Participant;
import io.patchbay.api.rooms.ParticipantDetail;
import io.patchbay.api.rooms.Permission;

/**
 * Someone who is in.
 *
 * @param portal id of the portal that holds the connection
 * @param origin the preference that its token was asked with
 */
record Member(Participant participant, String portal, Permission permission, Attributes origin) {
    String id() {
        return participant.id();
    }

    Member permitted(Permission changed) {
        return new Member(participant, portal, changed, origin);
    }

    ParticipantDetail detail() {
        return new ParticipantDetail(participant, permission);
    }
}
