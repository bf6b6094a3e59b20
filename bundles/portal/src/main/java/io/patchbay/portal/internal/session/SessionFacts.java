package io.patchbay.portal.internal.session;

import io.patchbay.api.Attributes;
import io.patchbay.api.rooms.Participant;
import io.patchbay.api.rooms.RoomControllers;

/**
 * What a session is about.
 *
 * @param participant who the client is
 * @param place where
 * @param controllers who keeps the room
 * @param taskCode name of the portal's task
 * @param protocol what the client speaks
 * @param objectAck whether the client wants what it missed in the acknowledgement when it resumes
 * @param origin the preference that the token was asked with
 */
record SessionFacts(
        Participant participant,
        Place place,
        RoomControllers controllers,
        String taskCode,
        Protocol protocol,
        boolean objectAck,
        Attributes origin) {
    String room() {
        return place.room();
    }

    /** Without the task's name, so that it can be logged. */
    @Override
    public String toString() {
        return "Session[participant=" + participant.id() + ", room=" + room() + "]";
    }
}
