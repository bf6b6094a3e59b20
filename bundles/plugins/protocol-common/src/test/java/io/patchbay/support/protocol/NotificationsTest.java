package io.patchbay.support.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import io.patchbay.api.Attributes;
import io.patchbay.api.portal.CodecState;
import io.patchbay.api.portal.Encoded;
import io.patchbay.api.portal.Notification;
import io.patchbay.api.portal.ServerMessage;
import io.patchbay.api.rooms.Participant;
import io.patchbay.api.rooms.Permission;
import io.patchbay.api.rooms.RoomSnapshot;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The events of the server: the table of owt-server, 6.8. */
class NotificationsTest {
    private static final VersionedCodec V12 = new VersionedCodec(new TrackDialect());
    private static final VersionedCodec V11 = new VersionedCodec(new SplitDialect(true));
    private static final VersionedCodec V10 = new VersionedCodec(new SplitDialect(false));
    private static final Participant ANN = new Participant("a", "ann", "presenter");
    private static final Map<String, Object> VP8 = Map.of("codec", "vp8");
    private static final Map<String, Object> TRACKS = Map.of(
            "id",
            "s",
            "type",
            "forward",
            "media",
            Map.of("tracks", List.of(Map.of("type", "video", "source", "camera", "format", VP8))),
            "info",
            Map.of("owner", "a"));

    private static Map<String, Object> split(Map<String, Object> video) {
        return Map.of("id", "s", "type", "forward", "media", Map.of("video", video), "info", Map.of("owner", "a"));
    }

    private static Map<String, Object> update(Object field, Object value) {
        return Map.of("id", "s", "status", "update", "data", Map.of("field", field, "value", value));
    }

    static Stream<Arguments> table() {
        Map<String, Object> in11 = split(Map.of("source", "camera", "original", List.of(Map.of("format", VP8))));
        Map<String, Object> in10 = split(Map.of("source", "camera", "format", VP8));
        Notification added = new Notification.StreamAdded(new Attributes(TRACKS));
        Notification renewed = new Notification.StreamUpdated("s", ".", TRACKS);
        Notification ready = new Notification.Progress("t", "ready", Optional.empty(), Optional.of("s"));
        Map<String, Object> readyData = Map.of("id", "t", "status", "ready", "sessionId", "s");
        Map<String, Object> ann = Map.of("id", "a", "user", "ann", "role", "presenter");
        return Stream.of(
                arguments(
                        V12,
                        new Notification.ParticipantJoined(ANN),
                        "participant",
                        Map.of("action", "join", "data", ann)),
                arguments(
                        V12,
                        new Notification.ParticipantLeft("a"),
                        "participant",
                        Map.of("action", "leave", "data", "a")),
                arguments(
                        V10,
                        new Notification.TextReceived("a", true, Optional.of(5)),
                        "text",
                        Map.of("from", "a", "to", "all", "message", 5)),
                arguments(V12, added, "stream", Map.of("id", "s", "status", "add", "data", TRACKS)),
                arguments(V11, added, "stream", Map.of("id", "s", "status", "add", "data", in11)),
                arguments(V10, added, "stream", Map.of("id", "s", "status", "add", "data", in10)),
                arguments(V12, renewed, "stream", update(".", TRACKS)),
                arguments(V11, renewed, "stream", update(".", in11)),
                arguments(V10, renewed, "stream", update(".", in10)),
                arguments(
                        V11,
                        new Notification.StreamUpdated("s", "audio.status", "inactive"),
                        "stream",
                        update("audio.status", "inactive")),
                arguments(V12, new Notification.StreamRemoved("s"), "stream", Map.of("id", "s", "status", "remove")),
                arguments(
                        V12,
                        new Notification.Progress("s", "soac", Optional.of(Map.of("type", "answer")), Optional.empty()),
                        "progress",
                        Map.of("id", "s", "status", "soac", "data", Map.of("type", "answer"))),
                arguments(V12, ready, "progress", readyData),
                arguments(V11, ready, "session-progress", readyData),
                arguments(V10, ready, "session-progress", readyData),
                arguments(
                        V11,
                        new Notification.Progress("s", "ready", Optional.empty(), Optional.empty()),
                        "progress",
                        Map.of("id", "s", "status", "ready")),
                arguments(
                        V12,
                        new Notification.PermissionChanged(Permission.ALL),
                        "permission",
                        Map.of(
                                "publish", Map.of("audio", true, "video", true),
                                "subscribe", Map.of("audio", true, "video", true))),
                arguments(
                        V11,
                        new Notification.RoomRefreshed(new RoomSnapshot(
                                "r", List.of("common"), List.of(ANN), List.of(new Attributes(TRACKS)))),
                        "room",
                        Map.of(
                                "id",
                                "r",
                                "views",
                                List.of("common"),
                                "participants",
                                List.of(ann),
                                "streams",
                                List.of(in11))),
                arguments(V12, new Notification.Dropped(), "drop", null));
    }

    @ParameterizedTest
    @MethodSource("table")
    void tellsWhatHappens(VersionedCodec codec, Notification notification, String event, Object data) {
        Encoded encoded = codec.encode(CodecState.NEW, new ServerMessage.Notified(notification));

        assertThat(encoded.frames()).isEqualTo(List.of(new Encoded.Wire.Event(event, Arrays.asList(data))));
    }
}
