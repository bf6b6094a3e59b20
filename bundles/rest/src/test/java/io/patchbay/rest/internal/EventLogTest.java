package io.patchbay.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.operator.Event;
import io.patchbay.api.operator.Event.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What has happened on a node, and who did what. */
class EventLogTest {
    private static final String PATH = "/cluster/v1/events";

    private final Api api = new Api();

    @BeforeEach
    void fill() {
        happened(1, Severity.INFO, "placement", Optional.empty(), "Worker play-1 joins");
        happened(2, Severity.WARN, "hotswap", Optional.empty(), "strategy 'x' is faulty");
        happened(3, Severity.INFO, Event.AUDIT, Optional.of("10.0.0.1 (dashboard)"), "10.0.0.1 (dashboard) pinned x");
    }

    private void happened(long number, Severity severity, String area, Optional<String> actor, String text) {
        api.events.add(new Event(number, Instant.ofEpochMilli(1_000), severity, area, actor, text));
    }

    @AfterEach
    void close() {
        api.close();
    }

    private String get(String query) {
        return api.asAdmin("GET", PATH + query, "").body();
    }

    @Test
    void tellsAllOfAnEvent() {
        assertThat(get("?area=audit"))
                .isEqualTo("{\"next\":3,\"events\":[{\"number\":3,\"at\":1000,\"severity\":\"info\",\"area\":\"audit\","
                        + "\"actor\":\"10.0.0.1 (dashboard)\",\"text\":\"10.0.0.1 (dashboard) pinned x\"}]}");
    }

    @ParameterizedTest
    @CsvSource({
        "'',3",
        "?severity=warn,1",
        "?area=placement,1",
        "?actor=DASHBOARD,1",
        "?search=PLAY-1,1",
        "?search=nothing,0",
        "?after=2,1",
        "?after=3,0"
    })
    void tellsOnlyWhatIsAskedFor(String query, int count) {
        assertThat((List<?>) Json.at(get(query), "events")).hasSize(count);
    }

    @Test
    void tellsTheLatestToWhoBegins() {
        assertThat(Json.at(get("?limit=1"), "events", 0, "number")).hasToString("3");
    }

    @Test
    void tellsTheNextToWhoGoesOn() {
        String first = get("?after=0&limit=2");

        assertThat(Json.at(first, "next")).hasToString("2");
        assertThat(Json.at(get("?limit=2&after=" + Json.at(first, "next")), "events", 0, "number"))
                .hasToString("3");
    }

    @Test
    void whatIsFilteredOutIsNotLookedAtAgain() {
        assertThat(Json.at(get("?after=0&area=placement"), "next")).hasToString("3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?after=x", "?severity=bad", "?limit=0", "?limit=5001"})
    void refusesWhatCannotBeMeant(String query) {
        assertThat(api.asAdmin("GET", PATH + query, "").statusCode()).isEqualTo(400);
    }

    @Test
    void isForTheAdminOnly() {
        Json.assertProblem(api.asWorker("GET", PATH, ""), 403, "forbidden");
        Json.assertProblem(api.send("GET", PATH, ""), 401, "unauthorized");
    }
}
