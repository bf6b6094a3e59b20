package io.patchbay.protocol.legacy.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import io.patchbay.api.Attributes;
import io.patchbay.api.portal.ClientRequest;
import io.patchbay.api.portal.CodecState;
import io.patchbay.api.portal.Encoded;
import io.patchbay.api.portal.LoginResult;
import io.patchbay.api.portal.Notification;
import io.patchbay.api.portal.ServerMessage;
import io.patchbay.api.rooms.MediaRequest;
import io.patchbay.api.rooms.Participant;
import io.patchbay.api.rooms.Permission;
import io.patchbay.api.rooms.RoomSnapshot;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What clients of SDK 3.x are told: owt-server, 6.5 and 6.8. */
class LegacyMessagesTest {
    private static final Participant ANN = new Participant("a", "ann", "presenter");
    private static final CodecState RUNNING = new Running(
                    "room", Map.of("s-1", "sub1"), Map.of("rtmp://out.example/1", "sub2"), Map.of("rec-1", "sub3"))
            .write();
    private static final Attributes STREAM = new Attributes(Map.of(
            "id",
            "s",
            "type",
            "forward",
            "media",
            Map.of(
                    "tracks",
                    List.of(
                            Map.of("type", "audio", "source", "mic"),
                            Map.of("type", "video", "source", "screen-cast"))),
            "info",
            Map.of("owner", "a", "attributes", Map.of("k", "v"))));
    private static final Map<String, Object> SHOWN = Map.of(
            "id",
            "s",
            "audio",
            true,
            "video",
            Map.of("device", "screen"),
            "socket",
            "",
            "from",
            "a",
            "attributes",
            Map.of("k", "v"));

    private final ProtocolLegacy codec = new ProtocolLegacy();

    private static Notification progress(String id, String status, Object data) {
        return new Notification.Progress(id, status, Optional.ofNullable(data), Optional.empty());
    }

    static Stream<Arguments> table() {
        Map<String, Object> answer = Map.of("type", "answer");
        return Stream.of(
                arguments(
                        new Notification.ParticipantJoined(ANN),
                        "user_join",
                        Map.of("user", Map.of("id", "a", "name", "ann", "role", "presenter"))),
                arguments(new Notification.ParticipantLeft("a"), "user_leave", Map.of("user", Map.of("id", "a"))),
                arguments(
                        new Notification.TextReceived("a", false, Optional.of("hi")),
                        "custom_message",
                        Map.of("from", "a", "to", "me", "data", "hi")),
                arguments(new Notification.StreamAdded(STREAM), "add_stream", SHOWN),
                arguments(new Notification.StreamUpdated("s", ".", STREAM.values()), "update_stream", SHOWN),
                arguments(
                        new Notification.StreamUpdated("s", "video.status", "inactive"),
                        "update_stream",
                        Map.of("id", "s", "event", "StateChange", "state", "inactive")),
                arguments(
                        new Notification.StreamUpdated("s", "video.layout", List.of()),
                        "update_stream",
                        Map.of("id", "s", "event", "VideoLayoutChanged", "data", List.of())),
                arguments(new Notification.StreamRemoved("s"), "remove_stream", Map.of("id", "s")),
                arguments(
                        progress("p", "soac", answer),
                        "signaling_message_erizo",
                        Map.of("streamId", "p", "mess", answer)),
                arguments(
                        progress("p", "ready", null),
                        "signaling_message_erizo",
                        Map.of("streamId", "p", "mess", "ready")),
                arguments(
                        progress("sub1", "soac", answer),
                        "signaling_message_erizo",
                        Map.of("peerId", "s-1", "mess", answer)),
                arguments(progress("p", "error", "broken"), "connection_failed", Map.of("streamId", "p")),
                arguments(progress("sub3", "error", "full"), "remove_recorder", Map.of("id", "rec-1")),
                arguments(
                        new Notification.RoomRefreshed(
                                new RoomSnapshot("room", List.of("common"), List.of(ANN), List.of(STREAM))),
                        "room",
                        Map.of(
                                "id", "room",
                                "streams", List.of(SHOWN),
                                "users", List.of(Map.of("id", "a", "name", "ann", "role", "presenter")))),
                arguments(new Notification.Dropped(), "drop", null));
    }

    @ParameterizedTest
    @MethodSource("table")
    void tellsWhatHappens(Notification notification, String event, Object data) {
        assertThat(codec.encode(RUNNING, new ServerMessage.Notified(notification))
                        .frames())
                .isEqualTo(List.of(new Encoded.Wire.Event(event, Arrays.asList(data))));
    }

    @Test
    void saysNothingOfWhatThisGenerationDoesNotKnow() {
        for (Notification unknown : List.of(
                new Notification.PermissionChanged(Permission.ALL),
                new Notification.StreamUpdated("s", "activeInput", "x"),
                progress("p", "rtp", null),
                progress("sub2", "ready", null))) {
            assertThat(codec.encode(RUNNING, new ServerMessage.Notified(unknown))
                            .frames())
                    .isEmpty();
        }
    }

    private List<Object> ack(ServerMessage message) {
        return ((Encoded.Wire.Ack) codec.encode(RUNNING, message).frames().get(0)).arguments();
    }

    private List<Object> ack(MediaRequest request, Optional<Object> data) {
        return ack(new ServerMessage.Succeeded(new ClientRequest.Media(request), data));
    }

    @Test
    void answersALogin() {
        RoomSnapshot room = new RoomSnapshot("room", List.of("common"), List.of(ANN), List.of(STREAM));
        assertThat(ack(new ServerMessage.LoggedIn(new LoginResult(ANN, Permission.ALL, room, Optional.of("t")))))
                .isEqualTo(List.of(
                        "success",
                        Map.of(
                                "clientId", "a",
                                "id", "room",
                                "streams", List.of(SHOWN),
                                "users", List.of(Map.of("id", "a", "name", "ann", "role", "presenter")),
                                "reconnectionTicket", "t")));
    }

    @Test
    void answersWithSuccessOrError() {
        assertThat(ack(new ServerMessage.Succeeded(new ClientRequest.Logout(), Optional.empty())))
                .isEqualTo(List.of("success"));
        assertThat(ack(new ServerMessage.Succeeded(new ClientRequest.Resume(), Optional.of("ticket"))))
                .isEqualTo(List.of("success", "ticket"));
        assertThat(ack(new ServerMessage.Failed("why"))).isEqualTo(List.of("error", "why"));
    }

    @Test
    void answersThatASessionIsInitializing() {
        assertThat(ack(new MediaRequest.Publish("p", "webrtc", Attributes.NONE), Optional.of(Map.of("id", "p"))))
                .isEqualTo(List.of("initializing", "p"));
        assertThat(ack(new MediaRequest.Subscribe("sub1", "webrtc", Attributes.NONE), Optional.empty()))
                .isEqualTo(List.of("initializing", "s-1"));
    }

    @Test
    void answersWithTheNamesThatTheClientKnows() {
        assertThat(ack(new MediaRequest.Subscribe("sub2", "streaming", Attributes.NONE), Optional.empty()))
                .isEqualTo(List.of("success", Map.of("url", "rtmp://out.example/1")));
        assertThat(ack(new MediaRequest.Subscribe("sub3", "recording", Attributes.NONE), Optional.empty()))
                .isEqualTo(List.of("success", Map.of("recorderId", "rec-1")));
    }

    @Test
    void answersWhereAStreamIs() {
        var ask = new MediaRequest.ControlStream(
                "s", List.of(new MediaRequest.Control("get-region", Optional.of("common"))));
        assertThat(ack(ask, Optional.of(Map.of("region", "1")))).isEqualTo(List.of("success", Map.of("region", "1")));
    }

    @Test
    void forgetsASubscriptionThatHasFailed() {
        var refused = new ServerMessage.Failed(
                Optional.of(new ClientRequest.Media(new MediaRequest.Subscribe("sub1", "webrtc", Attributes.NONE))),
                "No worker matching");
        assertThat(Running.read(codec.encode(RUNNING, refused).state()).subscriptions())
                .isEmpty();

        var broken = new ServerMessage.Notified(progress("sub1", "error", "broken"));
        assertThat(Running.read(codec.encode(RUNNING, broken).state()).subscriptions())
                .isEmpty();
    }
}
