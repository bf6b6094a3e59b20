package io.patchbay.support.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import io.patchbay.api.Attributes;
import io.patchbay.api.portal.ClientFrame;
import io.patchbay.api.portal.ClientRequest;
import io.patchbay.api.portal.CodecState;
import io.patchbay.api.portal.Decoded;
import io.patchbay.api.rooms.MediaRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The events of a client: the table of owt-server, 6.7. */
class RequestsTest {
    private static final VersionedCodec TRACKS = new VersionedCodec(new TrackDialect());
    private static final VersionedCodec SPLIT = new VersionedCodec(new SplitDialect(true));
    private static final String PATTERN = "\"^[0-9a-zA-Z\\-]+$\"";

    private static Decoded decode(VersionedCodec codec, String event, Object data) {
        return codec.decode(CodecState.NEW, new ClientFrame(event, Optional.ofNullable(data), true));
    }

    private static MediaRequest media(VersionedCodec codec, String event, Object data) {
        Decoded decoded = decode(codec, event, data);
        assertThat(decoded).isInstanceOf(Decoded.Understood.class);
        return ((ClientRequest.Media) ((Decoded.Understood) decoded).request()).request();
    }

    private static Map<String, Object> control(String operation, Object data) {
        return Map.of("id", "s-1", "operation", operation, "data", data);
    }

    private static Map<String, Object> audioOnly(Object audio) {
        return Map.of("media", Map.of("audio", audio, "video", false));
    }

    private static Map<String, Object> tracks(Object... tracks) {
        return Map.of("media", Map.of("tracks", List.of(tracks)));
    }

    static Stream<Arguments> flaws() {
        return Stream.of(
                arguments(SPLIT, "publish", null, "request should be object \"object\""),
                arguments(SPLIT, "publish", Map.of(), "request should have required property 'media' \"media\""),
                arguments(
                        SPLIT,
                        "publish",
                        Map.of("media", Map.of()),
                        "request.media should have required property 'audio' \"audio\""),
                arguments(
                        SPLIT,
                        "publish",
                        Map.of("media", Map.of("audio", false)),
                        "request.media should have required property 'video' \"video\""),
                arguments(
                        SPLIT,
                        "publish",
                        audioOnly(5),
                        "request.media.audio should be equal to constant false,"
                                + "request.media.audio should be object \"object\","
                                + "request.media.audio should match some schema in anyOf"),
                arguments(
                        SPLIT,
                        "subscribe",
                        Map.of("media", Map.of("audio", false, "video", false)),
                        "Bad subscription request"),
                arguments(TRACKS, "publish", Map.of(), "request should have required property 'media' \"media\""),
                arguments(
                        TRACKS,
                        "publish",
                        Map.of("media", Map.of()),
                        "request.media should have required property 'tracks' \"tracks\","
                                + "request.media should be null \"null\","
                                + "request.media should match some schema in anyOf"),
                arguments(
                        TRACKS,
                        "publish",
                        tracks(Map.of("type", "smell")),
                        "request.media.tracks[0].type should be equal to one of the allowed values [\"audio\",\"video\"],"
                                + "request.media should be null \"null\","
                                + "request.media should match some schema in anyOf"),
                arguments(TRACKS, "unpublish", null, "Invalid stream id"),
                arguments(TRACKS, "unpublish", Map.of("id", "a b"), "Invalid stream id"),
                arguments(TRACKS, "unpublish", Map.of("id", 5), "Invalid stream id"),
                arguments(TRACKS, "unsubscribe", null, "Invalid subscription id"),
                arguments(TRACKS, "unsubscribe", Map.of("id", ""), "Invalid subscription id"),
                arguments(TRACKS, "soac", null, "Invalid soac id"),
                arguments(TRACKS, "soac", Map.of("id", "s", "signaling", "offer"), "Invalid signaling object"),
                arguments(TRACKS, "soac", Map.of("id", "s", "signaling", Map.of()), "Invalid signaling type"),
                arguments(
                        TRACKS,
                        "soac",
                        Map.of("id", "s", "signaling", Map.of("type", "bye")),
                        "Invalid signaling type"),
                arguments(TRACKS, "stream-control", null, "request should be object \"object\""),
                arguments(
                        TRACKS,
                        "stream-control",
                        Map.of("id", "s_1", "operation", "mix", "data", "common"),
                        "request.id should match pattern " + PATTERN + " " + PATTERN),
                arguments(TRACKS, "stream-control", control("mix", 5), "request.data should be string \"string\""),
                arguments(
                        TRACKS,
                        "stream-control",
                        control("set-region", Map.of("view", "common", "region", "")),
                        "request.data.region should NOT have fewer than 1 characters 1"),
                arguments(
                        TRACKS,
                        "stream-control",
                        control("pause", "smell"),
                        "request.data should be equal to one of the allowed values [\"audio\",\"video\",\"av\"]"),
                arguments(
                        TRACKS,
                        "subscription-control",
                        control("querybwe", "x"),
                        "request.operation should be equal to one of the allowed values [\"update\",\"pause\",\"play\"]"),
                arguments(
                        TRACKS,
                        "subscription-control",
                        control("update", Map.of("smell", 1)),
                        "request.data should NOT have additional properties \"smell\""),
                arguments(TRACKS, "text", null, "Invalid receiver"));
    }

    @ParameterizedTest
    @MethodSource("flaws")
    void saysWhatIsWrongAsTheProtocolWordsIt(VersionedCodec codec, String event, Object data, String reason) {
        assertThat(decode(codec, event, data)).isEqualTo(new Decoded.Malformed(reason));
    }

    static Stream<Arguments> controls() {
        return Stream.of(
                arguments("mix", "common"),
                arguments("unmix", "common"),
                arguments("get-region", "common"),
                arguments("set-region", Map.of("view", "common", "region", "1")),
                arguments("pause", "audio"),
                arguments("play", "av"));
    }

    @ParameterizedTest
    @MethodSource("controls")
    void understandsWhatIsDoneToAStream(String operation, Object data) {
        assertThat(media(TRACKS, "stream-control", control(operation, data)))
                .isEqualTo(new MediaRequest.ControlStream(
                        "s-1", List.of(new MediaRequest.Control(operation, Optional.of(data)))));
    }

    @Test
    void understandsWhatIsDoneToASubscription() {
        Object data = Map.of("video", Map.of("from", "s-2", "parameters", Map.of("bitrate", "x0.8")));

        assertThat(media(TRACKS, "subscription-control", control("update", data)))
                .isEqualTo(new MediaRequest.ControlSubscription(
                        "s-1", new MediaRequest.Control("update", Optional.of(data))));
    }

    @Test
    void understandsAPublicationOfTracks() {
        Map<String, Object> data = Map.of(
                "media", Map.of("tracks", List.of(Map.of("type", "audio", "mid", "0", "source", "mic"))),
                "transport", Map.of("type", "webrtc"),
                "unknown", 1);

        MediaRequest.Publish publish = (MediaRequest.Publish) media(TRACKS, "publish", data);
        assertThat(publish.id()).matches("[0-9a-f]{32}");
        assertThat(publish.purpose()).isEqualTo("webrtc");
        assertThat(publish.description().values())
                .isEqualTo(Map.of("media", data.get("media"), "transport", data.get("transport")));
    }

    @Test
    void understandsAPublicationOfDataAlone() {
        Map<String, Object> data = JsonObjects.object("media", null, "data", true);

        assertThat(media(TRACKS, "publish", data)).isInstanceOf(MediaRequest.Publish.class);
    }

    @Test
    void makesTracksOfTheTwoPartsOfOlderVersions() {
        Map<String, Object> data =
                Map.of("media", Map.of("audio", Map.of("source", "mic"), "video", Map.of("source", "camera")));

        MediaRequest.Publish publish = (MediaRequest.Publish) media(SPLIT, "publish", data);
        assertThat(publish.description().values())
                .isEqualTo(JsonObjects.object(
                        "media",
                        Map.of(
                                "tracks",
                                List.of(
                                        Map.of("type", "audio", "mid", "0", "source", "mic"),
                                        Map.of("type", "video", "mid", "1", "source", "camera"))),
                        "legacy",
                        true,
                        "transport",
                        Map.of("type", "webrtc", "id", publish.id()),
                        "attributes",
                        null));
    }

    @Test
    void makesTracksOfASubscriptionOfOlderVersions() {
        MediaRequest.Subscribe subscribe =
                (MediaRequest.Subscribe) media(SPLIT, "subscribe", audioOnly(Map.of("from", "s-2")));

        assertThat(subscribe.description().object("media").map(Attributes::values))
                .contains(Map.of("tracks", List.of(Map.of("type", "audio", "mid", "0", "from", "s-2"))));
    }

    @Test
    void understandsASignal() {
        Map<String, Object> offer = Map.of("type", "offer", "sdp", "v=0");

        assertThat(media(TRACKS, "soac", Map.of("id", "s", "signaling", offer)))
                .isEqualTo(new MediaRequest.Signal("s", new Attributes(offer)));
    }

    @Test
    void knowsNoEventOfAnotherGeneration() {
        for (String event : Arrays.asList("customMessage", "signaling_message", "startRecorder", "")) {
            assertThat(decode(TRACKS, event, Map.of())).isEqualTo(new Decoded.Unknown());
        }
    }
}
