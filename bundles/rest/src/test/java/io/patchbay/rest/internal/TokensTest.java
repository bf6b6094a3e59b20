package io.patchbay.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.Attributes;
import io.patchbay.api.placement.RefusalCode;
import io.patchbay.api.placement.Scheduled;
import io.patchbay.api.placement.WorkerInfo;
import io.patchbay.api.store.NewToken;
import io.patchbay.api.store.StoreException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {
    private static final String ALICE = "{\"user\":\"alice\",\"role\":\"presenter\"}";

    private final Api api = new Api();
    private final String room = api.room();

    @AfterEach
    void close() {
        api.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1", "/v1.1"})
    void answersWithBareBase64ThatClaimsToBeHtml(String version) {
        HttpResponse<String> response = api.signed("POST", version + "/rooms/" + room + "/tokens/", ALICE);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
        assertThat(response.body()).matches("[A-Za-z0-9+/]+={0,2}");
    }

    @Test
    void putsTheMembersOfATokenIntoOrder() {
        NewToken token = issued();
        assertThat(decoded(ask(ALICE).body()))
                .matches("\\{\"tokenId\":\"[0-9a-f]{24}\",\"host\":\"10.239.158.161:8080\",\"secure\":false,"
                        + "\"signature\":\"[A-Za-z0-9+/=]{88}\"}");
        assertThat(token.host()).isEqualTo("10.239.158.161:8080");
    }

    @Test
    void signsIdHostAndTheTextUndefined() {
        String token = decoded(ask(ALICE).body());
        assertThat(Json.at(token, "signature"))
                .isEqualTo(MAuthClient.sign(
                        MemoryStore.SERVER_KEY, Json.at(token, "tokenId") + ",10.239.158.161:8080,undefined"));
    }

    @Test
    void signsAsTheVectorOfVersion5() {
        assertThat(MAuthClient.sign(MemoryStore.SERVER_KEY, "573eab88111478bb3526421b,10.239.158.161:8080,undefined"))
                .isEqualTo("YjZkYThiNjQyOTc5OTgwMTFlY2NkMTUyNTk0ODc2MmE1NDgwNzczYTkzYTY5NzNjYzhkMzcyZWMyMDhjNGRjYg==");
    }

    @Test
    void reservesAPortalForTheLifeOfTheToken() {
        NewToken token = issued();
        assertThat(api.placement.schedules).singleElement().satisfies(request -> {
            assertThat(request.purpose()).isEqualTo("portal");
            assertThat(request.task()).isEqualTo(token.code());
            assertThat(request.reserveMillis()).isEqualTo(180_000);
        });
        assertThat(token.lifeMillis()).isEqualTo(180_000);
    }

    @Test
    void storesWhatWasAsked() {
        NewToken token = issued();
        assertThat(token)
                .extracting(NewToken::service, NewToken::room, NewToken::user, NewToken::role)
                .containsExactly(api.service.id(), room, "alice", "presenter");
        assertThat(token.code()).matches("[0-9a-f]{24}");
    }

    @Test
    void givesEveryTokenAnIdAfterThoseBefore() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            ids.add(Json.text(decoded(ask(ALICE).body()), "tokenId"));
        }
        assertThat(ids).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void usesTheUsualPreferenceIfThereIsNone() {
        assertThat(issued().origin()).isEqualTo(Attributes.of("isp", "isp", "region", "region"));
    }

    @Test
    void usesThePreferenceThatIsGiven() {
        ask("{\"user\":\"a\",\"role\":\"viewer\",\"preference\":{\"isp\":\"telco\",\"more\":[1]}}");
        assertThat(api.placement.schedules.get(0).preference().attributes().values())
                .containsEntry("isp", "telco")
                .containsKey("more");
    }

    @Test
    void hasTheSignedUserAndRoleWin() {
        String header =
                MAuthClient.header(api.service.id(), api.service.key(), Api.NOW, api.nextCnonce(), "bob", "viewer");
        api.send("POST", "/v1/rooms/" + room + "/tokens", ALICE, "Authorization", header);
        assertThat(api.store.issued.values())
                .singleElement()
                .extracting(NewToken::user, NewToken::role)
                .containsExactly("bob", "viewer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"role\":\"presenter\"}",
                "{\"user\":\"\",\"role\":\"presenter\"}",
                "{\"user\":\"a\"}",
                "{\"user\":\"a\",\"role\":\"king\"}",
                "{\"user\":null,\"role\":\"presenter\"}",
            })
    void refusesAnUnknownRoleOrNoName(String body) {
        Json.assertOwtError(ask(body), 400, 1201, "Name or role not valid");
        assertThat(api.placement.schedules).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'user':5,'role':'viewer'}|user must be a string",
                "{'user':'a','role':[]}|role must be a string",
                "{'user':'a','role':'viewer','preference':'x'}|preference must be an object",
                "{'user':'a','role':'viewer','preference':{'isp':1}}|preference.isp must be a string",
                "{'user':'a','role':'viewer','preference':{'region':[]}}|preference.region must be a string",
                "[]|Invalid request body",
                "{|Failed to parse JSON body",
                "7|Failed to parse JSON body",
            })
    void namesThePathOfAWrongValue(String body, String message) {
        Json.assertOwtError(ask(body.replace('\'', '"')), 400, 1201, message);
    }

    @Test
    void refusesAHugePreference() {
        String body = "{\"user\":\"a\",\"role\":\"viewer\",\"preference\":{\"x\":\"" + "y".repeat(5000) + "\"}}";
        Json.assertOwtError(ask(body), 400, 1201, "preference must be at most 4096 characters long");
    }

    @ParameterizedTest
    @EnumSource(RefusalCode.class)
    void saysAtOnceWhyThereIsNoPortal(RefusalCode code) {
        String reason = "Failed in scheduling portal worker, reason: No worker available, all in full load.";
        api.placement.refuse(code, reason);
        HttpResponse<String> response = ask(ALICE);
        Json.assertOwtError(response, 503, 1301, "Failed to get portal: " + reason);
        assertThat(response.headers().firstValue("Retry-After")).contains("1");
        assertThat(api.store.issued).isEmpty();
    }

    @Test
    void saysThatTheClusterManagerIsNotReady() {
        api.placement.refuse(RefusalCode.NOT_READY, "cluster manager is not ready.");
        Json.assertOwtError(ask(ALICE), 503, 1301, "Failed to get portal: cluster manager is not ready.");
    }

    @Test
    void answersOnlyOnceTheTokenIsDurable() {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        api.store.tokensMayBeIssued = gate;
        CompletableFuture<HttpResponse<String>> answer = askAsync();
        Awaitility.await().until(() -> !api.placement.schedules.isEmpty());
        assertThat(answer).isNotDone();
        gate.complete(null);
        assertThat(answer.join().statusCode()).isEqualTo(200);
    }

    @Test
    void holdsNoThreadWhileItWaitsForThePlacement() {
        CompletableFuture<Scheduled> gate = new CompletableFuture<>();
        api.placement.scheduled = gate;
        var answers = java.util.stream.IntStream.range(0, 60)
                .mapToObj(i -> askAsync())
                .toList();
        Awaitility.await().until(() -> api.placement.schedules.size() == 60);
        gate.complete(new Scheduled.Placed("portal-1", ScriptedPlacement.INFO, 1));
        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
    }

    @Test
    void releasesThePortalIfTheTokenCannotBeStored() {
        api.store.tokensMayBeIssued =
                CompletableFuture.failedFuture(new StoreException("no connection within 3 s", true, null));
        HttpResponse<String> response = ask(ALICE);
        Json.assertOwtError(response, 503, 1301, "The database does not answer");
        assertThat(response.headers().firstValue("Retry-After")).contains("1");
        assertThat(api.placement.unscheduled)
                .containsExactly("portal/" + api.placement.schedules.get(0).task());
    }

    @Test
    void saysAtOnceThatTheDatabaseIsAway() {
        api.store.failure = Optional.of(new StoreException("secret address refused", true, null));
        HttpResponse<String> response = ask(ALICE);
        Json.assertOwtError(response, 503, 1301, "The database does not answer");
    }

    @Test
    void hidesAFaultOfTheStore() {
        api.store.failure = Optional.of(new StoreException("secret table broken", false, null));
        Json.assertOwtError(ask(ALICE), 500, 2001, "Error internal failure");
    }

    @Test
    void answersWithinItsBoundWhenThePlacementDoesNot() {
        api.settings.modified(Api.config(Map.of("requestTimeoutMillis", 150L)));
        CompletableFuture<Scheduled> late = new CompletableFuture<>();
        api.placement.scheduled = late;
        Json.assertOwtError(ask(ALICE), 503, 1301, "Operation timed out");
        late.complete(new Scheduled.Placed("portal-1", ScriptedPlacement.INFO, 1));
        assertThat(api.placement.unscheduled).hasSize(1);
        assertThat(api.store.issued).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://proxy:443/path,h,true,proxy:443/path,true",
        "http://proxy:80,h,true,proxy:80,false",
        "'',name,true,name:8443,true",
        "'','',true,10.0.0.1:8443,true",
        "'','',false,10.0.0.1:8443,false",
    })
    void namesTheHostThatThePortalStates(String via, String hostname, boolean ssl, String host, boolean secure) {
        place(new WorkerInfo("10.0.0.1", hostname, 8443, ssl, via, 0.85, Attributes.NONE));
        String token = decoded(ask(ALICE).body());
        assertThat(Json.at(token, "host")).isEqualTo(host);
        assertThat(Json.at(token, "secure")).isEqualTo(secure);
    }

    @Test
    void putsAnAddressOfIpv6IntoBrackets() {
        place(new WorkerInfo("::1", "", 8080, false, "", 0.85, Attributes.NONE));
        assertThat(Json.at(decoded(ask(ALICE).body()), "host")).isEqualTo("[::1]:8080");
    }

    @Test
    void servesNoTokensWithoutARoom() {
        Json.assertOwtError(api.signed("POST", "/v1.1/stream-engine/tokens", ALICE), 404, 1001, "Resource not found");
    }

    private void place(WorkerInfo info) {
        api.placement.scheduled = CompletableFuture.completedFuture(new Scheduled.Placed("portal-1", info, 1));
    }

    private NewToken issued() {
        ask(ALICE);
        return api.store.issued.values().iterator().next();
    }

    private HttpResponse<String> ask(String body) {
        return api.signed("POST", "/v1/rooms/" + room + "/tokens", body);
    }

    private CompletableFuture<HttpResponse<String>> askAsync() {
        return api.sendAsync(
                "POST",
                "/v1/rooms/" + room + "/tokens",
                ALICE.getBytes(StandardCharsets.UTF_8),
                "Authorization",
                api.signature());
    }

    private static String decoded(String token) {
        return new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
    }
}
