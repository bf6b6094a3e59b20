package io.patchbay.protocol.v12.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.Attributes;
import io.patchbay.api.portal.ClientFrame;
import io.patchbay.api.portal.ClientRequest;
import io.patchbay.api.portal.CodecState;
import io.patchbay.api.portal.Decoded;
import io.patchbay.api.portal.Encoded;
import io.patchbay.api.portal.LoginResult;
import io.patchbay.api.portal.Notification;
import io.patchbay.api.portal.ServerMessage;
import io.patchbay.api.rooms.Participant;
import io.patchbay.api.rooms.Permission;
import io.patchbay.api.rooms.RoomSnapshot;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProtocolV12Test {
    private static final Participant ANN = new Participant("a", "ann", "presenter");

    private final ProtocolV12 codec = new ProtocolV12();

    private Decoded decode(String event, Object data) {
        return codec.decode(CodecState.NEW, new ClientFrame(event, Optional.ofNullable(data), true));
    }

    private List<Object> ack(ServerMessage message) {
        Encoded encoded = codec.encode(CodecState.NEW, message);
        return ((Encoded.Wire.Ack) encoded.frames().get(0)).arguments();
    }

    private Encoded.Wire.Event event(Notification notification) {
        Encoded encoded = codec.encode(CodecState.NEW, new ServerMessage.Notified(notification));
        return (Encoded.Wire.Event) encoded.frames().get(0);
    }

    @SuppressWarnings("unchecked") // a JSON object
    private Map<String, Object> loggedIn(List<Attributes> streams, Optional<String> ticket) {
        RoomSnapshot room = new RoomSnapshot("r", List.of("common"), List.of(ANN), streams);
        return (Map<String, Object>) ack(new ServerMessage.LoggedIn(new LoginResult(ANN, Permission.ALL, room, ticket)))
                .get(1);
    }

    @Test
    void understandsATextOfAnyKind() {
        assertThat(decode("text", Map.of("to", "all", "message", Map.of("any", "thing"))))
                .isEqualTo(new Decoded.Understood(
                        CodecState.NEW, new ClientRequest.SendText("all", Optional.of(Map.of("any", "thing")))));
    }

    @Test
    void understandsATextWithoutAMessage() {
        assertThat(decode("text", Map.of("to", "b")))
                .isEqualTo(new Decoded.Understood(CodecState.NEW, new ClientRequest.SendText("b", Optional.empty())));
    }

    @Test
    void refusesATextToNobody() {
        for (Object data : Arrays.asList(null, "all", List.of(), Map.of(), Map.of("to", ""), Map.of("to", 1))) {
            assertThat(decode("text", data)).isEqualTo(new Decoded.Malformed("Invalid receiver"));
        }
    }

    @Test
    void understandsRequestsWithoutData() {
        assertThat(decode("logout", null))
                .isEqualTo(new Decoded.Understood(CodecState.NEW, new ClientRequest.Logout()));
        assertThat(decode("refreshReconnectionTicket", null))
                .isEqualTo(new Decoded.Understood(CodecState.NEW, new ClientRequest.RefreshTicket()));
    }

    @Test
    void knowsNoOtherEvent() {
        assertThat(decode("customMessage", Map.of())).isEqualTo(new Decoded.Unknown());
    }

    @Test
    void answersALoginWithEverythingThatTheStockClientReads() {
        assertThat(loggedIn(List.of(), Optional.of("ticket")))
                .isEqualTo(Map.of(
                        "user", "ann",
                        "role", "presenter",
                        "permission",
                                Map.of(
                                        "publish", Map.of("audio", true, "video", true),
                                        "subscribe", Map.of("audio", true, "video", true)),
                        "room",
                                Map.of(
                                        "id", "r",
                                        "views", List.of("common"),
                                        "participants", List.of(Map.of("id", "a", "user", "ann", "role", "presenter")),
                                        "streams", List.of()),
                        "id", "a",
                        "reconnectionTicket", "ticket"));
    }

    @Test
    void leavesOutTheTicketWhereThereIsNone() {
        assertThat(loggedIn(List.of(), Optional.empty())).doesNotContainKey("reconnectionTicket");
    }

    @Test
    void answersWithOneOrTwoArguments() {
        assertThat(ack(new ServerMessage.Succeeded(new ClientRequest.Logout(), Optional.empty())))
                .isEqualTo(List.of("ok"));
        assertThat(ack(new ServerMessage.Succeeded(new ClientRequest.RefreshTicket(), Optional.of("t"))))
                .isEqualTo(List.of("ok", "t"));
        assertThat(ack(new ServerMessage.Failed("why"))).isEqualTo(List.of("error", "why"));
    }

    @Test
    void tellsWhoJoins() {
        assertThat(event(new Notification.ParticipantJoined(ANN)))
                .isEqualTo(new Encoded.Wire.Event(
                        "participant",
                        List.of(Map.of(
                                "action", "join", "data", Map.of("id", "a", "user", "ann", "role", "presenter")))));
    }

    @Test
    void tellsWhoLeaves() {
        assertThat(event(new Notification.ParticipantLeft("a")))
                .isEqualTo(new Encoded.Wire.Event("participant", List.of(Map.of("action", "leave", "data", "a"))));
    }

    @Test
    void tellsATextToAllFromOneToMe() {
        assertThat(event(new Notification.TextReceived("a", true, Optional.of(5))))
                .isEqualTo(new Encoded.Wire.Event("text", List.of(Map.of("from", "a", "to", "all", "message", 5))));
        assertThat(event(new Notification.TextReceived("a", false, Optional.empty())))
                .isEqualTo(new Encoded.Wire.Event("text", List.of(Map.of("from", "a", "to", "me"))));
    }

    @Test
    void tellsADropWithJsonNull() {
        assertThat(event(new Notification.Dropped()))
                .isEqualTo(new Encoded.Wire.Event("drop", Arrays.asList((Object) null)));
    }

    @Test
    void leavesStreamsAsTheyAre() {
        Attributes stream = Attributes.of("id", "s", "media", Map.of("tracks", List.of(Map.of("type", "audio"))));

        assertThat(((Map<?, ?>) loggedIn(List.of(stream), Optional.empty()).get("room")).get("streams"))
                .isEqualTo(List.of(stream.values()));
    }
}
