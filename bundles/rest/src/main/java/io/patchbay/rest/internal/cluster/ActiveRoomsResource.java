package io.patchbay.rest.internal.cluster;

import com.fasterxml.jackson.core.JsonGenerator;
import io.patchbay.api.rooms.Outcome;
import io.patchbay.api.rooms.ParticipantDetail;
import io.patchbay.api.rooms.RoomControllers;
import io.patchbay.api.store.Room;
import io.patchbay.api.store.Rooms;
import io.patchbay.api.store.StoreException;
import io.patchbay.rest.internal.http.Answer;
import io.patchbay.rest.internal.http.Call;
import io.patchbay.rest.internal.json.Fields;
import io.patchbay.rest.internal.json.InvalidFieldException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /cluster/v1/rooms}: the rooms that have their controller on this node, who is in them, and what the admin may do there
 * without the key of the service that owns them. Thread-safe; {@link #list} blocks.
 */
final class ActiveRoomsResource {
    private static final Logger LOG = LoggerFactory.getLogger(ActiveRoomsResource.class);
    private static final String ALL = "all";

    private final RoomControllers controllers;
    private final Rooms rooms;

    ActiveRoomsResource(RoomControllers controllers, Rooms rooms) {
        this.controllers = controllers;
        this.rooms = rooms;
    }

    /** What is told of one room. */
    private record ActiveRoom(
            String id, Optional<Room> stored, CompletableFuture<List<ParticipantDetail>> participants) {}

    CompletionStage<Answer> list(Call call) {
        List<String> active = controllers.activeRooms();
        List<ActiveRoom> some = new ArrayList<>();
        boolean named = true; // a database that does not answer is asked once, not for every room
        for (String id : active.stream().sorted().limit(Limit.of(call)).toList()) {
            Optional<Room> stored = Optional.empty();
            if (named) {
                try {
                    stored = rooms.find(id);
                } catch (StoreException away) {
                    LOG.debug("Rooms are listed without their names", away);
                    named = false;
                }
            }
            some.add(new ActiveRoom(id, stored, controllers.participants(id).toCompletableFuture()));
        }
        return CompletableFuture.allOf(
                        some.stream().map(ActiveRoom::participants).toArray(CompletableFuture[]::new))
                .orTimeout(5, TimeUnit.SECONDS)
                .thenApply(all -> Answer.json(json -> {
                    json.writeNumberField("total", active.size());
                    json.writeArrayFieldStart("rooms");
                    for (ActiveRoom room : some) {
                        write(json, room);
                    }
                    json.writeEndArray();
                }));
    }

    CompletionStage<Answer> participants(Call call) {
        String room = activeRoomOf(call);
        return controllers
                .participants(room)
                .thenApply(participants -> Answer.json(json -> {
                    json.writeArrayFieldStart("participants");
                    for (ParticipantDetail participant : participants) {
                        write(json, participant);
                    }
                    json.writeEndArray();
                }));
    }

    CompletionStage<Answer> say(Call call) {
        String room = activeRoomOf(call);
        Fields body = Fields.of(call.body().bytes());
        String to = body.identifier("to").orElse(ALL);
        Object message = body.any("message").orElseThrow(() -> new InvalidFieldException("message", "is missing"));
        body.end();
        LOG.info("Audit: {} sends a text to {} of room {}", call.peer(), to, room);
        return to.equals(ALL) ? said(room, to, message) : ifThere(room, to, () -> said(room, to, message));
    }

    private CompletionStage<Answer> said(String room, String to, Object message) {
        return controllers
                .announce(room, to, message)
                .thenApply(outcome -> outcome instanceof Outcome.Failed failed
                        ? ProblemCode.BUSY.answer(failed.reason())
                        : Answer.empty(204));
    }

    CompletionStage<Answer> drop(Call call) {
        String room = activeRoomOf(call);
        String participant = call.parameter("participant");
        Fields.requireIdentifier("participant", participant);
        LOG.info("Audit: {} removes participant {} from room {}", call.peer(), participant, room);
        return ifThere(room, participant, () -> controllers
                .drop(room, participant)
                .thenApply(
                        outcome -> outcome instanceof Outcome.Done ? Answer.empty(204) : notThere(room, participant)));
    }

    CompletionStage<Answer> close(Call call) {
        String room = activeRoomOf(call);
        LOG.info("Audit: {} closes room {}", call.peer(), room);
        return controllers.destroy(room).thenApply(outcome -> Answer.empty(204));
    }

    private CompletionStage<Answer> ifThere(String room, String participant, Supplier<CompletionStage<Answer>> action) {
        return controllers
                .participants(room)
                .thenCompose(all ->
                        all.stream().anyMatch(one -> one.participant().id().equals(participant))
                                ? action.get()
                                : CompletableFuture.completedStage(notThere(room, participant)));
    }

    private static Answer notThere(String room, String participant) {
        return ProblemCode.UNKNOWN_PARTICIPANT.answer("Nobody of id " + participant + " is in room " + room + ".");
    }

    private String activeRoomOf(Call call) {
        String room = call.parameter("room");
        Fields.requireIdentifier("room", room);
        if (!controllers.activeRooms().contains(room)) {
            throw ProblemCode.UNKNOWN_ROOM.refusal(
                    "Room " + room + " has no controller on this node: nobody is in it, or" + " another node has it.");
        }
        return room;
    }

    private static void write(JsonGenerator json, ActiveRoom room) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", room.id());
        if (room.stored().isPresent()) {
            json.writeStringField("name", room.stored().get().name());
            json.writeStringField("service", room.stored().get().service());
        }
        json.writeNumberField("participants", room.participants().join().size());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, ParticipantDetail detail) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", detail.participant().id());
        json.writeStringField("user", detail.participant().user());
        json.writeStringField("role", detail.participant().role());
        json.writeEndObject();
    }
}
