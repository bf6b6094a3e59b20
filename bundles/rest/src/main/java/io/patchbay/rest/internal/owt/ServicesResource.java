package io.patchbay.rest.internal.owt;

import com.fasterxml.jackson.core.JsonGenerator;
import io.patchbay.api.node.Credentials;
import io.patchbay.api.rooms.RoomControllers;
import io.patchbay.api.store.ServiceAccount;
import io.patchbay.api.store.Services;
import io.patchbay.rest.internal.http.Answer;
import io.patchbay.rest.internal.http.Call;
import io.patchbay.rest.internal.json.InvalidFieldException;
import io.patchbay.rest.internal.json.JsonText;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** {@code /services}: the applications, managed by the super service. Thread-safe; methods block. */
final class ServicesResource {
    private static final int MAX_NAME_CHARACTERS = 200;
    private static final int MAX_KEY_CHARACTERS = 1000;

    private final Services services;
    private final RoomControllers controllers;
    private final Credentials credentials;

    ServicesResource(Services services, RoomControllers controllers, Credentials credentials) {
        this.services = services;
        this.controllers = controllers;
        this.credentials = credentials;
    }

    CompletionStage<Answer> create(Call call, Caller caller) {
        caller.requireSuperService();
        Map<String, Object> body = Bodies.object(call);
        if (body.isEmpty()) {
            throw OwtError.BAD_REQUEST.refusal("Invalid request body");
        }
        if (!(body.get("name") instanceof String name) || !(body.get("key") instanceof String key)) {
            throw OwtError.BAD_REQUEST.refusal("Service name and key do not have string type");
        }
        requireLength("name", name, MAX_NAME_CHARACTERS);
        requireLength("key", key, MAX_KEY_CHARACTERS);
        ServiceAccount created = services.create(name, key)
                .orElseThrow(() -> OwtError.BAD_REQUEST.refusal("Service name is taken: " + name));
        return done(Answer.json(json -> write(json, created, Optional.of(key))));
    }

    CompletionStage<Answer> list(Call call, Caller caller) {
        caller.requireSuperService();
        return done(Answer.of(200, Answer.JSON, JsonText.bytes(json -> {
            json.writeStartArray();
            for (ServiceAccount service : services.list()) {
                json.writeStartObject();
                write(json, service, Optional.empty());
                json.writeEndObject();
            }
            json.writeEndArray();
        })));
    }

    CompletionStage<Answer> get(Call call, Caller caller) {
        String id = call.parameter("service");
        if (!id.equals(caller.service())) {
            caller.requireSuperService();
        }
        ServiceAccount service = freshly(id);
        return done(Answer.json(json -> write(json, service, Optional.empty())));
    }

    CompletionStage<Answer> delete(Call call, Caller caller) {
        caller.requireSuperService();
        String id = call.parameter("service");
        if (id.equals(credentials.superServiceId())) {
            throw OwtError.PERMISSION_DENIED.refusal("Permission denied to delete super service");
        }
        ServiceAccount service = freshly(id);
        if (!services.delete(id)) {
            throw OwtError.NO_SERVICE.refusal(); // someone was faster
        }
        CompletableFuture<?>[] ends = service.rooms().stream()
                .map(room -> controllers.destroy(room).toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(ends).thenApply(all -> Answer.html("Service deleted"));
    }

    /** {@link Services#find} may be a second behind with the rooms. */
    private ServiceAccount freshly(String id) {
        return services.list().stream()
                .filter(service -> service.id().equals(id))
                .findFirst()
                .orElseThrow(OwtError.NO_SERVICE::refusal);
    }

    /** The key is told only to whoever has just given it. */
    private static void write(JsonGenerator json, ServiceAccount service, Optional<String> key) throws IOException {
        json.writeStringField("_id", service.id());
        json.writeStringField("name", service.name());
        if (key.isPresent()) {
            json.writeStringField("key", key.get());
        }
        json.writeBooleanField("encrypted", false);
        json.writeArrayFieldStart("rooms");
        for (String room : service.rooms()) {
            json.writeString(room);
        }
        json.writeEndArray();
    }

    private static void requireLength(String field, String value, int max) {
        if (value.isEmpty() || value.length() > max) {
            throw new InvalidFieldException(field, "must be 1 to " + max + " characters long");
        }
    }

    private static CompletionStage<Answer> done(Answer answer) {
        return CompletableFuture.completedFuture(answer);
    }
}
