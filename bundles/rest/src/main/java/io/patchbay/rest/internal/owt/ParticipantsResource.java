package io.patchbay.rest.internal.owt;

import com.fasterxml.jackson.core.JsonGenerator;
import io.patchbay.api.rooms.Outcome;
import io.patchbay.api.rooms.ParticipantDetail;
import io.patchbay.api.rooms.Permission;
import io.patchbay.api.rooms.RoomControllers;
import io.patchbay.api.store.Room;
import io.patchbay.rest.internal.http.Answer;
import io.patchbay.rest.internal.http.Call;
import io.patchbay.rest.internal.json.JsonText;
import java.io.IOException;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** {@code /v1/rooms/{room}/participants}: who is in a room, and how to remove someone. Thread-safe; methods block. */
final class ParticipantsResource {
    private static final Pattern ID = Pattern.compile("[0-9a-zA-Z\\-_]{1,200}");

    private final RoomsResource rooms;
    private final RoomControllers controllers;

    ParticipantsResource(RoomsResource rooms, RoomControllers controllers) {
        this.rooms = rooms;
        this.controllers = controllers;
    }

    CompletionStage<Answer> list(Call call, Caller caller) {
        Room room = rooms.owned(call.parameter("room"), caller);
        return controllers
                .participants(room.id())
                .thenApply(participants -> Answer.of(200, Answer.JSON, JsonText.bytes(json -> {
                    json.writeStartArray();
                    for (ParticipantDetail participant : participants) {
                        json.writeStartObject();
                        write(json, participant);
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                })));
    }

    CompletionStage<Answer> get(Call call, Caller caller) {
        Room room = rooms.owned(call.parameter("room"), caller);
        String id = call.parameter("participant");
        return controllers.participants(room.id()).thenApply(participants -> participants.stream()
                .filter(one -> one.participant().id().equals(id))
                .findFirst()
                .map(found -> Answer.json(json -> write(json, found)))
                .orElseGet(OwtError.NO_PARTICIPANT::answer));
    }

    CompletionStage<Answer> patch(Call call, Caller caller) {
        Room room = rooms.owned(call.parameter("room"), caller);
        UnaryOperator<Permission> change = PermissionPatch.read(call);
        return controllers
                .permit(room.id(), call.parameter("participant"), change)
                .thenApply(changed -> changed.map(detail -> Answer.json(json -> write(json, detail)))
                        .orElseGet(OwtError.OPERATION_FAILED::answer));
    }

    CompletionStage<Answer> drop(Call call, Caller caller) {
        Room room = rooms.owned(call.parameter("room"), caller);
        String id = call.parameter("participant");
        if (!ID.matcher(id).matches()) {
            throw OwtError.OPERATION_FAILED.refusal();
        }
        return controllers
                .drop(room.id(), id)
                .thenApply(outcome ->
                        outcome instanceof Outcome.Done ? Answer.empty(200) : OwtError.OPERATION_FAILED.answer());
    }

    private static void write(JsonGenerator json, ParticipantDetail detail) throws IOException {
        json.writeStringField("id", detail.participant().id());
        json.writeStringField("user", detail.participant().user());
        json.writeStringField("role", detail.participant().role());
        json.writeObjectFieldStart("permission");
        write(json, "publish", detail.permission().publish());
        write(json, "subscribe", detail.permission().subscribe());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String name, Permission.Media media) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeBooleanField("audio", media.audio());
        json.writeBooleanField("video", media.video());
        json.writeEndObject();
    }
}
