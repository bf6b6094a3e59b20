package io.patchbay.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MAuthTest {
    private static final String REFUSED =
            "{\"error\":{\"code\":1101,\"message\":\"WWW-Authenticate: MAuth realm=\\\"http://marte3.dit.upm.es\\\"\"}}";
    private static final String PLAIN =
            "OGM1NjFmNjQzMzg3YThmN2YzYjhmZTBhNzg4MjljZTlkZGU3YTk0MDhjM2QwZWI4ZmIxYzM1MDNmMDA4NGQ1OQ==";
    private static final String WITH_USER =
            "ZGUwNWY2MDBkY2MxMGJhOWQ5YzIzYWRjOGFiNTgxOTc5YWJmNjkyMWZmMzg4OTA1NDc3NTQzZmJkMTc5MjdhNg==";

    private final Api api = new Api();

    MAuthTest() {
        api.store.account("svc1", "the vectors' service", "servicekey");
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void takesTheVectorWithoutUser() {
        assertThat(rooms(vector("", PLAIN)).statusCode()).isEqualTo(200);
    }

    @Test
    void takesTheVectorWithUserAndRole() {
        String user = ",mauth_username=YWxpY2U=,mauth_role=presenter";
        assertThat(rooms(vector(user, WITH_USER)).statusCode()).isEqualTo(200);
    }

    @Test
    void signsUserAndRoleOnlyTogether() {
        assertThat(rooms(vector(",mauth_role=presenter", PLAIN)).statusCode()).isEqualTo(200);
    }

    @Test
    void takesTheMembersInAnyOrder() {
        String header = "MAuth mauth_signature=" + PLAIN // its first six characters are cut off like any other's
                + ",mauth_timestamp=1700000000000,mauth_serviceid=svc1"
                + ",mauth_cnonce=abc123,mauth_signature_method=HMAC_SHA256,mauth_signature=" + PLAIN;
        assertThat(rooms(header).statusCode()).isEqualTo(200);
    }

    @Test
    void doesNotLookAtTheRealm() {
        assertThat(rooms(vector("", PLAIN).replace("http://marte3.dit.upm.es", "x"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void refusesASpaceAfterAComma() {
        assertRefused(rooms(vector("", PLAIN).replace(",mauth_cnonce", ", mauth_cnonce")));
    }

    @Test
    void refusesQuotes() {
        assertRefused(rooms(vector("", PLAIN).replace("HMAC_SHA256", "\"HMAC_SHA256\"")));
    }

    @Test
    void losesAnInnerEqualsSign() {
        String signed = MAuthClient.sign("servicekey", "1700000000000,ab");
        assertThat(rooms(MAuthClient.header("svc1", Api.NOW, "a=b", "", signed)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void refusesARequestWithoutHeader() {
        assertRefused(api.send("GET", "/v1/rooms", ""));
    }

    @Test
    void sendsNoChallengeHeader() {
        assertThat(api.send("GET", "/v1/rooms", "").headers().firstValue("WWW-Authenticate"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nobody", "'; drop table services", "5e1f0c2ab3c4d5e6f7a8b9c0", "../../x"})
    void refusesAServiceThatDoesNotExistLikeAWrongSignature(String id) {
        assertRefused(rooms(MAuthClient.header(id, "servicekey", Api.NOW, "x")));
    }

    @Test
    void refusesAWrongSignature() {
        assertRefused(rooms(vector("", WITH_USER)));
    }

    @Test
    void refusesAnotherMethod() {
        assertRefused(rooms(vector("", PLAIN).replace("HMAC_SHA256", "HMAC_SHA1")));
    }

    @Test
    void refusesBearerTokens() {
        assertRefused(rooms("Bearer " + ScriptedNode.ADMIN_TOKEN));
    }

    @Test
    void refusesAReplay() {
        String header = vector("", PLAIN);
        rooms(header);
        HttpResponse<String> second = rooms(header);
        assertRefused(second);
        assertThat(second.headers().firstValue("Patchbay-Reason")).contains("this timestamp and cnonce have been used");
    }

    @Test
    void takesOneOfManySimultaneousReplays() {
        String header = api.signature();
        long taken = IntStream.range(0, 20)
                .mapToObj(i -> api.sendAsync("GET", "/v1/rooms", new byte[0], "Authorization", header))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .filter(response -> response.statusCode() == 200)
                .count();
        assertThat(taken).isEqualTo(1);
    }

    @Test
    void takesTheSameCnonceAtAnotherTime() {
        rooms(MAuthClient.header("svc1", "servicekey", Api.NOW, "same"));
        assertThat(rooms(MAuthClient.header("svc1", "servicekey", Api.NOW + 1, "same"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void takesTheSameCnonceOfAnotherService() {
        rooms(MAuthClient.header("svc1", "servicekey", Api.NOW, "same"));
        assertThat(rooms(MAuthClient.header(api.service.id(), api.service.key(), Api.NOW, "same"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void refusesAStaleTimestamp() {
        api.clock.advance(600_000);
        HttpResponse<String> response =
                rooms(MAuthClient.header("svc1", "servicekey", api.clock.millis() - 300_001, "x"));
        assertRefused(response);
        assertThat(response.headers().firstValue("Patchbay-Reason"))
                .contains("the timestamp is too far from this node's time");
    }

    @Test
    void takesATimestampAtTheEdgeOfTheWindow() {
        api.clock.advance(600_000);
        assertThat(rooms(MAuthClient.header("svc1", "servicekey", api.clock.millis() - 300_000, "x"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void refusesATimestampFromTheFuture() {
        assertRefused(rooms(MAuthClient.header("svc1", "servicekey", Api.NOW + 300_001, "x")));
    }

    @Test
    void refusesATimestampFromBeforeTheStart() {
        assertRefused(rooms(MAuthClient.header("svc1", "servicekey", Api.NOW - 2_000, "x")));
    }

    @Test
    void refusesATimestampThatIsNoNumber() {
        String signed = MAuthClient.sign("servicekey", "today,x");
        assertRefused(rooms(MAuthClient.header("svc1", Api.NOW, "x", "", signed)
                .replace("mauth_timestamp=" + Api.NOW, "mauth_timestamp=today")));
    }

    @Test
    void takesReplaysAndStaleTimestampsWhenSwitchedOff() {
        api.settings.modified(Api.config(Map.of("mauthFreshnessMillis", 0L)));
        String header = MAuthClient.header("svc1", "servicekey", 1, "x");
        rooms(header);
        assertThat(rooms(header).statusCode()).isEqualTo(200);
    }

    @Test
    void refusesAReplayFromWhenItWasSwitchedOff() {
        api.settings.modified(Api.config(Map.of("mauthFreshnessMillis", 0L)));
        String header = vector("", PLAIN);
        rooms(header);
        api.settings.modified(Api.config(Map.of()));
        assertRefused(rooms(header));
    }

    @Test
    void answersAServiceThatAsksTooOftenThatItMayTryLater() {
        api.settings.modified(Api.config(Map.of("mauthReplayEntries", 2)));
        api.signed("GET", "/v1/rooms");
        api.signed("GET", "/v1/rooms");
        HttpResponse<String> third = api.signed("GET", "/v1/rooms");
        assertThat(third.statusCode()).isEqualTo(503);
        assertThat(third.headers().firstValue("Retry-After")).contains("1");
    }

    @Test
    void holdsManyRefusalsBackWithoutAThreadForEach() {
        api.settings.modified(Api.config(Map.of("authFailureDelayMillis", 200L)));
        long refused =
                IntStream.range(0, 100).mapToObj(i -> api.sendAsync("GET", "/v1/rooms", new byte[0])).toList().stream()
                        .map(CompletableFuture::join)
                        .filter(response -> response.statusCode() == 401)
                        .count();
        assertThat(refused).isEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE"})
    void asksForASignatureOnEveryMethodOfRooms(String method) {
        assertThat(api.send(method, "/v1.1/rooms/x/whatever", "").statusCode()).isEqualTo(401);
    }

    @Test
    void asksForNoSignatureElsewhere() {
        assertThat(api.send("GET", "/v1/whatever", "").statusCode()).isEqualTo(404);
    }

    @Test
    void readsANameThatIsNoAscii() {
        String room = api.room();
        String header = MAuthClient.header(
                api.service.id(), api.service.key(), Api.NOW, api.nextCnonce(), "Žofie", "presenter");
        api.send("POST", "/v1/rooms/" + room + "/tokens", "{}", "Authorization", header);
        assertThat(api.store.issued.values()).extracting("user").containsExactly("Žofie");
    }

    @Test
    void readsAUrlSafeNameWithoutPadding() {
        String name = Base64.getUrlEncoder().withoutPadding().encodeToString("a?>b~".getBytes(StandardCharsets.UTF_8));
        String room = api.room();
        String cnonce = api.nextCnonce();
        String signature = MAuthClient.sign(api.service.key(), Api.NOW + "," + cnonce + "," + name + ",viewer");
        String more = ",mauth_username=" + name + ",mauth_role=viewer";
        api.send(
                "POST",
                "/v1/rooms/" + room + "/tokens",
                "{}",
                "Authorization",
                MAuthClient.header(api.service.id(), Api.NOW, cnonce, more, signature));
        assertThat(api.store.issued.values()).extracting("user").containsExactly("a?>b~");
    }

    private HttpResponse<String> rooms(String authorization) {
        return api.send("GET", "/v1/rooms", "", "Authorization", authorization);
    }

    private static String vector(String more, String signature) {
        return MAuthClient.header("svc1", Api.NOW, "abc123", more, signature);
    }

    private static void assertRefused(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).isEqualTo(REFUSED);
    }
}
