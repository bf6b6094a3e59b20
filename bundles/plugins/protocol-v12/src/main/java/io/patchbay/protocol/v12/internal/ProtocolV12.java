package io.patchbay.protocol.v12.internal;

import io.patchbay.api.Attributes;
import io.patchbay.api.portal.ClientFrame;
import io.patchbay.api.portal.ClientRequest;
import io.patchbay.api.portal.CodecState;
import io.patchbay.api.portal.Decoded;
import io.patchbay.api.portal.Encoded;
import io.patchbay.api.portal.LoginResult;
import io.patchbay.api.portal.Notification;
import io.patchbay.api.portal.ProtocolVersion;
import io.patchbay.api.portal.ServerMessage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/** Version 1.2 of the client protocol (owt-server, 6.5 to 6.8). Immutable; remembers nothing of a connection. */
@Component(service = ProtocolVersion.class, property = ProtocolVersion.NAME + "=1.2")
public final class ProtocolV12 implements ProtocolVersion {
    private static final String OK = "ok";
    private static final String ERROR = "error";

    @Override
    public Decoded decode(CodecState state, ClientFrame frame) {
        return switch (frame.event()) {
            case "text" -> text(state, frame.data());
            case "logout" -> new Decoded.Understood(state, new ClientRequest.Logout());
            case "refreshReconnectionTicket" -> new Decoded.Understood(state, new ClientRequest.RefreshTicket());
            default -> new Decoded.Unknown();
        };
    }

    private static Decoded text(CodecState state, Optional<Object> data) {
        if (!(data.orElse("") instanceof Map<?, ?> text) || !(text.get("to") instanceof String to) || to.isEmpty()) {
            return new Decoded.Malformed("Invalid receiver");
        }
        Optional<Object> message = Optional.ofNullable(text.get("message"));
        return new Decoded.Understood(state, new ClientRequest.SendText(to, message));
    }

    @Override
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

    private static Map<String, Object> result(LoginResult login) {
        Map<String, Object> result = Json.object(
                "user", login.participant().user(),
                "role", login.participant().role(),
                "permission", Json.permission(login.permission()),
                "room",
                        Json.object(
                                "id", login.room().id(),
                                "views", login.room().views(),
                                "participants",
                                        login.room().participants().stream()
                                                .map(Json::participant)
                                                .toList(),
                                "streams",
                                        login.room().streams().stream()
                                                .map(Attributes::values)
                                                .toList()),
                "id", login.participant().id());
        login.ticket().ifPresent(ticket -> result.put("reconnectionTicket", ticket));
        return result;
    }

    private static Encoded.Wire.Event event(Notification notification) {
        if (notification instanceof Notification.ParticipantJoined joined) {
            return event("participant", Json.object("action", "join", "data", Json.participant(joined.participant())));
        }
        if (notification instanceof Notification.ParticipantLeft left) {
            return event("participant", Json.object("action", "leave", "data", left.participant()));
        }
        if (notification instanceof Notification.TextReceived text) {
            Map<String, Object> data = Json.object("from", text.from(), "to", text.toAll() ? "all" : "me");
            text.message().ifPresent(message -> data.put("message", message));
            return event("text", data);
        }
        return event("drop", null); // JSON null: an event without data has one argument all the same
    }

    private static Encoded.Wire.Event event(String name, Object data) {
        return new Encoded.Wire.Event(name, Arrays.asList(data));
    }
}
