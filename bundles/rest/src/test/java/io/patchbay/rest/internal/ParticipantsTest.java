package io.patchbay.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.Attributes;
import io.patchbay.api.rooms.Participant;
import io.patchbay.api.rooms.ParticipantDetail;
import io.patchbay.api.rooms.Permission;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParticipantsTest {
    private static final String ALICE = "{\"id\":\"s_-1\",\"user\":\"alice\",\"role\":\"viewer\",\"permission\":"
            + "{\"publish\":{\"audio\":false,\"video\":false},\"subscribe\":{\"audio\":true,\"video\":true}}}";

    private final Api api = new Api();
    private final String room = api.room();
    private final String path = "/v1/rooms/" + room + "/participants";

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void listsNobodyInAnInactiveRoom() {
        assertThat(api.signed("GET", path).body()).isEqualTo("[]");
    }

    @Test
    void listsWhoIsThere() {
        joined();
        assertThat(api.signed("GET", path + "/").body()).isEqualTo("[" + ALICE + "]");
    }

    @Test
    void showsOne() {
        joined();
        assertThat(api.signed("GET", path.replace("/v1/", "/v1.1/") + "/s_-1").body())
                .isEqualTo(ALICE);
    }

    @Test
    void saysThatSomebodyIsNotThere() {
        joined();
        Json.assertOwtError(api.signed("GET", path + "/nobody"), 404, 1005, "Participant not found");
    }

    @Test
    void dropsWithNeitherBodyNorType() {
        joined();
        HttpResponse<String> response = api.signed("DELETE", path + "/s_-1");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
        assertThat(response.headers().firstValue("Content-Type")).isEmpty();
        assertThat(api.controllers.dropped).singleElement().asString().endsWith("/s_-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "a%2Eb", "%24"})
    void saysThatADropFailed(String id) {
        joined();
        Json.assertOwtError(api.signed("DELETE", path + "/" + id), 500, 1301, "Operation failed");
    }

    private static String change(String path, String value) {
        return "[{\"op\":\"replace\",\"path\":\"/permission/" + path + "\",\"value\":" + value + "}]";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "publish|true|true|true|true|true",
                "publish/audio|true|true|false|true|true",
                "subscribe/video|false|false|false|true|false",
                "subscribe|{\"audio\":false,\"video\":true}|false|false|false|true"
            })
    void changesWhatSomebodyMayDo(
            String member, String value, boolean sendsAudio, boolean sendsVideo, boolean getsAudio, boolean getsVideo) {
        joined();
        assertThat(api.signed("PATCH", path + "/s_-1", change(member, value)).body())
                .isEqualTo("{\"id\":\"s_-1\",\"user\":\"alice\",\"role\":\"viewer\",\"permission\":"
                        + "{\"publish\":{\"audio\":" + sendsAudio + ",\"video\":" + sendsVideo + "},"
                        + "\"subscribe\":{\"audio\":" + getsAudio + ",\"video\":" + getsVideo + "}}}");
    }

    @Test
    void changesOneThingAfterAnother() {
        joined();
        String both = change("publish", "true").replace("]", ",")
                + change("publish/video", "false").substring(1);
        assertThat(api.signed("PATCH", path + "/s_-1", both).body())
                .contains("\"publish\":{\"audio\":true,\"video\":false}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{}]",
                "[5]",
                "{}",
                "[{\"op\":\"add\",\"path\":\"/permission/publish\",\"value\":true}]",
                "[{\"op\":\"replace\",\"path\":\"/role\",\"value\":true}]",
                "[{\"op\":\"replace\",\"path\":\"/permission/publish/audio\",\"value\":\"yes\"}]",
                "[{\"op\":\"replace\",\"path\":\"/permission/publish\",\"value\":{\"audio\":true}}]"
            })
    void failsToChangeWhatIsNoPermission(String patch) {
        joined();
        Json.assertOwtError(api.signed("PATCH", path + "/s_-1", patch), 500, 1301, "Operation failed");
    }

    @Test
    void failsToChangeWhatNobodyMayDo() {
        Json.assertOwtError(api.signed("PATCH", path + "/x", change("publish", "true")), 500, 1301, "Operation failed");
    }

    @Test
    void showsStreams() {
        api.controllers.streams.put(room, List.of(Attributes.of("id", "s1", "type", "forward")));
        String streams = path.replace("participants", "streams");
        assertThat(api.signed("GET", streams).body()).isEqualTo("[{\"id\":\"s1\",\"type\":\"forward\"}]");
        assertThat(api.signed("GET", streams + "/s1").body()).isEqualTo("{\"id\":\"s1\",\"type\":\"forward\"}");
    }

    @Test
    void showsTheMediaOfAStreamAsEachVersionHasThem() {
        Map<String, Object> track = Map.of("type", "audio", "source", "mic");
        api.controllers.streams.put(
                room, List.of(Attributes.of("id", "s1", "media", Map.of("tracks", List.of(track)))));
        String streams = path.replace("participants", "streams");
        assertThat(api.signed("GET", streams).body())
                .isEqualTo("[{\"id\":\"s1\",\"media\":{\"audio\":{\"source\":\"mic\"}}}]");
        assertThat(api.signed("GET", streams.replace("/v1/", "/v1.1/")).body()).contains("\"tracks\":[{");
    }

    @Test
    void hasNoStreams() {
        assertThat(api.signed("GET", path.replace("participants", "streams")).body())
                .isEqualTo("[]");
    }

    @Test
    void findsNoStream() {
        Json.assertOwtError(
                api.signed("GET", path.replace("participants", "streams/x")), 404, 1004, "Stream not found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"recordings", "streaming-outs", "sipcalls", "analytics", "cascading", "whatever"})
    void doesNotServeMedia(String resource) {
        Json.assertOwtError(api.signed("GET", path.replace("participants", resource)), 404, 1001, "Resource not found");
    }

    private void joined() {
        Permission.Media nothing = new Permission.Media(false, false);
        Permission.Media all = new Permission.Media(true, true);
        api.controllers.participants.put(
                room,
                List.of(new ParticipantDetail(
                        new Participant("s_-1", "alice", "viewer"), new Permission(nothing, all))));
    }
}
