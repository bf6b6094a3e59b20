package io.patchbay.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServicesTest {
    private final Api api = new Api();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void makesAServiceThatMaySign() {
        String id = Json.text(
                api.asSuper("POST", "/services", "{\"name\":\"new\",\"key\":\"k\"}")
                        .body(),
                "_id");
        String header = MAuthClient.header(id, "k", Api.NOW, "x");
        assertThat(api.send("GET", "/v1/rooms", "", "Authorization", header).statusCode())
                .isEqualTo(200);
    }

    @Test
    void answersWithTheServiceDocument() {
        HttpResponse<String> created = api.asSuper("POST", "/services/", "{\"name\":\"new\",\"key\":\"k\"}");
        assertThat(created.body())
                .matches(
                        "\\{\"_id\":\"[0-9a-f]{24}\",\"name\":\"new\",\"key\":\"k\",\"encrypted\":false,\"rooms\":\\[]}");
    }

    @Test
    void takesAForm() {
        HttpResponse<String> created = api.send(
                "POST",
                "/services",
                "name=a+form&key=k%C3%A9y",
                "Authorization",
                api.superSignature(),
                "Content-Type",
                "application/x-www-form-urlencoded; charset=utf-8");
        assertThat(created.body()).contains("\"name\":\"a form\",\"key\":\"kéy\"");
    }

    @Test
    void refusesANameThatIsTaken() {
        String body = "{\"name\":\"the application\",\"key\":\"k\"}";
        assertError(api.asSuper("POST", "/services", body), 400, 1201, "Service name is taken: the application");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "[1]"})
    void refusesABodyThatSaysNothing(String body) {
        assertError(api.asSuper("POST", "/services", body), 400, 1201, "Invalid request body");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"name\":1,\"key\":\"k\"}", "{\"name\":\"n\"}", "{\"name\":\"n\",\"key\":{}}"})
    void refusesNamesAndKeysThatAreNoStrings(String body) {
        assertError(api.asSuper("POST", "/services", body), 400, 1201, "Service name and key do not have string type");
    }

    @ParameterizedTest
    @CsvSource({"'',k,name must be 1 to 200 characters long", "n,'',key must be 1 to 1000 characters long"})
    void refusesEmptyNamesAndKeys(String name, String key, String message) {
        String body = "{\"name\":\"" + name + "\",\"key\":\"" + key + "\"}";
        assertError(api.asSuper("POST", "/services", body), 400, 1201, message);
    }

    @Test
    void listsAllServicesWithoutTheirKeys() {
        assertThat(api.asSuper("GET", "/services", "").body())
                .isEqualTo("[{\"_id\":\"" + api.service.id()
                        + "\",\"name\":\"the application\",\"encrypted\":false,\"rooms\":[]}]");
    }

    @Test
    void showsAServiceItselfWithItsRooms() {
        String room = api.room();
        assertThat(api.signed("GET", "/services/" + api.service.id()).body()).contains("\"rooms\":[\"" + room + "\"]");
    }

    @Test
    void keepsServicesFromEachOther() {
        String other = api.store.account("other", "k").id();
        assertError(api.signed("GET", "/services/" + other), 403, 1102, "Permission denied");
    }

    @Test
    void showsAnyServiceToTheSuperService() {
        assertThat(api.asSuper("GET", "/services/" + api.service.id(), "").statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"GET,/services", "POST,/services", "DELETE,/services/x", "GET,/services/x"})
    void refusesTheRestToOtherServices(String method, String path) {
        assertError(api.signed(method, path), 403, 1102, "Permission denied");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "DELETE"})
    void saysThatAServiceIsNotThere(String method) {
        assertError(api.asSuper(method, "/services/nobody", ""), 404, 1002, "Service not found");
    }

    @Test
    void removesAService() {
        assertThat(api.asSuper("DELETE", "/services/" + api.service.id(), "").body())
                .isEqualTo("Service deleted");
        assertThat(api.signed("GET", "/v1/rooms").statusCode()).isEqualTo(401);
    }

    @Test
    void endsTheRoomsOfAServiceThatIsRemoved() {
        String room = api.room();
        api.asSuper("DELETE", "/services/" + api.service.id(), "");
        assertThat(api.controllers.destroyed).containsExactly(room);
    }

    @Test
    void keepsTheSuperService() {
        assertError(
                api.asSuper("DELETE", "/services/" + ScriptedNode.SUPER_ID, ""),
                403,
                1102,
                "Permission denied to delete super service");
    }

    private static void assertError(HttpResponse<String> response, int status, int code, String message) {
        Json.assertOwtError(response, status, code, message);
    }
}
