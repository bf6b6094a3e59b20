package io.patchbay.rest.internal.owt;

import io.patchbay.api.Attributes;
import io.patchbay.api.rooms.RoomControllers;
import io.patchbay.api.store.Room;
import io.patchbay.rest.internal.http.Answer;
import io.patchbay.rest.internal.http.Call;
import io.patchbay.rest.internal.json.JsonText;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** {@code /v1/rooms/{room}/streams}: what is published in a room. Thread-safe; methods block. */
final class StreamsResource {
    private final RoomsResource rooms;
    private final RoomControllers controllers;
    private final Function<Attributes, Map<String, Object>> form;

    /** @param form how this version of the API shows a stream of protocol 1.2 */
    StreamsResource(RoomsResource rooms, RoomControllers controllers, Function<Attributes, Map<String, Object>> form) {
        this.rooms = rooms;
        this.controllers = controllers;
        this.form = form;
    }

    CompletionStage<Answer> list(Call call, Caller caller) {
        Room room = rooms.owned(call.parameter("room"), caller);
        return controllers
                .streams(room.id())
                .thenApply(streams -> Answer.of(
                        200,
                        Answer.JSON,
                        JsonText.bytes(json ->
                                JsonText.value(json, streams.stream().map(form).toList()))));
    }

    CompletionStage<Answer> get(Call call, Caller caller) {
        Room room = rooms.owned(call.parameter("room"), caller);
        String id = call.parameter("stream");
        return controllers.streams(room.id()).thenApply(streams -> streams.stream()
                .filter(stream -> stream.text("id").filter(id::equals).isPresent())
                .findFirst()
                .map(stream ->
                        Answer.of(200, Answer.JSON, JsonText.bytes(json -> JsonText.value(json, form.apply(stream)))))
                .orElseGet(OwtError.NO_STREAM::answer));
    }
}
