package io.patchbay.rest.internal.cluster;

import io.patchbay.api.rooms.MediaEvent;
import io.patchbay.api.rooms.RoomControllers;
import io.patchbay.rest.internal.http.Answer;
import io.patchbay.rest.internal.http.Call;
import io.patchbay.rest.internal.json.Fields;
import io.patchbay.rest.internal.json.InvalidFieldException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** {@code /cluster/v1/workers/{id}/events}: what media workers say of their sessions. Thread-safe; does not block. */
final class EventsResource {
    private static final Set<String> STATUSES = Set.of("soac", "ready", "error", "rtp");

    private final RoomControllers controllers;

    EventsResource(RoomControllers controllers) {
        this.controllers = controllers;
    }

    CompletionStage<Answer> take(Call call) {
        String worker = call.parameter("id");
        Fields.requireIdentifier("id", worker);
        Fields body = Fields.of(call.body().bytes());
        String room = body.requiredIdentifier("room");
        String id = body.requiredIdentifier("id");
        String status = body.text("status")
                .filter(STATUSES::contains)
                .orElseThrow(() -> new InvalidFieldException("status", "must be soac, ready, error or rtp"));
        Optional<Object> data = body.any("data");
        Optional<String> session = body.identifier("sessionId");
        body.end();
        return controllers
                .mediaEvent(room, worker, new MediaEvent(id, status, data, session))
                .thenApply(known -> known
                        ? Answer.empty(204)
                        : ProblemCode.NO_SUCH_TASK.answer("Worker " + worker + " has no session or transport " + id
                                + " in that room: it is over."));
    }
}
