package io.patchbay.support.protocol;

import io.patchbay.api.portal.ClientFrame;
import io.patchbay.api.portal.ClientRequest;
import io.patchbay.api.portal.CodecState;
import io.patchbay.api.portal.Decoded;
import io.patchbay.api.portal.Encoded;
import io.patchbay.api.portal.LoginResult;
import io.patchbay.api.portal.Notification;
import io.patchbay.api.portal.ServerMessage;
import io.patchbay.api.rooms.RoomSnapshot;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Versions 1.0, 1.1 and 1.2 of the client protocol (owt-server, 6.5 to 6.8). Immutable; remembers nothing of a connection. */
public final class VersionedCodec {
    private static final String OK = "ok";
    private static final String ERROR = "error";

    private final MediaDialect dialect;
    private final MediaRequests media;

    /** @param dialect how the version describes media */
    public VersionedCodec(MediaDialect dialect) {
        this.dialect = dialect;
        this.media = new MediaRequests(dialect);
    }

    /** See {@link io.patchbay.api.portal.ProtocolVersion#decode}. */
    public Decoded decode(CodecState state, ClientFrame frame) {
        try {
            return request(frame)
                    .<Decoded>map(request -> new Decoded.Understood(state, request))
                    .orElseGet(Decoded.Unknown::new);
        } catch (InvalidRequestException invalid) {
            return new Decoded.Malformed(invalid.getMessage());
        }
    }

    private Optional<ClientRequest> request(ClientFrame frame) throws InvalidRequestException {
        return switch (frame.event()) {
            case "text" -> Optional.of(text(frame.data()));
            case "logout" -> Optional.of(new ClientRequest.Logout());
            case "refreshReconnectionTicket" -> Optional.of(new ClientRequest.RefreshTicket());
            default -> media.read(frame.event(), frame.data()).map(ClientRequest.Media::new);
        };
    }

    private static ClientRequest text(Optional<Object> data) throws InvalidRequestException {
        if (!(data.orElse("") instanceof Map<?, ?> text) || !(text.get("to") instanceof String to) || to.isEmpty()) {
            throw new InvalidRequestException("Invalid receiver");
        }
        return new ClientRequest.SendText(to, Optional.ofNullable(text.get("message")));
    }

    /** See {@link io.patchbay.api.portal.ProtocolVersion#encode}. */
    public Encoded encode(CodecState state, ServerMessage message) {
        if (message instanceof ServerMessage.LoggedIn login) {
            return say(state, new Encoded.Wire.Ack(List.of(OK, result(login.result()))));
        }
        if (message instanceof ServerMessage.Succeeded success) {
            return say(
                    state,
                    new Encoded.Wire.Ack(
                            success.data().map(data -> List.of(OK, data)).orElse(List.of(OK))));
        }
        if (message instanceof ServerMessage.Failed failure) {
            return say(state, new Encoded.Wire.Ack(List.of(ERROR, failure.reason())));
        }
        return say(state, event(((ServerMessage.Notified) message).notification()));
    }

    private static Encoded say(CodecState state, Encoded.Wire frame) {
        return new Encoded(state, List.of(frame));
    }

    private Map<String, Object> result(LoginResult login) {
        Map<String, Object> result = JsonObjects.object(
                "user", login.participant().user(),
                "role", login.participant().role(),
                "permission", JsonObjects.permission(login.permission()),
                "room", room(login.room()),
                "id", login.participant().id());
        login.ticket().ifPresent(ticket -> result.put("reconnectionTicket", ticket));
        return result;
    }

    private Map<String, Object> room(RoomSnapshot room) {
        return JsonObjects.object(
                "id", room.id(),
                "views", room.views(),
                "participants",
                        room.participants().stream()
                                .map(JsonObjects::participant)
                                .toList(),
                "streams", room.streams().stream().map(dialect::stream).toList());
    }

    private Encoded.Wire.Event event(Notification notification) {
        if (notification instanceof Notification.TextReceived text) {
            Map<String, Object> data = JsonObjects.object("from", text.from(), "to", text.toAll() ? "all" : "me");
            text.message().ifPresent(message -> data.put("message", message));
            return event("text", data);
        }
        if (notification instanceof Notification.ParticipantJoined joined) {
            return event(
                    "participant",
                    JsonObjects.object("action", "join", "data", JsonObjects.participant(joined.participant())));
        }
        if (notification instanceof Notification.ParticipantLeft left) {
            return event("participant", JsonObjects.object("action", "leave", "data", left.participant()));
        }
        if (notification instanceof Notification.StreamAdded added) {
            return event(
                    "stream",
                    JsonObjects.object(
                            "id", added.stream().text("id").orElse(""),
                            "status", "add",
                            "data", dialect.stream(added.stream())));
        }
        if (notification instanceof Notification.StreamUpdated updated) {
            return event(
                    "stream",
                    JsonObjects.object(
                            "id", updated.id(),
                            "status", "update",
                            "data", JsonObjects.object("field", updated.field(), "value", value(updated))));
        }
        if (notification instanceof Notification.StreamRemoved removed) {
            return event("stream", JsonObjects.object("id", removed.id(), "status", "remove"));
        }
        if (notification instanceof Notification.Progress progress) {
            return progress(progress);
        }
        if (notification instanceof Notification.PermissionChanged changed) {
            return event("permission", JsonObjects.permission(changed.permission()));
        }
        if (notification instanceof Notification.RoomRefreshed refreshed) {
            return event("room", room(refreshed.room()));
        }
        return event("drop", null); // JSON null: an event without data has one argument all the same
    }

    private Object value(Notification.StreamUpdated updated) {
        return updated.field().equals(".") && updated.value() instanceof Map<?, ?> stream
                ? dialect.stream(JsonObjects.attributes(stream))
                : updated.value();
    }

    private Encoded.Wire.Event progress(Notification.Progress progress) {
        Map<String, Object> data = JsonObjects.object("id", progress.id(), "status", progress.status());
        progress.data().ifPresent(value -> data.put("data", value));
        progress.session().ifPresent(session -> data.put("sessionId", session));
        String name = progress.session().isPresent() ? dialect.sessionProgress(progress.status()) : "progress";
        return event(name, data);
    }

    private static Encoded.Wire.Event event(String name, Object data) {
        return new Encoded.Wire.Event(name, Arrays.asList(data));
    }
}
