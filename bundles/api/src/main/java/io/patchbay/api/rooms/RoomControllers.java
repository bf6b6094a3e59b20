package io.patchbay.api.rooms;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The conference worker of one node: the controllers of the rooms that are placed on it, one each. Thread-safe; no method
 * blocks. Every stage completes normally, within a bound, on a controller's thread; dependent actions must not block.
 *
 * <p>Operations of one room take effect one after another. A participant gets every notification of what happens after its
 * join and none of what happened before.
 */
@ProviderType
public interface RoomControllers {
    /** Id of this node's worker of purpose {@code conference}. */
    String workerId();

    /**
     * Joins a room, making its controller if need be; concurrent first joins share one. Capacity and role are checked in the
     * same step that lets the participant in.
     */
    CompletionStage<JoinOutcome> join(String room, Joining joining);

    /** Leaves a room; the others are told once. Leaving a room one is not in fails and does nothing. */
    CompletionStage<Outcome> leave(String room, String participant);

    /**
     * Sends a text.
     *
     * @param to {@code all}, which includes the sender, or a participant's id
     * @param message any JSON value; empty if the client sent none
     */
    CompletionStage<Outcome> text(String room, String from, String to, Optional<Object> message);

    /** Who is in a room, in the order of joining; empty if the room has no controller here. */
    CompletionStage<List<ParticipantDetail>> participants(String room);

    /** Removes a participant: its portal is told to drop it, the others that it left. */
    CompletionStage<Outcome> drop(String room, String participant);

    /** Ends a room: everyone is dropped, its controller closed. */
    CompletionStage<Outcome> destroy(String room);

    /** Ids of the rooms that have a controller here. */
    List<String> activeRooms();
}
