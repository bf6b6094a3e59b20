package io.patchbay.protocol.legacy.internal;

import io.patchbay.api.portal.ClientRequest;
import io.patchbay.api.portal.CodecState;
import io.patchbay.api.portal.Encoded;
import io.patchbay.api.portal.LoginResult;
import io.patchbay.api.portal.Notification;
import io.patchbay.api.portal.ServerMessage;
import io.patchbay.api.rooms.MediaRequest;
import io.patchbay.api.rooms.Participant;
import io.patchbay.api.rooms.RoomSnapshot;
import io.patchbay.support.protocol.JsonObjects;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What clients of SDK 3.x are told (owt-server, 6.5 and 6.8). Immutable. */
final class LegacyMessages {
    private static final String SUCCESS = "success";

    Encoded encode(CodecState state, ServerMessage message) {
        if (message instanceof ServerMessage.LoggedIn login) {
            CodecState entered =
                    Running.read(state).in(login.result().room().id()).write();
            return ack(entered, SUCCESS, Optional.of(result(login.result())));
        }
        if (message instanceof ServerMessage.Succeeded success) {
            return succeeded(state, success);
        }
        if (message instanceof ServerMessage.Failed failure) {
            CodecState after = opened(failure.request())
                    .map(id -> Running.read(state).without(id).write())
                    .orElse(state);
            return ack(after, "error", Optional.of(failure.reason()));
        }
        return notified(state, ((ServerMessage.Notified) message).notification());
    }

    private static Optional<String> opened(Optional<ClientRequest> request) {
        return request.filter(ClientRequest.Media.class::isInstance)
                .map(media -> ((ClientRequest.Media) media).request())
                .filter(MediaRequest::opens)
                .map(MediaRequest::id);
    }

    private static Encoded succeeded(CodecState state, ServerMessage.Succeeded success) {
        if (!(success.request() instanceof ClientRequest.Media media)) {
            return ack(state, SUCCESS, success.data());
        }
        Running running = Running.read(state);
        MediaRequest request = media.request();
        if (request instanceof MediaRequest.Publish publish) {
            return ack(state, publish.purpose().equals("webrtc") ? "initializing" : SUCCESS, Optional.of(publish.id()));
        }
        if (request instanceof MediaRequest.Subscribe subscribe) {
            return switch (subscribe.purpose()) {
                case "streaming" -> ack(state, SUCCESS, named(running, Running.Kind.OUTPUT, "url", subscribe.id()));
                case "recording" -> ack(
                        state, SUCCESS, named(running, Running.Kind.RECORDING, "recorderId", subscribe.id()));
                default -> ack(
                        state,
                        "initializing",
                        running.nameOf(Running.Kind.SUBSCRIPTION, subscribe.id())
                                .map(name -> (Object) name));
            };
        }
        if (request instanceof MediaRequest.ControlSubscription change
                && change.control().operation().equals("update")) {
            Optional<Object> output = named(running, Running.Kind.OUTPUT, "url", change.id());
            return ack(
                    state, SUCCESS, output.or(() -> named(running, Running.Kind.RECORDING, "recorderId", change.id())));
        }
        boolean asks = request instanceof MediaRequest.ControlStream control
                && control.controls().get(0).operation().equals("get-region");
        return ack(state, SUCCESS, asks ? success.data() : Optional.empty());
    }

    private static Optional<Object> named(Running running, Running.Kind kind, String member, String id) {
        return running.nameOf(kind, id).map(name -> JsonObjects.object(member, name));
    }

    private static Encoded ack(CodecState state, String status, Optional<Object> data) {
        return new Encoded(
                state,
                List.of(new Encoded.Wire.Ack(
                        data.map(value -> List.<Object>of(status, value)).orElse(List.of(status)))));
    }

    private static Map<String, Object> result(LoginResult login) {
        Map<String, Object> result =
                JsonObjects.object("clientId", login.participant().id());
        result.putAll(room(login.room()));
        login.ticket().ifPresent(ticket -> result.put("reconnectionTicket", ticket));
        return result;
    }

    private static Map<String, Object> room(RoomSnapshot room) {
        return JsonObjects.object(
                "id",
                room.id(),
                "streams",
                room.streams().stream().map(LegacyStreams::convert).toList(),
                "users",
                room.participants().stream().map(LegacyMessages::user).toList());
    }

    private static Map<String, Object> user(Participant participant) {
        return JsonObjects.object("id", participant.id(), "name", participant.user(), "role", participant.role());
    }

    private static Encoded notified(CodecState state, Notification notification) {
        if (notification instanceof Notification.Progress progress) {
            return progress(state, progress);
        }
        if (notification instanceof Notification.StreamUpdated updated) {
            return new Encoded(state, update(updated));
        }
        if (notification instanceof Notification.PermissionChanged) {
            return new Encoded(state, List.of()); // this generation asks, and is refused
        }
        return new Encoded(state, List.of(event(notification)));
    }

    private static Encoded.Wire event(Notification notification) {
        if (notification instanceof Notification.TextReceived text) {
            Map<String, Object> data = JsonObjects.object("from", text.from(), "to", text.toAll() ? "all" : "me");
            text.message().ifPresent(message -> data.put("data", message));
            return event("custom_message", data);
        }
        if (notification instanceof Notification.ParticipantJoined joined) {
            return event("user_join", JsonObjects.object("user", user(joined.participant())));
        }
        if (notification instanceof Notification.ParticipantLeft left) {
            return event("user_leave", JsonObjects.object("user", JsonObjects.object("id", left.participant())));
        }
        if (notification instanceof Notification.StreamAdded added) {
            return event("add_stream", LegacyStreams.convert(added.stream()));
        }
        if (notification instanceof Notification.StreamRemoved removed) {
            return event("remove_stream", JsonObjects.object("id", removed.id()));
        }
        if (notification instanceof Notification.RoomRefreshed refreshed) {
            return event("room", room(refreshed.room()));
        }
        return event("drop", null); // JSON null: an event without data has one argument all the same
    }

    private static List<Encoded.Wire> update(Notification.StreamUpdated updated) {
        return switch (updated.field()) {
            case "audio.status", "video.status" -> List.of(event(
                    "update_stream",
                    JsonObjects.object("id", updated.id(), "event", "StateChange", "state", updated.value())));
            case "video.layout" -> List.of(event(
                    "update_stream",
                    JsonObjects.object("id", updated.id(), "event", "VideoLayoutChanged", "data", updated.value())));
            case "." -> updated.value() instanceof Map<?, ?> stream
                    ? List.of(event("update_stream", LegacyStreams.convert(JsonObjects.attributes(stream))))
                    : List.of();
            default -> List.of(); // who speaks is nothing that this generation knows
        };
    }

    private static Encoded progress(CodecState state, Notification.Progress progress) {
        Running running = Running.read(state);
        String id = progress.session().orElse(progress.id());
        Optional<String> recorder = running.nameOf(Running.Kind.RECORDING, id);
        Optional<String> stream = running.nameOf(Running.Kind.SUBSCRIPTION, id);
        CodecState after =
                progress.status().equals("error") ? running.without(id).write() : state;
        if (recorder.isPresent() || running.nameOf(Running.Kind.OUTPUT, id).isPresent()) {
            boolean over = recorder.isPresent() && progress.status().equals("error");
            return new Encoded(
                    after,
                    over ? List.of(event("remove_recorder", JsonObjects.object("id", recorder.get()))) : List.of());
        }
        Map<String, Object> whose = JsonObjects.object(stream.isPresent() ? "peerId" : "streamId", stream.orElse(id));
        return switch (progress.status()) {
            case "soac" -> signaling(after, whose, progress.data().orElse(null));
            case "ready" -> signaling(after, whose, "ready");
            case "error" -> new Encoded(
                    after, List.of(event("connection_failed", JsonObjects.object("streamId", stream.orElse(id)))));
            default -> new Encoded(after, List.of());
        };
    }

    private static Encoded signaling(CodecState state, Map<String, Object> whose, Object message) {
        whose.put("mess", message);
        return new Encoded(state, List.of(event("signaling_message_erizo", whose)));
    }

    private static Encoded.Wire event(String name, Object data) {
        return new Encoded.Wire.Event(name, Arrays.asList(data));
    }
}
