package io.patchbay.protocol.legacy.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import io.patchbay.api.Attributes;
import io.patchbay.api.portal.ClientFrame;
import io.patchbay.api.portal.ClientRequest;
import io.patchbay.api.portal.CodecState;
import io.patchbay.api.portal.Decoded;
import io.patchbay.api.rooms.MediaRequest;
import io.patchbay.support.protocol.InvalidRequestException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The events of clients of SDK 3.x: owt-server, 6.7. */
class LegacyRequestsTest {
    private static final String URL = "rtsp://camera.example/1";
    private static final Running RUNNING =
            new Running("room", Map.of("s-1", "sub1"), Map.of("rtmp://out.example/1", "sub2"), Map.of("rec-1", "sub3"));

    private final ProtocolLegacy codec = new ProtocolLegacy();

    private Decoded decode(String event, Object data, Optional<Object> more) {
        return codec.decode(RUNNING.write(), new ClientFrame(event, Optional.ofNullable(data), more, true));
    }

    private Decoded decode(String event, Object data) {
        return decode(event, data, Optional.empty());
    }

    private Decoded.Understood understood(String event, Object data) {
        Decoded decoded = decode(event, data, Optional.of(URL));
        assertThat(decoded).isInstanceOf(Decoded.Understood.class);
        return (Decoded.Understood) decoded;
    }

    private MediaRequest media(String event, Object data) {
        return ((ClientRequest.Media) understood(event, data).request()).request();
    }

    private static MediaRequest.ControlStream control(String operation, Object data) {
        return new MediaRequest.ControlStream("s-2", List.of(new MediaRequest.Control(operation, Optional.of(data))));
    }

    static Stream<Arguments> flaws() {
        return Stream.of(
                arguments("publish", null, "stream type(options.state) error."),
                arguments("publish", Map.of("state", "smell"), "stream type(options.state) error."),
                arguments("publish", Map.of("state", "url"), "Invalid RTSP/RTMP server url"),
                arguments("unpublish", null, "Invalid stream id"),
                arguments("unpublish", Map.of("id", "s"), "Invalid stream id"),
                arguments("subscribe", null, "bad options"),
                arguments("subscribe", Map.of("streamId", "s-2", "audio", false, "video", false), "bad options"),
                arguments("subscribe", Map.of("streamId", "s-1"), "Subscription is ongoing"),
                arguments("unsubscribe", "s-2", "Subscription does NOT exist"),
                arguments("signaling_message", Map.of("msg", Map.of("type", "offer")), "Invalid connection id"),
                arguments("signaling_message", Map.of("streamId", "s-1"), "Invalid signaling object"),
                arguments("addExternalOutput", Map.of("url", "nowhere"), "Invalid RTSP/RTMP server url"),
                arguments("addExternalOutput", Map.of("url", "rtmp://out.example/1"), "Streaming-out is ongoing"),
                arguments("addExternalOutput", Map.of("url", "rtmp://out.example/2"), "bad options"),
                arguments(
                        "updateExternalOutput", Map.of("url", "rtmp://out.example/2"), "Streaming-out does NOT exist"),
                arguments(
                        "removeExternalOutput", Map.of("url", "rtmp://out.example/2"), "Streaming-out does NOT exist"),
                arguments("startRecorder", Map.of("recorderId", "a b"), "Invalid recorder id"),
                arguments("startRecorder", Map.of("audioCodec", "mp3"), "Invalid audio codec"),
                arguments("startRecorder", Map.of("videoCodec", "mpeg1"), "Invalid video codec"),
                arguments("stopRecorder", Map.of(), "Invalid recorder id"),
                arguments("stopRecorder", Map.of("recorderId", "rec-2"), "Recording does NOT exist"),
                arguments("getRegion", Map.of(), "no stream ID"),
                arguments("setRegion", Map.of("id", "s-2"), "Invalid region id"),
                arguments("mute", Map.of("track", "audio"), "no stream ID"),
                arguments("mute", Map.of("streamId", "s-2", "track", "smell"), "invalid track smell"),
                arguments("setVideoBitrate", Map.of(), "No longer supported signaling"),
                arguments("setPermission", Map.of(), "no targetId specified"),
                arguments("setPermission", Map.of("targetId", "a"), "no action specified"),
                arguments(
                        "setPermission",
                        Map.of("targetId", "a", "action", "publish"),
                        "Please use REST interface to set permissions"),
                arguments("customMessage", null, "Invalid message type"),
                arguments("customMessage", Map.of("type", "data"), "Invalid receiver"),
                arguments("customMessage", Map.of("type", "data", "receiver", 5), "Invalid receiver"),
                arguments("customMessage", Map.of("type", "control"), "Invalid payload"),
                arguments("customMessage", Map.of("type", "control", "payload", Map.of()), "Invalid connection id"),
                arguments(
                        "customMessage",
                        Map.of("type", "control", "payload", Map.of("streamId", "s-1", "action", "off")),
                        "Invalid action"),
                arguments(
                        "customMessage",
                        Map.of("type", "control", "payload", Map.of("streamId", "s-2", "action", "audio-in-off")),
                        "Subscription does NOT exist"));
    }

    @ParameterizedTest
    @MethodSource("flaws")
    void saysWhatIsWrong(String event, Object data, String reason) {
        assertThat(decode(event, data)).isEqualTo(new Decoded.Malformed(reason));
    }

    static Stream<Arguments> requests() {
        return Stream.of(
                arguments("unpublish", "s-2", new MediaRequest.Unpublish("s-2")),
                arguments("unsubscribe", "s-1", new MediaRequest.Unsubscribe("sub1")),
                arguments("mix", Map.of("streamId", "s-2", "mixStreams", List.of("room-side")), control("mix", "side")),
                arguments("unmix", Map.of("streamId", "s-2"), control("unmix", "common")),
                arguments("getRegion", Map.of("id", "s-2"), control("get-region", "common")),
                arguments(
                        "setRegion",
                        Map.of("id", "s-2", "region", "1", "mixStreamId", "room-side"),
                        control("set-region", Map.of("view", "side", "region", "1"))),
                arguments("mute", Map.of("streamId", "s-2", "track", "av"), control("pause", "av")),
                arguments("unmute", Map.of("streamId", "s-2", "track", "video"), control("play", "video")),
                arguments(
                        "customMessage",
                        Map.of("type", "control", "payload", Map.of("streamId", "s-2", "action", "audio-out-off")),
                        control("pause", "audio")),
                arguments(
                        "customMessage",
                        Map.of("type", "control", "payload", Map.of("streamId", "s-1", "action", "video-in-on")),
                        new MediaRequest.ControlSubscription(
                                "sub1", new MediaRequest.Control("play", Optional.of("video")))),
                arguments(
                        "signaling_message",
                        Map.of("streamId", "s-1", "msg", Map.of("type", "candidate")),
                        new MediaRequest.Signal("sub1", Attributes.of("type", "candidate"))),
                arguments(
                        "signaling_message",
                        Map.of("streamId", "s-2", "msg", Map.of("type", "offer")),
                        new MediaRequest.Signal("s-2", Attributes.of("type", "offer"))),
                arguments(
                        "removeExternalOutput",
                        Map.of("url", "rtmp://out.example/1"),
                        new MediaRequest.Unsubscribe("sub2")),
                arguments(
                        "updateExternalOutput",
                        Map.of("url", "rtmp://out.example/1", "streamId", "s-2", "video", false),
                        new MediaRequest.ControlSubscription(
                                "sub2",
                                new MediaRequest.Control(
                                        "update", Optional.of(Map.of("audio", Map.of("from", "s-2")))))),
                arguments("stopRecorder", Map.of("recorderId", "rec-1"), new MediaRequest.Unsubscribe("sub3")));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void understandsWhatIsDoneToStreamsAndSubscriptions(String event, Object data, MediaRequest request) {
        assertThat(media(event, data)).isEqualTo(request);
    }

    @Test
    void understandsATextWhateverItIsCalled() {
        assertThat(understood("customMessage", Map.of("type", "data", "receiver", "all", "data", "hi"))
                        .request())
                .isEqualTo(new ClientRequest.SendText("all", Optional.of("hi")));
    }

    @Test
    void understandsAPublicationFromTheClient() {
        MediaRequest.Publish publish = (MediaRequest.Publish)
                media("publish", Map.of("state", "erizo", "audio", true, "video", Map.of("device", "screen")));

        assertThat(publish.purpose()).isEqualTo("webrtc");
        assertThat(publish.description().object("media").map(Attributes::values))
                .contains(Map.of(
                        "tracks",
                        List.of(
                                Map.of("type", "audio", "mid", "0", "source", "mic"),
                                Map.of("type", "video", "mid", "1", "source", "screen-cast"))));
    }

    @Test
    void understandsAPublicationFromAUrl() {
        MediaRequest.Publish publish = (MediaRequest.Publish) media("publish", Map.of("state", "url"));

        assertThat(publish.purpose()).isEqualTo("streaming");
        assertThat(publish.description().object("connection").map(Attributes::values))
                .contains(Map.of("url", URL));
    }

    @Test
    void remembersASubscriptionByItsStream() {
        Decoded.Understood first = understood("subscribe", Map.of("streamId", "s-2"));
        String id = ((ClientRequest.Media) first.request()).request().id();

        assertThat(Running.read(first.state()).find(Running.Kind.SUBSCRIPTION, "s-2"))
                .contains(id);
        assertThat(codec.decode(
                        first.state(), new ClientFrame("subscribe", Optional.of(Map.of("streamId", "s-2")), true)))
                .isEqualTo(new Decoded.Malformed("Subscription is ongoing"));
    }

    @Test
    void forgetsASubscriptionThatIsOver() {
        assertThat(Running.read(understood("unsubscribe", "s-1").state()).subscriptions())
                .isEmpty();
    }

    @Test
    void remembersRecordingsAndOutputsByTheirNames() {
        Decoded.Understood recording =
                understood("startRecorder", Map.of("recorderId", "rec-2", "audioStreamId", "s-2"));
        Decoded.Understood output =
                understood("addExternalOutput", Map.of("url", "rtmp://o.example/2", "streamId", "s-2"));

        assertThat(Running.read(recording.state()).recordings()).containsKey("rec-2");
        assertThat(Running.read(output.state()).outputs()).containsKey("rtmp://o.example/2");
    }

    @Test
    void remembersNoMoreThanItMay() throws InvalidRequestException {
        Running full = RUNNING;
        for (int i = 0; i < 63; i++) {
            full = full.with(Running.Kind.SUBSCRIPTION, "more-" + i, "id" + i);
        }

        assertThat(codec.decode(
                        full.write(), new ClientFrame("subscribe", Optional.of(Map.of("streamId", "s-2")), true)))
                .isEqualTo(new Decoded.Malformed("Too many requests at once"));
    }

    @Test
    void knowsNoEventOfAnotherGeneration() {
        for (String event : List.of("text", "soac", "stream-control", "")) {
            assertThat(decode(event, Map.of())).isEqualTo(new Decoded.Unknown());
        }
    }

    @Test
    void readsWhatAPredecessorHasWrittenOrNothing() {
        assertThat(Running.read(RUNNING.write())).isEqualTo(RUNNING);
        assertThat(Running.read(new CodecState(9, Attributes.of("subscriptions", 5))))
                .isEqualTo(new Running("", Map.of(), Map.of(), Map.of()));
    }
}
