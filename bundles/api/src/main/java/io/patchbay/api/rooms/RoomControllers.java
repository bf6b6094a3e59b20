package io.patchbay.api.rooms;

import io.patchbay.api.Attributes;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
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
    /** Whom a text of the operator's is from; no participant has this id. */
    String OPERATOR = "operator";

    /** Id of this node's worker of purpose {@code conference}. */
    String workerId();

    /**
     * Joins a room, making its controller if need be; concurrent first joins share one. Capacity and role are checked in the
     * same step that lets the participant in.
     */
    CompletionStage<JoinOutcome> join(String room, Joining joining);

    /**
     * Takes back a participant that was in before its portal went down: nobody is told, and neither limit nor role is asked for,
     * because to everyone in the room it was never gone.
     *
     * @param permission what it might do
     */
    CompletionStage<JoinOutcome> rejoin(String room, Joining joining, Permission permission);

    /**
     * Has a participant told what the room is like now, in order with everything else that it is told: it has missed more than
     * was kept.
     */
    CompletionStage<Outcome> refresh(String room, String participant);

    /** Leaves a room; the others are told once. Leaving a room one is not in fails and does nothing. */
    CompletionStage<Outcome> leave(String room, String participant);

    /**
     * Sends a text.
     *
     * @param to {@code all}, which includes the sender, or a participant's id
     * @param message any JSON value; empty if the client sent none
     */
    CompletionStage<Outcome> text(String room, String from, String to, Optional<Object> message);

    /**
     * Sends a text of the operator's, who is in no room.
     *
     * @param to {@code all} or a participant's id; to them it is from {@value #OPERATOR}
     * @param message any JSON value
     */
    CompletionStage<Outcome> announce(String room, String to, Object message);

    /** Who is in a room, in the order of joining; empty if the room has no controller here. */
    CompletionStage<List<ParticipantDetail>> participants(String room);

    /** Removes a participant: its portal is told to drop it, the others that it left. */
    CompletionStage<Outcome> drop(String room, String participant);

    /** Ends a room: everyone is dropped, its controller closed. */
    CompletionStage<Outcome> destroy(String room);

    /** A room's configuration has changed: reads it again. Who is in stays in, whatever the limit is now. */
    CompletionStage<Outcome> reload(String room);

    /**
     * Changes what a participant may do; it is told.
     *
     * @param change makes the new permission of the present one; called on the room's thread, must not block
     * @return how it is now, or empty if nobody of that id is there
     */
    CompletionStage<Optional<ParticipantDetail>> permit(
            String room, String participant, UnaryOperator<Permission> change);

    /** Does something that concerns media; what opens a session is then told to the participant as it gets on. */
    CompletionStage<MediaOutcome> media(String room, String participant, MediaRequest request);

    /**
     * A media worker says something of a transport or session that it was given.
     *
     * @return whether it is one of that worker's
     */
    CompletionStage<Boolean> mediaEvent(String room, String worker, MediaEvent event);

    /** The streams in a room, in the form of protocol 1.2; empty if the room has no controller here. */
    CompletionStage<List<Attributes>> streams(String room);

    /** Ids of the rooms that have a controller here. */
    List<String> activeRooms();

    /** What the controllers here know of their rooms, in no order; asks neither them nor the database. */
    List<ActiveRoom> occupancy();

    /** What the controller of a room knows of it; empty if there is none here. Likewise. */
    Optional<ActiveRoom> occupancy(String room);
}
