package io.patchbay.rooms.internal;

import io.patchbay.api.rooms.Participant;
import io.patchbay.api.rooms.ParticipantDetail;
import io.patchbay.api.rooms.Permission;

/** Someone who is in. */
record Member(Participant participant, String portal, Permission permission) {
    String id() {
        return participant.id();
    }

    ParticipantDetail detail() {
        return new ParticipantDetail(participant, permission);
    }
}
