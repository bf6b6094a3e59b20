package io.patchbay.contract;

import io.patchbay.api.Attributes;
import io.patchbay.api.portal.ClientFrame;
import io.patchbay.api.portal.ClientRequest;
import io.patchbay.api.portal.LoginResult;
import io.patchbay.api.portal.Notification;
import io.patchbay.api.portal.ServerMessage;
import io.patchbay.api.rooms.MediaRequest;
import io.patchbay.api.rooms.Participant;
import io.patchbay.api.rooms.Permission;
import io.patchbay.api.rooms.RoomSnapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What clients may send, sense and nonsense, and everything that the portal can say. */
final class ProtocolSamples {
    private static final int DEEP = 200;
    private static final int LONG = 100_000;
    private static final Participant ANN = new Participant("p-ann", "ann", "presenter");
    private static final RoomSnapshot ROOM =
            new RoomSnapshot("room", List.of("common"), List.of(ANN), List.of(Attributes.of("id", "s")));
    private static final List<String> EVENTS = List.of(
            "text",
            "logout",
            "refreshReconnectionTicket",
            "publish",
            "unpublish",
            "stream-control",
            "subscribe",
            "unsubscribe",
            "subscription-control",
            "soac",
            "customMessage",
            "signaling_message",
            "startRecorder",
            "no-such-event",
            "");

    private ProtocolSamples() {}

    static List<ClientFrame> frames() {
        List<Object> values = Arrays.asList(
                null,
                "",
                1,
                true,
                Double.NaN,
                List.of(),
                Map.of(),
                deep(),
                Map.of("to", "all", "message", "hello"),
                Map.of("to", "all", "message", "x".repeat(LONG)),
                Map.of("to", 1),
                Map.of("id", "s", "operation", "mix", "data", "common"),
                Map.of("id", List.of(), "operation", 7),
                Map.of(
                        "transport",
                        Map.of("type", "webrtc"),
                        "media",
                        Map.of("tracks", List.of(Map.of("type", "audio")))));
        List<ClientFrame> frames = new ArrayList<>();
        for (String event : EVENTS) {
            for (Object value : values) {
                frames.add(new ClientFrame(event, Optional.ofNullable(value), true));
            }
            frames.add(new ClientFrame(event, Optional.of("first"), Optional.of(Map.of("second", 2)), false));
        }
        return frames;
    }

    static List<ServerMessage> messages() {
        Stream<ServerMessage> answers = Stream.of(
                new ServerMessage.LoggedIn(new LoginResult(ANN, Permission.ALL, ROOM, Optional.of("ticket"))),
                new ServerMessage.LoggedIn(new LoginResult(ANN, Permission.ALL, ROOM, Optional.empty())),
                new ServerMessage.Succeeded(new ClientRequest.SendText("all", Optional.of("hello")), Optional.empty()),
                new ServerMessage.Succeeded(new ClientRequest.Logout(), Optional.empty()),
                new ServerMessage.Succeeded(new ClientRequest.RefreshTicket(), Optional.of("ticket")),
                new ServerMessage.Succeeded(new ClientRequest.Resume(), Optional.of("ticket")),
                new ServerMessage.Succeeded(media(), Optional.empty()),
                new ServerMessage.Failed(Optional.of(new ClientRequest.Logout()), "a reason"),
                new ServerMessage.Failed(Optional.of(media()), "a reason"),
                new ServerMessage.Failed("a reason"));
        Stream<Notification> notifications = Stream.of(
                new Notification.ParticipantJoined(ANN),
                new Notification.ParticipantLeft(ANN.id()),
                new Notification.TextReceived(ANN.id(), true, Optional.of("hello")),
                new Notification.TextReceived(ANN.id(), false, Optional.empty()),
                new Notification.StreamAdded(Attributes.of("id", "s")),
                new Notification.StreamUpdated("s", "audio.status", "inactive"),
                new Notification.StreamRemoved("s"),
                new Notification.Progress("s", "ready", Optional.empty(), Optional.of("session")),
                new Notification.PermissionChanged(Permission.ALL),
                new Notification.RoomRefreshed(ROOM),
                new Notification.Dropped());
        return Stream.concat(answers, notifications.map(ServerMessage.Notified::new))
                .toList();
    }

    private static ClientRequest media() {
        return new ClientRequest.Media(new MediaRequest.Unpublish("s"));
    }

    private static Object deep() {
        Object value = "bottom";
        for (int depth = 0; depth < DEEP; depth++) {
            value = depth % 2 == 0 ? List.of(value) : Map.of("to", value);
        }
        return value;
    }
}
