package io.patchbay.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.coordination.Member;
import io.patchbay.api.lobby.HostedStart;
import io.patchbay.api.lobby.ObserverAnswer;
import io.patchbay.api.lobby.ObserverOffer;
import io.patchbay.api.lobby.ObserverOrder;
import io.patchbay.api.lobby.ObserverStatus;
import io.patchbay.api.lobby.Observers.DeclineOutcome;
import io.patchbay.api.lobby.Observers.SupplyAnswer;
import io.patchbay.api.lobby.RunningObserver;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Observers of matches over HTTP. */
class ObserversTest {
    private static final String MATCH = "/lobby/v1/matches/m1";
    private static final String ORDERS = "/lobby/v1/matches/orders";
    private static final String OFFER =
            "{\"worker\":\"play-1\",\"request\":\"r1\",\"source\":\"ws://10.0.0.7:7000/watch\",\"ticket\":\"secret-1\"}";

    private final Api api = new Api();
    private final ScriptedObservers observers = api.observers;

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void tellsASpectatorWhereItSeesTheMatch() {
        observers.answer = new ObserverAnswer.Ready("m1", "observer-1", "ws://h:7", "t1", 50, OptionalLong.of(99));

        HttpResponse<String> answer = look("?waitMillis=5000", "Idempotency-Key", "k1");

        assertThat(observers.asked).containsExactly("observe ann m1 k1 5000");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"match\":\"m1\",\"state\":\"ready\",\"observer\":\"observer-1\",\"endpoint\":\"ws://h:7\","
                                + "\"ticket\":\"t1\",\"deadline\":50,\"endsAt\":99}");
    }

    @Test
    void aKeyIsNotNeeded() {
        HttpResponse<String> answer = look("");

        assertThat(observers.asked).containsExactly("observe ann m1  8000");
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(answer.body()).isEqualTo("{\"match\":\"m1\",\"state\":\"starting\",\"pollMillis\":500}");
    }

    @ParameterizedTest
    @CsvSource({
        "UNKNOWN_MATCH, 404, unknown-match",
        "QUOTA, 409, observer-quota",
        "NO_OBSERVER, 503, no-observer",
        "NOT_READY, 503, not-ready"
    })
    void tellsWhyThereIsNone(ObserverAnswer.Reason reason, int status, String code) {
        observers.answer = new ObserverAnswer.Refused(reason, "for a reason");

        HttpResponse<String> refused = look("");

        Json.assertProblem(refused, status, code);
        assertThat(Json.text(refused.body(), "detail")).isEqualTo("for a reason");
    }

    @Test
    void aStrangerSeesNothing() {
        assertThat(api.send("GET", MATCH + "/observer", "").statusCode()).isEqualTo(401);
        assertThat(observers.asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"?waitMillis=8001", "?waitMillis=x"})
    void refusesWaitsThatAreNone(String query) {
        Json.assertProblem(look(query), 400, "invalid-value");
    }

    @Test
    void refusesAKeyThatIsTooLong() {
        Json.assertProblem(look("", "Idempotency-Key", "k".repeat(129)), 400, "invalid-value");
    }

    @Test
    void tellsAPlayServerWhatIsWanted() {
        observers.orders = Optional.of(List.of(new ObserverOrder("r1", "m1")));

        HttpResponse<String> answer = api.asWorker("GET", "/lobby/v1/matches/orders?worker=play-1&waitMillis=100", "");

        assertThat(observers.asked).containsExactly("orders play-1 100");
        assertThat(answer.body()).isEqualTo("{\"orders\":[{\"request\":\"r1\",\"match\":\"m1\"}]}");
    }

    @Test
    void aPlayServerSaysWhoPlaysThere() {
        observers.orders = Optional.of(List.of(new ObserverOrder("r1", "m1")));

        HttpResponse<String> answer = api.asWorker(
                "POST",
                ORDERS,
                "{\"worker\":\"play-1\",\"waitMillis\":100,\"playing\":["
                        + "{\"start\":\"s1\",\"match\":\"m1\",\"player\":\"ann\",\"mode\":\"duel\",\"seats\":2},"
                        + "{\"start\":\"s2\",\"match\":\"m1\",\"player\":\"bob\",\"mode\":\"duel\"}]}");

        assertThat(api.play.asked)
                .containsExactly("hosts play-1 "
                        + List.of(
                                new HostedStart("s1", "m1", "ann", "duel", 2),
                                new HostedStart("s2", "m1", "bob", "duel", 1)));
        assertThat(observers.asked).containsExactly("orders play-1 100");
        assertThat(answer.body()).isEqualTo("{\"orders\":[{\"request\":\"r1\",\"match\":\"m1\"}]}");
    }

    @Test
    void aPlayServerWhereNobodyPlaysSaysSo() {
        api.asWorker("POST", ORDERS, "{\"worker\":\"play-1\"}");

        assertThat(api.play.asked).containsExactly("hosts play-1 []");
        assertThat(observers.asked).containsExactly("orders play-1 0");
    }

    @Test
    void aPlayServerComesAgainWhenTooManySayWhoPlays() {
        api.play.hosting = false;

        Json.assertProblem(api.asWorker("POST", ORDERS, "{\"worker\":\"play-1\"}"), 503, "busy");
        assertThat(observers.asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"worker\":\"play-1\",\"waitMillis\":8001}",
                "{\"worker\":\"play-1\",\"playing\":{}}",
                "{\"worker\":\"play-1\",\"playing\":[1]}",
                "{\"worker\":\"play-1\",\"playing\":[{\"match\":\"m1\",\"player\":\"ann\",\"mode\":\"duel\"}]}",
                "{\"worker\":\"play-1\",\"playing\":[{\"start\":\"a b\",\"match\":\"m1\",\"player\":\"ann\",\"mode\":\"duel\"}]}",
                "{\"worker\":\"play-1\",\"playing\":[{\"start\":\"s1\",\"match\":\"m1\",\"player\":\"ann\",\"mode\":\"d\",\"seats\":65}]}",
                "{\"worker\":\"play-1\",\"playing\":[{\"start\":\"s1\",\"match\":\"m1\",\"player\":\"ann\",\"mode\":\"d\",\"x\":1}]}"
            })
    void refusesWordsOnWhoPlaysThatMakeNoSense(String body) {
        Json.assertProblem(api.asWorker("POST", ORDERS, body), 400, "invalid-value");
        assertThat(api.play.asked).isEmpty();
    }

    @Test
    void refusesMorePlayersThanAServerMayName() {
        String start = "{\"start\":\"s1\",\"match\":\"m1\",\"player\":\"ann\",\"mode\":\"duel\"}";
        String body = "{\"worker\":\"play-1\",\"playing\":["
                + String.join(",", Collections.nCopies(HostedStart.MAX_NAMED + 1, start)) + "]}";

        HttpResponse<String> refused = api.asWorker("POST", ORDERS, body);

        Json.assertProblem(refused, 400, "invalid-value");
        assertThat(Json.text(refused.body(), "detail"))
                .contains("playing must have at most 5000 elements but has 5001");
    }

    @Test
    void aPlayServerSaysWhoItIs() {
        Json.assertProblem(api.asWorker("GET", "/lobby/v1/matches/orders", ""), 400, "invalid-value");
    }

    @Test
    void takesAnOffer() {
        observers.supplied = new SupplyAnswer.Launched("observer-1", Optional.of("ws://h:7"));

        HttpResponse<String> answer = api.asWorker("POST", MATCH + "/observers", OFFER);

        assertThat(observers.offers)
                .containsExactly(
                        new ObserverOffer("play-1", "r1", "m1", URI.create("ws://10.0.0.7:7000/watch"), "secret-1"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"observer\":\"observer-1\",\"endpoint\":\"ws://h:7\"}");
    }

    @Test
    void anObserverMayTakeLongerThanARequest() {
        observers.supplied = new SupplyAnswer.Launched("observer-1", Optional.empty());

        HttpResponse<String> answer = api.asWorker("POST", MATCH + "/observers", OFFER);

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("{\"observer\":\"observer-1\"}");
    }

    @Test
    void tellsAPlayServerThatNothingIsWanted() {
        HttpResponse<String> refused = api.asWorker("POST", MATCH + "/observers", OFFER);

        Json.assertProblem(refused, 404, "unknown-order");
        assertThat(refused.body()).doesNotContain("secret-1");
    }

    @Test
    void tellsAPlayServerWhyNoneWasStarted() {
        observers.supplied = new SupplyAnswer.Failed("no room");

        Json.assertProblem(api.asWorker("POST", MATCH + "/observers", OFFER), 503, "no-observer");
    }

    @Test
    void aPlayServerMayDecline() {
        String body = "{\"worker\":\"play-1\",\"request\":\"r1\",\"refused\":\"it is over\"}";

        assertThat(api.asWorker("POST", MATCH + "/observers", body).statusCode())
                .isEqualTo(204);
        assertThat(observers.asked).containsExactly("decline play-1 r1 it is over");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"worker\":\"play-1\",\"request\":\"r1\"}",
                "{\"worker\":\"play-1\",\"request\":\"r1\",\"source\":\"http://h/\",\"ticket\":\"t\"}",
                "{\"worker\":\"play-1\",\"request\":\"r1\",\"source\":\"ws://a b/\",\"ticket\":\"t\"}",
                "{\"worker\":\"play-1\",\"request\":\"r1\",\"source\":\"ws://h/\",\"ticket\":\"\"}",
                "{\"worker\":\"play-1\",\"request\":\"r1\",\"source\":\"ws://h:70000/\",\"ticket\":\"t\"}"
            })
    void refusesOffersThatAreNone(String body) {
        Json.assertProblem(api.asWorker("POST", MATCH + "/observers", body), 400, "invalid-value");
        assertThat(observers.offers).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ws://ann:secret-1@h/watch", "ws://secret-1@h/watch", "ws://h/watch#secret-1"})
    void refusesASourceWithUserOrFragmentAndDoesNotTellIt(String source) {
        String body = OFFER.replace("ws://10.0.0.7:7000/watch", source).replace("\"secret-1\"", "\"t\"");

        HttpResponse<String> refused = api.asWorker("POST", MATCH + "/observers", body);

        Json.assertProblem(refused, 400, "invalid-value");
        assertThat(Json.text(refused.body(), "detail")).contains("without user, password and fragment");
        assertThat(refused.body()).doesNotContain("secret-1");
        assertThat(observers.offers).isEmpty();
    }

    @Test
    void aPlayServerIsSentToTheNodeThatLeads() {
        api.node.leader = Optional.of(new Member("other", URI.create("http://10.0.0.9:8080")));

        assertSentOn(
                api.asWorker("GET", ORDERS + "?worker=play-1&waitMillis=5", ""),
                ORDERS + "?worker=play-1&waitMillis=5");
        assertSentOn(api.asWorker("POST", ORDERS, "{\"worker\":\"play-1\"}"), ORDERS);
        assertSentOn(api.asWorker("POST", MATCH + "/observers", OFFER), MATCH + "/observers");
        assertThat(observers.asked).isEmpty();
    }

    @Test
    void theAdminIsSentToTheNodeThatLeads() {
        api.node.leader = Optional.of(new Member("other", URI.create("http://10.0.0.9:8080")));

        assertSentOn(api.asAdmin("GET", "/lobby/v1/observers", ""), "/lobby/v1/observers");
    }

    private static void assertSentOn(HttpResponse<String> answer, String target) {
        Json.assertProblem(answer, 307, "not-leading");
        assertThat(answer.headers().firstValue("Location")).contains("http://10.0.0.9:8080" + target);
        assertThat(Json.text(answer.body(), "leader")).isEqualTo("http://10.0.0.9:8080");
    }

    @Test
    void aStrangerIsNotToldWhoLeads() {
        api.node.leader = Optional.of(new Member("other", URI.create("http://10.0.0.9:8080")));

        assertThat(api.send("GET", "/lobby/v1/observers", "").statusCode()).isEqualTo(401);
        assertThat(api.send("GET", ORDERS + "?worker=play-1", "").statusCode()).isEqualTo(401);
    }

    @Test
    void aPlayServerIsToldThatTheNodeDoesNotLead() {
        observers.orders = Optional.empty();
        observers.supplied = new SupplyAnswer.NotReady();
        observers.declined = DeclineOutcome.NOT_READY;

        Json.assertProblem(api.asWorker("GET", "/lobby/v1/matches/orders?worker=play-1", ""), 503, "not-ready");
        Json.assertProblem(api.asWorker("POST", MATCH + "/observers", OFFER), 503, "not-ready");
        Json.assertProblem(
                api.asWorker(
                        "POST", MATCH + "/observers", "{\"worker\":\"play-1\",\"request\":\"r1\",\"refused\":\"no\"}"),
                503,
                "not-ready");
    }

    @Test
    void onlyWorkersAnswerOrders() {
        List<String> headers = new ArrayList<>(List.of("Authorization", "Bearer " + ScriptedLobby.TOKEN));

        assertThat(api.send("POST", MATCH + "/observers", OFFER, headers.toArray(String[]::new))
                        .statusCode())
                .isEqualTo(401);
        assertThat(observers.offers).isEmpty();
    }

    @Test
    void tellsTheAdminWhatRuns() {
        observers.running =
                List.of(new ObserverStatus(new RunningObserver("observer-1", "m1", 5, 99), "ws://h:7", 2, 200));

        assertThat(api.asAdmin("GET", "/lobby/v1/observers", "").body())
                .isEqualTo("{\"observers\":[{\"observer\":\"observer-1\",\"match\":\"m1\",\"state\":\"joined\","
                        + "\"endpoint\":\"ws://h:7\",\"spectators\":2,\"seats\":200,\"since\":5,\"endsAt\":99}]}");
    }

    @Test
    void whileTheEngineIsAwayClientsComeAgain() {
        api.lobbyLink.unbindObservers(observers);

        Json.assertProblem(look(""), 503, "starting");
    }

    private HttpResponse<String> look(String query, String... headers) {
        List<String> all = new ArrayList<>(List.of("Authorization", "Bearer " + ScriptedLobby.TOKEN));
        all.addAll(List.of(headers));
        return api.send("GET", MATCH + "/observer" + query, "", all.toArray(String[]::new));
    }
}
