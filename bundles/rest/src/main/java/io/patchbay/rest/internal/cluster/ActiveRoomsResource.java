package io.patchbay.rest.internal.cluster;

import com.fasterxml.jackson.core.JsonGenerator;
import io.patchbay.api.rooms.ActiveRoom;
import io.patchbay.api.rooms.Outcome;
import io.patchbay.api.rooms.ParticipantDetail;
import io.patchbay.api.rooms.RoomControllers;
import io.patchbay.rest.internal.http.Answer;
import io.patchbay.rest.internal.http.Call;
import io.patchbay.rest.internal.json.Fields;
import io.patchbay.rest.internal.json.InvalidFieldException;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /cluster/v1/rooms}: the rooms that have their controller on this node, who is in them, and what the admin may do there
 * without the key of the service that owns them. Thread-safe; does not block.
 */
final class ActiveRoomsResource {
    private static final Logger LOG = LoggerFactory.getLogger(ActiveRoomsResource.class);
    private static final String ALL = "all";

    private final RoomControllers controllers;

    ActiveRoomsResource(RoomControllers controllers) {
        this.controllers = controllers;
    }

    CompletionStage<Answer> list(Call call) {
        String text = Asked.search(call).toLowerCase(Locale.ROOT);
        String after = Asked.after(call);
        int limit = Limit.of(call);
        List<ActiveRoom> active = controllers.occupancy();
        List<ActiveRoom> matched =
                active.stream().filter(room -> mentions(room, text)).toList();
        List<ActiveRoom> left = matched.stream()
                .filter(room -> room.id().compareTo(after) > 0)
                .sorted(Comparator.comparing(ActiveRoom::id))
                .toList();
        List<ActiveRoom> page = left.subList(0, Math.min(limit, left.size()));
        return CompletableFuture.completedStage(Answer.json(json -> {
            json.writeNumberField("total", active.size());
            json.writeNumberField("matched", matched.size());
            if (page.size() < left.size()) {
                json.writeStringField("next", page.get(page.size() - 1).id());
            }
            json.writeArrayFieldStart("rooms");
            for (ActiveRoom room : page) {
                json.writeStartObject();
                json.writeStringField("id", room.id());
                writeOwner(json, room);
                json.writeNumberField("participants", room.participants());
                json.writeEndObject();
            }
            json.writeEndArray();
        }));
    }

    private static boolean mentions(ActiveRoom room, String text) {
        return room.id().toLowerCase(Locale.ROOT).contains(text)
                || room.name()
                        .filter(name -> name.toLowerCase(Locale.ROOT).contains(text))
                        .isPresent();
    }

    CompletionStage<Answer> participants(Call call) {
        ActiveRoom room = activeRoomOf(call);
        return controllers
                .participants(room.id())
                .thenApply(participants -> Answer.json(json -> {
                    writeOwner(json, room);
                    json.writeArrayFieldStart("participants");
                    for (ParticipantDetail participant : participants) {
                        write(json, participant);
                    }
                    json.writeEndArray();
                }));
    }

    CompletionStage<Answer> say(Call call) {
        String room = activeRoomOf(call).id();
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
        String room = activeRoomOf(call).id();
        String participant = call.parameter("participant");
        Fields.requireIdentifier("participant", participant);
        LOG.info("Audit: {} removes participant {} from room {}", call.peer(), participant, room);
        return ifThere(room, participant, () -> controllers
                .drop(room, participant)
                .thenApply(
                        outcome -> outcome instanceof Outcome.Done ? Answer.empty(204) : notThere(room, participant)));
    }

    CompletionStage<Answer> close(Call call) {
        String room = activeRoomOf(call).id();
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

    private ActiveRoom activeRoomOf(Call call) {
        String room = call.parameter("room");
        Fields.requireIdentifier("room", room);
        return controllers
                .occupancy(room)
                .orElseThrow(() -> ProblemCode.UNKNOWN_ROOM.refusal(
                        "Room " + room + " has no controller on this node: nobody is in it, or another node has it."));
    }

    private static void writeOwner(JsonGenerator json, ActiveRoom room) throws IOException {
        if (room.name().isPresent()) {
            json.writeStringField("name", room.name().get());
        }
        if (room.service().isPresent()) {
            json.writeStringField("service", room.service().get());
        }
    }

    private static void write(JsonGenerator json, ParticipantDetail detail) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", detail.participant().id());
        json.writeStringField("user", detail.participant().user());
        json.writeStringField("role", detail.participant().role());
        json.writeEndObject();
    }
}
