package io.patchbay.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.portal.SessionQuery;
import io.patchbay.api.portal.SessionStatus;
import io.patchbay.api.portal.Timeline;
import io.patchbay.api.portal.Timeline.Kind;
import io.patchbay.api.portal.Timeline.Moment;
import io.patchbay.api.portal.Timeline.State;
import io.patchbay.api.portal.TimelineQuery;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An operator looks for sessions, and at what they went through. */
class SessionsTest {
    private static final String SESSIONS = "/cluster/v1/sessions";
    private static final String TIMELINES = "/cluster/v1/timelines";

    private final Api api = new Api();

    @BeforeEach
    void fill() {
        api.portal.sessions.add(new SessionStatus("p1", "ann", "presenter", "r1", "1.2", true, 5_000, "t1", "c1"));
        api.portal.sessions.add(new SessionStatus("p2", "bob", "viewer", "r2", "1.1", false, 4_000, "t2", "c2"));
        api.portal.timelines.add(new Timeline(
                "t1",
                "s1",
                "r1",
                "ann",
                "presenter",
                Optional.of("p1"),
                Optional.of("1.2"),
                State.REFUSED,
                3,
                List.of(
                        new Moment(1_000, Kind.RESERVED, "", "portal-1"),
                        new Moment(1_100, Kind.REFUSED, "room", "Room is full"))));
    }

    @AfterEach
    void close() {
        api.close();
    }

    private String get(String target) {
        return api.asAdmin("GET", target, "").body();
    }

    @Test
    void listsTheSessionsOfARoom() {
        assertThat(Json.at(get(SESSIONS + "?room=r2"), "sessions"))
                .isEqualTo(List.of(Map.of(
                        "participant",
                        "p2",
                        "user",
                        "bob",
                        "role",
                        "viewer",
                        "room",
                        "r2",
                        "version",
                        "1.1",
                        "connected",
                        false,
                        "since",
                        4_000,
                        "task",
                        "t2",
                        "controller",
                        "c2")));
    }

    @Test
    void saysHowManyThereAreAndWhereTheNextPageBegins() {
        String body = get(SESSIONS + "?limit=1");
        assertThat((List<?>) Json.at(body, "sessions")).hasSize(1);
        assertThat(Json.at(body, "total")).hasToString("2");
        assertThat(Json.at(body, "matched")).hasToString("2");
        assertThat(Json.at(body, "next")).isEqualTo("p1");
        assertThat(Json.object(get(SESSIONS + "?limit=1&after=p1"))).doesNotContainKey("next");
    }

    @Test
    void asksForWhatIsWanted() {
        get(SESSIONS + "?search=Ann%20%3Cb%3E&state=waiting&after=p0&limit=7");
        assertThat(api.portal.asked)
                .containsExactly(new SessionQuery(Optional.empty(), "Ann <b>", Optional.of(false), "p0", 7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=10001", "state=gone", "after=a%20b", "room=a%20b"})
    void refusesWhatCannotBeMeant(String query) {
        Json.assertProblem(api.asAdmin("GET", SESSIONS + "?" + query, ""), 400, "invalid-value");
    }

    @Test
    void refusesASearchWithoutBound() {
        Json.assertProblem(api.asAdmin("GET", TIMELINES + "?search=" + "x".repeat(101), ""), 400, "invalid-value");
    }

    @Test
    void tellsWhatASessionWentThrough() {
        String body = get(TIMELINES + "/p1");
        assertThat(Json.at(body, "state")).isEqualTo("refused");
        assertThat(Json.at(body, "omitted")).hasToString("3");
        assertThat(Json.at(body, "moments"))
                .isEqualTo(List.of(
                        Map.of("at", 1_000, "kind", "reserved", "detail", "portal-1"),
                        Map.of("at", 1_100, "kind", "refused", "code", "room", "detail", "Room is full")));
    }

    @Test
    void findsATimelineByTheTaskOfThePortal() {
        assertThat(get(TIMELINES + "/t1")).isEqualTo(get(TIMELINES + "/p1"));
    }

    @Test
    void exportsTheTimelinesThatAreLookedFor() {
        assertThat(Json.at(get(TIMELINES + "?search=an"), "timelines", 0, "participant"))
                .isEqualTo("p1");
        assertThat((List<?>) Json.at(get(TIMELINES + "?search=bob"), "timelines"))
                .isEmpty();
        assertThat((List<?>) Json.at(get(TIMELINES + "?room=r2"), "timelines")).isEmpty();
    }

    @Test
    void asksForTimelinesThatStandAsIsWanted() {
        get(TIMELINES + "?state=over,refused&limit=7");
        get(TIMELINES);
        assertThat(api.portal.askedTimelines)
                .containsExactly(
                        new TimelineQuery(Optional.empty(), "", Set.of(State.OVER, State.REFUSED), 7),
                        TimelineQuery.latest(200));
    }

    @Test
    void tellsTheLastMomentOnlyIfThatIsEnough() {
        assertThat(Json.at(get(TIMELINES + "?moments=last"), "timelines", 0, "moments"))
                .isEqualTo(List.of(Map.of("at", 1_100, "kind", "refused", "code", "room", "detail", "Room is full")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"state=gone", "state=over,", "state=OVER", "moments=first", "room=a%20b", "limit=0"})
    void refusesTimelinesThatCannotBeMeant(String query) {
        Json.assertProblem(api.asAdmin("GET", TIMELINES + "?" + query, ""), 400, "invalid-value");
    }

    @Test
    void saysWhatTheRoomOfASessionIsCalled() {
        api.controllers.participants.put("r1", List.of());
        api.controllers.names.put("r1", "the lounge");
        assertThat(Json.at(get(SESSIONS + "?room=r1"), "sessions", 0, "roomName"))
                .isEqualTo("the lounge");
        assertThat(Json.at(get(TIMELINES + "/p1"), "roomName")).isEqualTo("the lounge");
    }

    @Test
    void saysThatItRemembersNothingOfASession() {
        Json.assertProblem(api.asAdmin("GET", TIMELINES + "/p9", ""), 404, "unknown-timeline");
    }

    @Test
    void saysThatThePortalIsAway() {
        api.portalLink.unbindTimelines(api.portal);
        Json.assertProblem(api.asAdmin("GET", TIMELINES + "/p1", ""), 503, "starting");
    }

    @ParameterizedTest
    @ValueSource(strings = {SESSIONS, TIMELINES, TIMELINES + "/p1"})
    void letsOnlyTheAdminSeeThem(String path) {
        Json.assertProblem(api.asWorker("GET", path, ""), 403, "forbidden");
        Json.assertProblem(api.send("GET", path, ""), 401, "unauthorized");
    }

    @Test
    void aTimelineBeginsWithTheToken() {
        String room = api.room();
        api.signed("POST", "/v1/rooms/" + room + "/tokens", "{\"user\":\"alice\",\"role\":\"presenter\"}");
        assertThat(api.portal.issued).containsExactly("alice on portal-1 at " + Api.NOW);
    }

    @Test
    void tokensAreIssuedWithoutThePortalOfThisNodeToo() {
        api.portalLink.unbindTimelines(api.portal);
        String room = api.room();
        assertThat(api.signed("POST", "/v1/rooms/" + room + "/tokens", "{\"user\":\"a\",\"role\":\"presenter\"}")
                        .statusCode())
                .isEqualTo(200);
    }
}
