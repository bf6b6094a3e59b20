package io.patchbay.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoomsTest {
    private final Api api = new Api();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void fillsTheDefaultsIn() {
        Map<String, Object> room =
                Json.object(api.signed("POST", "/v1/rooms/", "{\"name\":\"n\"}").body());
        assertThat(room.keySet())
                .containsExactly(
                        "_id",
                        "name",
                        "inputLimit",
                        "participantLimit",
                        "selectActiveAudio",
                        "enableBandwidthAdaptation",
                        "roles",
                        "views",
                        "mediaIn",
                        "mediaOut",
                        "transcoding",
                        "notifying");
        assertThat(room)
                .containsEntry("inputLimit", -1)
                .containsEntry("participantLimit", -1)
                .containsEntry("notifying", Map.of("participantActivities", true, "streamChange", true));
    }

    @Test
    void givesARoomTheUsualRoles() {
        String room = api.signed("POST", "/v1/rooms", "{\"name\":\"n\"}").body();
        assertThat(Json.each(Json.at(room, "roles"), "role"))
                .containsExactly("presenter", "viewer", "audio_only_presenter", "video_only_viewer", "sip");
        assertThat(Json.at(room, "roles", 3, "subscribe")).isEqualTo(Map.of("audio", false, "video", true));
    }

    @Test
    void givesARoomOneViewWithTheUsualFormats() {
        String room = api.signed("POST", "/v1/rooms", "{\"name\":\"n\"}").body();
        assertThat(Json.at(room, "views", 0, "label")).isEqualTo("common");
        assertThat(Json.at(room, "views", 0, "audio", "format"))
                .isEqualTo(Map.of("codec", "opus", "sampleRate", 48_000, "channelNum", 2));
        assertThat(Json.at(room, "views", 0, "video", "parameters", "resolution"))
                .isEqualTo(Map.of("width", 640, "height", 480));
        assertThat(Json.at(room, "views", 0, "video", "layout", "templates"))
                .isEqualTo(Map.of("base", "fluid", "custom", List.of()));
    }

    @Test
    void keepsWhatTheOwnerSays() {
        String options = "{\"participantLimit\":2,\"views\":[{\"label\":\"a\",\"video\":false}],"
                + "\"roles\":[{\"role\":\"guest\",\"publish\":{\"audio\":true}}]}";
        String room = api.signed("POST", "/v1/rooms", "{\"name\":\"n\",\"options\":" + options + "}")
                .body();
        assertThat(Json.at(room, "participantLimit")).isEqualTo(2);
        assertThat(Json.at(room, "views", 0, "video")).isEqualTo(false);
        assertThat(Json.at(room, "roles", 0))
                .isEqualTo(Map.of(
                        "role",
                        "guest",
                        "publish",
                        Map.of("audio", true, "video", false),
                        "subscribe",
                        Map.of("audio", false, "video", false)));
    }

    @Test
    void leavesUnknownMembersOut() {
        String room = api.signed("POST", "/v1/rooms", "{\"name\":\"n\",\"options\":{\"colour\":\"red\"},\"x\":1}")
                .body();
        assertThat(Json.object(room)).doesNotContainKeys("colour", "x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "{\"name\":\"\"}", "{\"name\":7}", "{\"name\":null}"})
    void refusesARoomWithoutName(String body) {
        Json.assertOwtError(api.signed("POST", "/v1/rooms", body), 400, 1201, "Invalid request body");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "\"x\"", "[]", "true"})
    void refusesOptionsThatAreNoObject(String options) {
        String body = "{\"name\":\"n\",\"options\":" + options + "}";
        Json.assertOwtError(api.signed("POST", "/v1/rooms", body), 400, 1201, "Invalid room option");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'participantLimit':'2'}|options.participantLimit must be a whole number but was a string",
                "{'participantLimit':1.5}|options.participantLimit must be a whole number",
                "{'participantLimit':-2}|options.participantLimit must be within -1 and 1000000",
                "{'participantLimit':1e300}|options.participantLimit must be within -1 and 1000000",
                "{'roles':{}}|options.roles must be an array but was an object",
                "{'roles':[{}]}|options.roles[0].role is missing",
                "{'roles':[null]}|options.roles[0] must not be null",
                "{'roles':[{'role':'a','publish':{'audio':1}}]}|options.roles[0].publish.audio must be a boolean but was a number",
                "{'views':[{},{'video':{'maxInput':257}}]}|options.views[1].video.maxInput must be within 1 and 256",
                "{'views':[{'video':true}]}|options.views[0].video must be an object or false",
                "{'views':[{'video':{'bgColor':{'r':256}}}]}|options.views[0].video.bgColor.r must be within 0 and 255",
                "{'views':[{'video':{'layout':{'fitPolicy':'x'}}}]}"
                        + "|options.views[0].video.layout.fitPolicy must be one of letterbox, crop",
                "{'notifying':{'streamChange':'no'}}|options.notifying.streamChange must be a boolean but was a string",
            })
    void namesThePathOfAWrongOption(String options, String message) {
        String body = "{\"name\":\"n\",\"options\":" + options.replace('\'', '"') + "}";
        Json.assertOwtError(api.signed("POST", "/v1/rooms", body), 400, 1201, message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'views':[{'audio':{'format':{'codec':'mp3'}}}]}",
                "{'views':[{'video':{'format':{'codec':'av1'}}}]}",
                "{'mediaOut':{'audio':[{'codec':'opus','sampleRate':48000,'channelNum':2}]}}",
            })
    void refusesViewsThatTheRoomDoesNotSend(String options) {
        String body = "{\"name\":\"n\",\"options\":" + options.replace('\'', '"') + "}";
        Json.assertOwtError(api.signed("POST", "/v1/rooms", body), 400, 1201, "MediaOut conflicts with View Setting");
    }

    @Test
    void givesH264TheBaselineProfile() {
        String body = "{\"name\":\"n\",\"options\":{\"views\":[{\"video\":{\"format\":{\"codec\":\"h264\"}}}]}}";
        String room = api.signed("POST", "/v1/rooms", body).body();
        assertThat(Json.at(room, "views", 0, "video", "format", "profile")).isEqualTo("CB");
    }

    @Test
    void takesACustomLayout() {
        String region = "{\"id\":\"1\",\"area\":{\"left\":\"0\",\"top\":\"1/3\",\"width\":\"0.5\",\"height\":\"2/3\"}}";
        String views = "[{\"video\":{\"layout\":{\"templates\":{\"base\":\"void\",\"custom\":[{\"region\":[" + region
                + "]}]}}}}]";
        String room = api.signed("POST", "/v1/rooms", "{\"name\":\"n\",\"options\":{\"views\":" + views + "}}")
                .body();
        assertThat(Json.at(room, "views", 0, "video", "layout", "templates", "custom", 0, "region", 0, "area", "top"))
                .isEqualTo("1/3");
    }

    @Test
    void listsTheRoomsOfTheServiceOnly() {
        String room = api.room();
        api.store.rooms.create("somebody else", "other", io.patchbay.api.Attributes.NONE);
        List<Object> rooms = Json.array(api.signed("GET", "/v1.1/rooms").body());
        assertThat(Json.each(rooms, "_id")).containsExactly(room);
    }

    @ParameterizedTest
    @CsvSource({
        "page=2&per_page=2,1",
        "page=1&per_page=2,2",
        "per_page=2,2",
        "per_page=0,3",
        "per_page=-1,3",
        "page=2,3",
        "page=0&per_page=1,1",
        "page=9&per_page=2,0",
        "page=&per_page=,3"
    })
    void pagesOnlyIfAskedTo(String query, int expected) {
        api.room();
        api.room();
        api.room();
        assertThat(Json.array(api.signed("GET", "/v1/rooms?" + query).body())).hasSize(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"per_page=many", "per_page=99999999999999", "per_page=10001", "per_page=1.5"})
    void refusesAPageSizeThatIsNone(String query) {
        Json.assertOwtError(
                api.signed("GET", "/v1/rooms?" + query), 400, 1201, "per_page must be a whole number up to 10000");
    }

    @Test
    void showsARoom() {
        String room = api.room();
        assertThat(Json.text(api.signed("GET", "/v1/rooms/" + room + "/").body(), "_id"))
                .isEqualTo(room);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,''",
        "PUT,''",
        "PATCH,''",
        "DELETE,''",
        "POST,/tokens",
        "GET,/participants",
        "GET,/participants/x",
        "PATCH,/participants/x",
        "DELETE,/participants/x",
        "GET,/streams",
        "GET,/streams/x",
        "POST,/recordings"
    })
    void hidesTheRoomsOfOthers(String method, String path) {
        String room = api.store
                .rooms
                .create("somebody else", "other", io.patchbay.api.Attributes.NONE)
                .id();
        Json.assertOwtError(api.signed(method, "/v1/rooms/" + room + path), 404, 1003, "Room not found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "5e1f0c2ab3c4d5e6f7a8b9c0", "'--", "%27%20OR%201=1", "a;b", "0"})
    void saysThatARoomIsNotThere(String id) {
        Json.assertOwtError(api.signed("GET", "/v1/rooms/" + id), 404, 1003, "Room not found");
    }

    @Test
    void replacesMembersAsAWhole() {
        String room = api.room();
        String updated = api.signed(
                        "PUT",
                        "/v1/rooms/" + room,
                        "{\"name\":\"new\",\"participantLimit\":5,\"roles\":[{\"role\":\"x\"}],\"inputLimit\":null}")
                .body();
        assertThat(Json.at(updated, "name")).isEqualTo("new");
        assertThat(Json.at(updated, "participantLimit")).isEqualTo(5);
        assertThat((List<?>) Json.at(updated, "roles")).hasSize(1);
        assertThat((List<?>) Json.at(updated, "views")).hasSize(1);
        assertThat(api.signed("GET", "/v1/rooms/" + room).body()).isEqualTo(updated);
    }

    @Test
    void keepsTheIdOfARoom() {
        String room = api.room();
        String updated = api.signed("PUT", "/v1/rooms/" + room, "{\"_id\":\"x\",\"id\":\"x\",\"__v\":3}")
                .body();
        assertThat(Json.object(updated)).containsEntry("_id", room).doesNotContainKeys("id", "__v");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'name':1}|name must be a string",
                "{'name':''}|name must be 1 to 1000 characters long",
                "{'inputLimit':'x'}|inputLimit must be a whole number but was a string",
                "{'mediaOut':{'audio':[]}}|MediaOut conflicts with View Setting",
                "[]|Invalid request body",
            })
    void refusesAWrongChange(String body, String message) {
        String room = api.room();
        HttpResponse<String> response = api.signed("PUT", "/v1/rooms/" + room, body.replace('\'', '"'));
        Json.assertOwtError(response, 400, 1201, message);
    }

    @Test
    void refusesADocumentThatIsTooLongForTheStore() {
        api.settings.modified(Api.config(Map.of("maxBodyBytes", 10_000_000L)));
        String region = "{\"id\":\"1\",\"area\":{\"left\":\"0\",\"top\":\"0\",\"width\":\"1\",\"height\":\"1\"}}";
        String custom = "{\"region\":[" + (region + ",").repeat(99) + region + "]}";
        String views =
                "[{\"video\":{\"layout\":{\"templates\":{\"custom\":[" + (custom + ",").repeat(99) + custom + "]}}}}]";
        HttpResponse<String> response = api.signed("PUT", "/v1/rooms/" + api.room(), "{\"views\":" + views + "}");
        Json.assertOwtError(response, 400, 1201, "The room document is longer than 500000 bytes");
    }

    @Test
    void refusesToPatch() {
        HttpResponse<String> response = api.signed("PATCH", "/v1/rooms/" + api.room(), "[]");
        Json.assertOwtError(response, 405, 1201, "A room cannot be patched: PUT the members that change");
        assertThat(response.headers().firstValue("Allow")).contains("DELETE, GET, PUT");
    }

    @Test
    void deletesARoomAndEndsIt() {
        String room = api.room();
        HttpResponse<String> deleted = api.signed("DELETE", "/v1/rooms/" + room);
        assertThat(deleted.body()).isEqualTo("Room deleted");
        assertThat(deleted.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
        assertThat(api.controllers.destroyed).containsExactly(room);
        assertThat(api.signed("GET", "/v1/rooms/" + room).statusCode()).isEqualTo(404);
    }
}
