package io.patchbay.rooms.internal;

import io.patchbay.api.portal.Notification;
import io.patchbay.rooms.internal.media.RoomVoice;
import io.patchbay.support.SerialExecutor;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * How one and all in a room are told something. Confined to the room's serial executor.
 *
 * @param id of the room
 */
record Voice(String id, SerialExecutor serial, Crowd crowd, Portals portals) implements RoomVoice {
    @Override
    public Executor turns() {
        return serial::executeAnyway;
    }

    @Override
    public void tell(String participant, Notification notification) {
        crowd.find(participant)
                .ifPresent(member -> portals.notify(member.portal(), List.of(participant), notification));
    }

    @Override
    public void tellAll(Notification notification) {
        portals.notify(crowd.everyone(), notification);
    }
}
