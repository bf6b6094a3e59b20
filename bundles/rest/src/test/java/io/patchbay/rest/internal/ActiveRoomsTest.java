package io.patchbay.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.rooms.Participant;
import io.patchbay.api.rooms.ParticipantDetail;
import io.patchbay.api.rooms.Permission;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the admin sees and does in rooms, whoever owns them. */
class ActiveRoomsTest {
    private static final String ROOM = "/cluster/v1/rooms/r1";

    private final Api api = new Api();

    @BeforeEach
    void fill() {
        api.controllers.participants.put(
                "r1", List.of(new ParticipantDetail(new Participant("p1", "ann", "presenter"), Permission.ALL)));
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void listsWhoIsInARoom() {
        assertThat(Json.at(api.asAdmin("GET", ROOM + "/participants", "").body(), "participants"))
                .isEqualTo(List.of(Map.of("id", "p1", "user", "ann", "role", "presenter")));
    }

    @Test
    void sendsATextToEverybody() {
        assertThat(api.asAdmin("POST", ROOM + "/text", "{\"message\":\"hello\"}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(api.controllers.announced).containsExactly("r1/all/hello");
    }

    @Test
    void sendsAnyJsonToOne() {
        api.asAdmin("POST", ROOM + "/text", "{\"to\":\"p1\",\"message\":{\"a\":1}}");
        assertThat(api.controllers.announced).containsExactly("r1/p1/{a=1}");
    }

    @Test
    void removesAParticipant() {
        assertThat(api.asAdmin("DELETE", ROOM + "/participants/p1", "").statusCode())
                .isEqualTo(204);
        assertThat(api.controllers.dropped).containsExactly("r1/p1");
    }

    @Test
    void closesARoom() {
        assertThat(api.asAdmin("DELETE", ROOM + "/participants", "").statusCode())
                .isEqualTo(204);
        assertThat(api.controllers.destroyed).containsExactly("r1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"POST|/text|{\"to\":\"p9\",\"message\":1}", "DELETE|/participants/p9|''"})
    void saysThatNobodyOfThatIdIsThere(String method, String path, String body) {
        Json.assertProblem(api.asAdmin(method, ROOM + path, body), 404, "unknown-participant");
        assertThat(api.controllers.dropped).isEmpty();
        assertThat(api.controllers.announced).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET|/participants|''",
                "DELETE|/participants|''",
                "DELETE|/participants/p1|''",
                "POST|/text|{\"message\":1}"
            })
    void saysThatTheRoomIsNotHere(String method, String path, String body) {
        Json.assertProblem(api.asAdmin(method, "/cluster/v1/rooms/r9" + path, body), 404, "unknown-room");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"message\":null}", "{\"to\":\"a b\",\"message\":1}", "{\"message\":1,\"x\":1}"})
    void refusesAWrongText(String body) {
        Json.assertProblem(api.asAdmin("POST", ROOM + "/text", body), 400, "invalid-value");
    }

    @ParameterizedTest
    @CsvSource({"GET,/participants", "DELETE,/participants", "DELETE,/participants/p1", "POST,/text"})
    void letsOnlyTheAdminIn(String method, String path) {
        Json.assertProblem(api.asWorker(method, ROOM + path, ""), 403, "forbidden");
        Json.assertProblem(api.send(method, ROOM + path, ""), 401, "unauthorized");
    }
}
