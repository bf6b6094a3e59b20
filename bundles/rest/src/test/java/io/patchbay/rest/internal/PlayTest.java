package io.patchbay.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.Attributes;
import io.patchbay.api.coordination.Member;
import io.patchbay.api.lobby.CancelOutcome;
import io.patchbay.api.lobby.PlayStatus;
import io.patchbay.api.lobby.Redemption;
import io.patchbay.api.lobby.StartRefusal;
import io.patchbay.api.lobby.StartRequest;
import io.patchbay.api.lobby.StartState;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /lobby/v1/start} and {@code /lobby/v1/matches} over HTTP. */
class PlayTest {
    private static final String START = "/lobby/v1/start";
    private static final String MATCHES = "/lobby/v1/matches";
    private static final String DUEL = "{\"mode\":\"duel\"}";

    private final Api api = new Api();
    private final ScriptedPlay play = api.play;

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void asksForWhatThePlayerWants() {
        start("{\"mode\":\"duel\",\"preference\":{\"region\":\"north\",\"skill\":7},\"group\":3}");

        assertThat(play.asked).containsExactly("start ann");
        assertThat(play.requests)
                .containsExactly(
                        new StartRequest("k1", "duel", new Attributes(Map.of("region", "north", "skill", 7)), 3));
    }

    @Test
    void tellsWhoseServerWasNotReached() {
        start("{\"mode\":\"duel\",\"unreachable\":\"s1\"}");

        assertThat(play.requests)
                .containsExactly(new StartRequest("k1", "duel", Attributes.NONE, 1, Optional.of("s1")));
    }

    @Test
    void aPlayerAloneWantsOneSeat() {
        start(DUEL);

        assertThat(play.requests).containsExactly(new StartRequest("k1", "duel", Attributes.NONE, 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"mode\":\"no mode\"}",
                "{\"mode\":\"duel\",\"group\":0}",
                "{\"mode\":\"duel\",\"group\":65}",
                "{\"mode\":\"duel\",\"preference\":{\"region\":5}}",
                "{\"mode\":\"duel\",\"unreachable\":\"no id\"}",
                "{\"mode\":\"duel\",\"more\":1}"
            })
    void refusesWhatNobodyCanWant(String body) {
        Json.assertProblem(start(body), 400, "invalid-value");
        assertThat(play.asked).isEmpty();
    }

    @Test
    void aStartNeedsAKey() {
        HttpResponse<String> refused = asPlayer("POST", START, DUEL);

        Json.assertProblem(refused, 400, "invalid-value");
        assertThat(Json.text(refused.body(), "detail")).startsWith("Idempotency-Key");
    }

    @Test
    void aStrangerStartsNothing() {
        HttpResponse<String> refused = api.send("POST", START, DUEL, "Idempotency-Key", "k1");

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(play.asked).isEmpty();
    }

    @Test
    void tellsWhereThePlayerWaits() {
        play.state = new StartState.Waiting("s1", 3, OptionalLong.of(9_000));

        HttpResponse<String> answer = start(DUEL);

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.headers().firstValue("Location")).contains(START + "/s1");
        assertThat(answer.body())
                .isEqualTo("{\"start\":\"s1\",\"state\":\"waiting\",\"position\":3,\"estimateMillis\":9000,"
                        + "\"pollMillis\":1000}");
    }

    @Test
    void tellsWhereThePlayerPlays() {
        play.state = new StartState.Reserved("s1", "play-1", "ws://h:7", List.of("t1", "t2", "t3"), 99);

        HttpResponse<String> answer = start(DUEL);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("{\"start\":\"s1\",\"state\":\"reserved\",\"server\":\"play-1\",\"endpoint\":\"ws://h:7\","
                        + "\"playToken\":\"t1\",\"groupTokens\":[\"t2\",\"t3\"],\"deadline\":99}");
    }

    @Test
    void aPlayerAloneGetsOneToken() {
        play.state = new StartState.Reserved("s1", "play-1", "ws://h:7", List.of("t1"), 99);

        assertThat(start(DUEL).body()).contains("\"playToken\":\"t1\"").doesNotContain("groupTokens");
    }

    @Test
    void tellsTheMatchOfWhoPlays() {
        play.state = new StartState.Playing("s1", "play-1", "ws://h:7", "m1");

        assertThat(start(DUEL).body())
                .isEqualTo("{\"start\":\"s1\",\"state\":\"playing\",\"server\":\"play-1\",\"endpoint\":\"ws://h:7\","
                        + "\"match\":\"m1\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "KEY_REUSED, 0, 422, key-reused, ''",
        "SUPERSEDED, 0, 409, superseded, ''",
        "LINE_FULL, 5000, 503, line-full, 5",
        "NOT_READY, 1000, 503, not-ready, 1",
        "UNKNOWN, 0, 404, unknown-start, ''"
    })
    void tellsWhyThereIsNoStart(StartRefusal reason, long retryMillis, int status, String code, String retryAfter) {
        play.state = new StartState.Refused(reason, retryMillis);

        HttpResponse<String> refused = start(DUEL);

        Json.assertProblem(refused, status, code);
        assertThat(refused.headers().firstValue("Retry-After").orElse("")).isEqualTo(retryAfter);
    }

    @Test
    void waitsForAnotherPosition() {
        asPlayer("GET", START + "/s1?after=3&waitMillis=5000", "");

        assertThat(play.asked).containsExactly("await ann s1 OptionalInt[3] 5000");
    }

    @Test
    void looksAtOnceWhereNothingIsSaid() {
        asPlayer("GET", START + "/s1", "");

        assertThat(play.asked).containsExactly("await ann s1 OptionalInt.empty 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"waitMillis=8001", "waitMillis=x", "after=-1"})
    void refusesWaitsThatAreNone(String query) {
        Json.assertProblem(asPlayer("GET", START + "/s1?" + query, ""), 400, "invalid-value");
    }

    @ParameterizedTest
    @CsvSource({"DONE, 204", "PLAYING, 409", "UNKNOWN, 404"})
    void givesUp(CancelOutcome outcome, int status) {
        play.cancelled = outcome;

        assertThat(asPlayer("DELETE", START + "/s1", "").statusCode()).isEqualTo(status);
        assertThat(play.asked).containsExactly("cancel ann s1");
    }

    @Test
    void letsAPlayerIn() {
        play.redemption = new Redemption.Redeemed("s1", "m1", "ann", 1, 2, "duel");

        HttpResponse<String> answer = redeem("{\"worker\":\"play-1\",\"token\":\"t1\",\"match\":\"m1\"}");

        assertThat(play.asked).containsExactly("redeem play-1 t1 Optional[m1]");
        assertThat(answer.body())
                .isEqualTo("{\"start\":\"s1\",\"match\":\"m1\",\"player\":\"ann\",\"mode\":\"duel\",\"seat\":1,"
                        + "\"seats\":2}");
    }

    @ParameterizedTest
    @CsvSource({
        "UNKNOWN, 404, unknown-play-token",
        "USED, 409, play-token-used",
        "EXPIRED, 410, play-token-expired",
        "WRONG_SERVER, 409, wrong-server",
        "NOT_READY, 503, not-ready"
    })
    void tellsWhyATokenIsNotGood(Redemption.Reason reason, int status, String code) {
        play.redemption = new Redemption.Refused(reason);

        HttpResponse<String> refused = redeem("{\"worker\":\"play-1\",\"token\":\"secret-1\"}");

        Json.assertProblem(refused, status, code);
        assertThat(refused.body()).doesNotContain("secret-1");
    }

    @Test
    void onlyWorkersAskWhomATokenLetsIn() {
        HttpResponse<String> refused =
                asPlayer("POST", MATCHES + "/redeem", "{\"worker\":\"play-1\",\"token\":\"t1\"}");

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(play.asked).isEmpty();
    }

    @Test
    void tellsTheAdminWhatIsPlayed() {
        play.status = new PlayStatus(
                List.of(new PlayStatus.Match("m1", "play-1", "duel", List.of("ann", "bob"), 2, 7)),
                List.of(new PlayStatus.Line("race", 4, 900)),
                5);

        assertThat(api.asAdmin("GET", MATCHES, "").body())
                .isEqualTo("{\"matches\":[{\"match\":\"m1\",\"server\":\"play-1\",\"mode\":\"duel\","
                        + "\"players\":[\"ann\",\"bob\"],\"seats\":2,\"since\":7}],"
                        + "\"waiting\":[{\"mode\":\"race\",\"players\":4,\"longestMillis\":900}],\"reserved\":5}");
    }

    @Test
    void theNodeThatLeadsKnowsWhoPlays() {
        api.node.leader = Optional.of(new Member("other", URI.create("http://10.0.0.9:8080")));

        HttpResponse<String> listed = api.asAdmin("GET", MATCHES, "");
        HttpResponse<String> redeemed = redeem("{\"worker\":\"play-1\",\"token\":\"t1\"}");

        Json.assertProblem(listed, 307, "not-leading");
        assertThat(listed.headers().firstValue("Location")).contains("http://10.0.0.9:8080" + MATCHES);
        Json.assertProblem(redeemed, 307, "not-leading");
        assertThat(play.asked).isEmpty();
    }

    @Test
    void whileTheEngineIsAwayClientsComeAgain() {
        api.lobbyLink.unbindPlay(play);

        Json.assertProblem(start(DUEL), 503, "starting");
    }

    private HttpResponse<String> start(String body) {
        return asPlayer("POST", START, body, "Idempotency-Key", "k1");
    }

    private HttpResponse<String> asPlayer(String method, String path, String body, String... headers) {
        List<String> all = new ArrayList<>(List.of("Authorization", "Bearer " + ScriptedLobby.TOKEN));
        all.addAll(List.of(headers));
        return api.send(method, path, body, all.toArray(String[]::new));
    }

    private HttpResponse<String> redeem(String body) {
        return api.asWorker("POST", MATCHES + "/redeem", body);
    }
}
