package io.patchbay.api.rooms;

import io.patchbay.api.Attributes;
import java.util.List;

/**
 * A room at the moment of a join: every later change is notified.
 *
 * @param id the room
 * @param views labels of its views
 * @param participants who is in it, the joiner included
 * @param streams its streams, in the form of protocol 1.2
 */
public record RoomSnapshot(String id, List<String> views, List<Participant> participants, List<Attributes> streams) {
    /** Copies the lists. */
    public RoomSnapshot {
        views = List.copyOf(views);
        participants = List.copyOf(participants);
        streams = List.copyOf(streams);
    }
}
