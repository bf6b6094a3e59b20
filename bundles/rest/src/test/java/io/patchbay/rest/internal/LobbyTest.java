package io.patchbay.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.lobby.Account;
import io.patchbay.api.lobby.AccountChange;
import io.patchbay.api.lobby.LobbyRequest;
import io.patchbay.api.lobby.LoginOutcome;
import io.patchbay.api.lobby.SessionRefusal;
import io.patchbay.api.lobby.Wait;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Logins, sessions and players over HTTP. */
class LobbyTest {
    private static final String BASE = "/lobby/v1";
    private static final String LOGIN = "{\"id\":\"ann\",\"password\":\"pw\"}";

    private final Api api = new Api();

    @AfterEach
    void close() {
        api.close();
    }

    private HttpResponse<String> asAnn(String method, String path, String body) {
        return api.send(method, BASE + path, body, "Authorization", "Bearer " + ScriptedLobby.TOKEN);
    }

    private static String codeOf(HttpResponse<String> answer) {
        return answer.statusCode() + " " + Json.at(answer.body(), "code");
    }

    @Test
    void aLoginIsAnsweredWithATokenAndItsTimes() {
        HttpResponse<String> answer = api.send("POST", BASE + "/login", LOGIN);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(Json.object(answer.body()))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "token",
                        ScriptedLobby.TOKEN,
                        "account",
                        "ann",
                        "endpoint",
                        "http://here",
                        "refreshAt",
                        "1970-01-01T00:10:00Z",
                        "endsAt",
                        "1970-01-01T01:00:00Z",
                        "serverTime",
                        Instant.ofEpochMilli(Api.NOW).toString()));
        assertThat(api.lobby.asked).isEqualTo("logIn ann pw 127.0.0.1");
    }

    @Test
    void aLoginIsRefusedInTheWordsOfItsReason() {
        api.lobby.outcome = new LoginOutcome.Refused(SessionRefusal.ACCESS_DENIED);
        assertThat(codeOf(api.send("POST", BASE + "/login", LOGIN))).isEqualTo("401 ACCESS_DENIED");

        api.lobby.outcome = new LoginOutcome.Later(new Wait(Wait.Reason.BUSY, 1_500));
        HttpResponse<String> busy = api.send("POST", BASE + "/login", LOGIN);
        assertThat(codeOf(busy)).isEqualTo("503 busy");
        assertThat(busy.headers().firstValue("Retry-After")).contains("2");

        api.lobby.outcome = new LoginOutcome.Later(new Wait(Wait.Reason.THROTTLED, 9_000));
        assertThat(codeOf(api.send("POST", BASE + "/login", LOGIN))).isEqualTo("429 too-many-attempts");
    }

    @Test
    void aLoginThatIsNoneIsRefused() {
        assertThat(codeOf(api.send("POST", BASE + "/login", "{\"id\":\"ann\"}")))
                .isEqualTo("400 invalid-value");
        assertThat(codeOf(api.send("POST", BASE + "/login", "{\"id\":\"ann\",\"password\":\"pw\",\"x\":1}")))
                .isEqualTo("400 invalid-value");
        assertThat(codeOf(api.send("POST", BASE + "/login", "x".repeat(9_000)))).isEqualTo("413 body-too-large");
    }

    @Test
    void theAdminSeesHowLoginsGo() {
        assertThat(api.asAdmin("GET", BASE + "/logins", "").body())
                .isEqualTo("{\"outcomes\":{\"granted\":3},\"waiting\":2,\"hashMillis\":41}");
        assertThat(api.send("GET", BASE + "/logins", "").statusCode()).isEqualTo(401);
    }

    @Test
    void aTokenIsRefreshed() {
        assertThat(asAnn("POST", "/refresh", "").statusCode()).isEqualTo(200);
        assertThat(api.lobby.asked).isEqualTo("refresh the-token 127.0.0.1");

        api.lobby.outcome = new LoginOutcome.Refused(SessionRefusal.REFRESHED_ALREADY);
        assertThat(codeOf(asAnn("POST", "/refresh", ""))).isEqualTo("409 REFRESHED_ALREADY");
        api.lobby.outcome = new LoginOutcome.Refused(SessionRefusal.LOGIN_AGAIN);
        assertThat(codeOf(asAnn("POST", "/refresh", ""))).isEqualTo("401 LOGIN_AGAIN");
    }

    @Test
    void nobodyGetsAnythingWithoutAGoodToken() {
        assertThat(codeOf(api.send("GET", BASE + "/me", ""))).isEqualTo("401 ACCESS_DENIED");
        assertThat(codeOf(api.send("GET", BASE + "/me", "", "Authorization", "Bearer other")))
                .isEqualTo("401 ACCESS_DENIED");
        api.lobby.refusal = Optional.of(SessionRefusal.LOGIN_AGAIN);
        assertThat(codeOf(asAnn("GET", "/me", ""))).isEqualTo("401 LOGIN_AGAIN");
        api.lobby.refusal = Optional.of(SessionRefusal.REFRESH_REQUIRED);
        assertThat(codeOf(asAnn("GET", "/ranking", ""))).isEqualTo("401 REFRESH_REQUIRED");
        assertThat(codeOf(asAnn("PUT", "/me/fields", "{\"fields\":{},\"version\":4}")))
                .isEqualTo("401 REFRESH_REQUIRED");
    }

    @Test
    void aPlayerReadsItsOwnData() {
        assertThat(asAnn("GET", "/me", "").body())
                .isEqualTo("{\"account\":\"ann\",\"level\":3,\"score\":70,\"rank\":2,"
                        + "\"fields\":{\"colour\":\"red\"},\"version\":4}");
    }

    @Test
    void aPlayerChangesFieldsOfTheVersionThatItHasRead() {
        assertThat(asAnn("PUT", "/me/fields", "{\"fields\":{\"colour\":\"blue\"},\"version\":4}")
                        .body())
                .contains("\"colour\":\"blue\"", "\"version\":5");
        assertThat(codeOf(asAnn("PUT", "/me/fields", "{\"fields\":{},\"version\":4}")))
                .isEqualTo("409 stale-version");
        assertThat(codeOf(asAnn("PUT", "/me/fields", "{\"fields\":[],\"version\":5}")))
                .isEqualTo("400 invalid-value");
        assertThat(codeOf(asAnn("PUT", "/me/fields", "{\"fields\":{}}"))).isEqualTo("400 invalid-value");
    }

    @Test
    void theRankingComesInPages() {
        assertThat(asAnn("GET", "/ranking?offset=40&limit=10", "").statusCode()).isEqualTo(200);
        assertThat(api.lobby.asked).isEqualTo("ranking 40 10");
        asAnn("GET", "/ranking?around=me", "");
        assertThat(api.lobby.asked).isEqualTo("around ann 20");
        assertThat(codeOf(asAnn("GET", "/ranking?around=bob", ""))).isEqualTo("400 invalid-value");
        assertThat(codeOf(asAnn("GET", "/ranking?limit=0", ""))).isEqualTo("400 invalid-value");
    }

    @Test
    void onlyTheAdminSetsLevelAndScore() {
        String body = "{\"level\":9,\"score\":1000}";

        assertThat(asAnn("PUT", "/players/ann", body).statusCode()).isEqualTo(401);
        assertThat(api.asAdmin("PUT", BASE + "/players/ann", body).body()).contains("\"level\":9,\"score\":1000");
        assertThat(codeOf(api.asAdmin("PUT", BASE + "/players/bob", body))).isEqualTo("404 unknown-account");
        assertThat(codeOf(api.asAdmin("PUT", BASE + "/players/ann", "{\"level\":-1,\"score\":0}")))
                .isEqualTo("400 invalid-value");
    }

    @Test
    void aPlayerChangesItsPassword() {
        String body = "{\"id\":\"ann\",\"password\":\"old\",\"newPassword\":\"new\"}";
        assertThat(codeOf(api.send("POST", BASE + "/password", body))).isEqualTo("401 ACCESS_DENIED");

        api.lobby.passwordChange = Optional.of(new AccountChange.Done(new Account("ann", true, Instant.EPOCH)));
        assertThat(api.send("POST", BASE + "/password", body).statusCode()).isEqualTo(200);
        assertThat(api.lobby.asked).isEqualTo("changePassword ann old new 127.0.0.1");
    }

    @Test
    void whoLogsOutIsToldWhetherTheTokenWasGood() {
        assertThat(asAnn("POST", "/logout", "").body()).isEqualTo("{\"ended\":true}");
    }

    @Test
    void theSameIsAskedByFrames() {
        LobbyRequest me =
                new LobbyRequest("lobby.me", Map.of(), "127.0.0.1", Optional.empty(), Optional.of(ScriptedLobby.TOKEN));
        LobbyRequest ranking = new LobbyRequest(
                "lobby.ranking",
                Map.of("offset", 5, "limit", 7),
                "127.0.0.1",
                Optional.empty(),
                Optional.of(ScriptedLobby.TOKEN));

        assertThat(api.api.ask(me).toCompletableFuture().join().body())
                .isEqualTo(asAnn("GET", "/me", "").body());
        assertThat(api.api.ask(ranking).toCompletableFuture().join().isGood()).isTrue();
        assertThat(api.lobby.asked).isEqualTo("ranking 5 7");
    }
}
