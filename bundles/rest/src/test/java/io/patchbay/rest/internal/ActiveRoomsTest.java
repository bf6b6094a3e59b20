package io.patchbay.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.rooms.Participant;
import io.patchbay.api.rooms.ParticipantDetail;
import io.patchbay.api.rooms.Permission;
import io.patchbay.api.store.StoreException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private String rooms(String query) {
        return api.asAdmin("GET", "/cluster/v1/rooms" + query, "").body();
    }

    private void open(String... ids) {
        for (String id : ids) {
            api.controllers.participants.put(id, List.of());
        }
    }

    @Test
    void listsTheRoomsWithWhatTheirControllersKnow() {
        open("r2");
        api.controllers.names.put("r1", "the lounge");
        assertThat(Json.at(rooms(""), "rooms"))
                .isEqualTo(List.of(
                        Map.of("id", "r1", "name", "the lounge", "service", "s1", "participants", 1),
                        Map.of("id", "r2", "participants", 0)));
    }

    @Test
    void listsRoomsWithoutADatabase() {
        api.store.failure = Optional.of(new StoreException("the database is away", true, new IllegalStateException()));
        assertThat(Json.at(rooms(""), "rooms", 0, "id")).isEqualTo("r1");
    }

    @Test
    void findsRoomsByNameOrId() {
        open("r2", "lounge-3");
        api.controllers.names.put("r2", "The LOUNGE");
        String body = rooms("?search=Lounge");
        assertThat(Json.at(body, "rooms", 0, "id")).isEqualTo("lounge-3");
        assertThat(Json.at(body, "rooms", 1, "id")).isEqualTo("r2");
        assertThat(Json.at(body, "matched")).hasToString("2");
        assertThat(Json.at(body, "total")).hasToString("3");
    }

    @Test
    void pagesOfRoomsFollowEachOther() {
        open("r2", "r3");
        assertThat(Json.at(rooms("?limit=2"), "next")).isEqualTo("r2");
        String last = rooms("?limit=2&after=r2");
        assertThat(Json.at(last, "rooms", 0, "id")).isEqualTo("r3");
        assertThat(Json.object(last)).doesNotContainKey("next");
    }

    @Test
    void listsWhoIsInARoom() {
        api.controllers.names.put("r1", "the lounge");
        String body = api.asAdmin("GET", ROOM + "/participants", "").body();
        assertThat(Json.at(body, "participants"))
                .isEqualTo(List.of(Map.of("id", "p1", "user", "ann", "role", "presenter")));
        assertThat(Json.at(body, "name")).isEqualTo("the lounge");
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
