package io.patchbay.rest.internal.owt;

import com.fasterxml.jackson.core.JsonGenerator;
import io.patchbay.api.Attributes;
import io.patchbay.api.rooms.RoomControllers;
import io.patchbay.api.store.Room;
import io.patchbay.api.store.Rooms;
import io.patchbay.rest.internal.http.Answer;
import io.patchbay.rest.internal.http.Call;
import io.patchbay.rest.internal.http.Refusal;
import io.patchbay.rest.internal.json.InvalidFieldException;
import io.patchbay.rest.internal.json.JsonText;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/** {@code /v1/rooms} and {@code /v1.1/rooms}: the rooms of the service that asks. Thread-safe; methods block. */
final class RoomsResource {
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{24}");
    private static final int MAX_PAGE = 1_000_000;
    private static final int MAX_PER_PAGE = 10_000;

    private final Rooms rooms;
    private final RoomControllers controllers;

    RoomsResource(Rooms rooms, RoomControllers controllers) {
        this.rooms = rooms;
        this.controllers = controllers;
    }

    /**
     * The room that a path names.
     *
     * @throws io.patchbay.rest.internal.http.Refusal if there is none, or another service owns it
     */
    Room owned(String id, Caller caller) {
        return Optional.of(id)
                .filter(text -> ID.matcher(text).matches())
                .flatMap(rooms::find)
                .filter(room -> room.service().equals(caller.service()))
                .orElseThrow(OwtError.NO_ROOM::refusal);
    }

    CompletionStage<Answer> create(Call call, Caller caller) {
        Map<String, Object> body = Bodies.object(call);
        if (!(body.get("name") instanceof String name) || name.isEmpty()) {
            throw OwtError.BAD_REQUEST.refusal("Invalid request body");
        }
        requireName(name);
        Attributes settings = RoomSettings.complete("options", optionsOf(body));
        Room room = rooms.create(caller.service(), name, settings);
        return done(Answer.json(json -> write(json, room)));
    }

    CompletionStage<Answer> list(Call call, Caller caller) {
        int perPage = number(call, "per_page", MAX_PER_PAGE).orElse(0);
        int page = number(call, "page", MAX_PAGE).orElse(1);
        List<Room> found = rooms.list(caller.service(), Math.max(page, 1), Math.max(perPage, 0));
        return done(Answer.of(200, Answer.JSON, JsonText.bytes(json -> {
            json.writeStartArray();
            for (Room room : found) {
                json.writeStartObject();
                write(json, room);
                json.writeEndObject();
            }
            json.writeEndArray();
        })));
    }

    CompletionStage<Answer> get(Call call, Caller caller) {
        Room room = owned(call.parameter("room"), caller);
        return done(Answer.json(json -> write(json, room)));
    }

    CompletionStage<Answer> update(Call call, Caller caller) {
        Room room = owned(call.parameter("room"), caller);
        Map<String, Object> body = Bodies.object(call);
        String name = room.name();
        if (body.get("name") != null) {
            if (!(body.get("name") instanceof String given)) {
                throw new InvalidFieldException("name", "must be a string");
            }
            requireName(given);
            name = given;
        }
        Attributes settings = RoomSettings.changed(room.settings(), body);
        Room updated = rooms.update(new Room(room.id(), room.service(), name, settings))
                .orElseThrow(OwtError.NO_ROOM::refusal); // deleted since it was found
        return controllers // may be active: what has changed counts from now on
                .reload(room.id())
                .thenApply(outcome -> Answer.json(json -> write(json, updated)));
    }

    CompletionStage<Answer> patch(Call call, Caller caller) {
        owned(call.parameter("room"), caller);
        throw new Refusal(OwtError.METHOD_NOT_ALLOWED
                .answer("A room cannot be patched: PUT the members that change")
                .with("Allow", "DELETE, GET, PUT"));
    }

    CompletionStage<Answer> delete(Call call, Caller caller) {
        Room room = owned(call.parameter("room"), caller);
        if (!rooms.delete(room.id())) {
            throw OwtError.NO_ROOM.refusal(); // someone was faster
        }
        return controllers.destroy(room.id()).thenApply(outcome -> Answer.html("Room deleted")); // may not be active
    }

    @SuppressWarnings("unchecked") // JsonReader makes string keys only
    private static Map<String, Object> optionsOf(Map<String, Object> body) {
        Optional<Object> options = Optional.ofNullable(body.get("options"));
        if (options.isPresent() && !(options.get() instanceof Map<?, ?>)) {
            throw OwtError.BAD_REQUEST.refusal("Invalid room option");
        }
        return (Map<String, Object>) options.orElse(Map.of());
    }

    private static void requireName(String name) {
        if (name.isEmpty() || name.length() > RoomShape.MAX_NAME_CHARACTERS) {
            throw new InvalidFieldException(
                    "name", "must be 1 to " + RoomShape.MAX_NAME_CHARACTERS + " characters long");
        }
    }

    /** A number of the query; below one it counts for nothing, as in OWT. */
    private static Optional<Integer> number(Call call, String name, int max) {
        Optional<String> text = Optional.ofNullable(call.query().get(name));
        if (text.isEmpty() || text.get().isEmpty()) {
            return Optional.empty();
        }
        if (!text.get().matches("-?\\d{1,9}") || Integer.parseInt(text.get()) > max) {
            throw new InvalidFieldException(name, "must be a whole number up to " + max);
        }
        return Optional.of(Integer.parseInt(text.get()));
    }

    private static void write(JsonGenerator json, Room room) throws IOException {
        json.writeStringField("_id", room.id());
        json.writeStringField("name", room.name());
        for (Map.Entry<String, Object> setting : room.settings().values().entrySet()) {
            json.writeFieldName(setting.getKey());
            JsonText.value(json, setting.getValue());
        }
    }

    private static CompletionStage<Answer> done(Answer answer) {
        return CompletableFuture.completedFuture(answer);
    }
}
