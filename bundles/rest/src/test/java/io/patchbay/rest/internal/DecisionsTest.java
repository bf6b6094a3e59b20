package io.patchbay.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.Attributes;
import io.patchbay.api.placement.Explanation;
import io.patchbay.api.placement.Explanation.WorkerVerdict;
import io.patchbay.api.placement.Origin;
import io.patchbay.api.placement.PastDecision;
import io.patchbay.api.placement.Preference;
import io.patchbay.api.placement.RefusalCode;
import io.patchbay.api.placement.ScheduleRequest;
import io.patchbay.api.placement.Scheduled;
import io.patchbay.api.placement.WorkerInfo;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was decided lately, and why. */
class DecisionsTest {
    private static final String PATH = "/cluster/v1/decisions";
    private static final Scheduled PLACED =
            new Scheduled.Placed("worker-1", WorkerInfo.of(0.85, Attributes.NONE), 61_000);
    private static final Scheduled REFUSED = new Scheduled.Refused(RefusalCode.FULL, "no worker is available");

    private final Api api = new Api();

    @BeforeEach
    void fill() {
        api.replays.decisions.add(decision(8, "t2", REFUSED));
        api.replays.decisions.add(decision(7, "t1", PLACED));
        api.replays.explanations.put(
                7L,
                new Explanation(
                        PLACED,
                        "sticky 0.1.0",
                        "play 0.1.0",
                        "least-used 0.1.0",
                        List.of(new WorkerVerdict("worker-1", 0.2, true, true, "strategy least-used", "chosen"))));
    }

    private static PastDecision decision(long number, String task, Scheduled outcome) {
        return new PastDecision(
                number,
                1_000,
                new ScheduleRequest("play", task, Preference.of("telco", "north"), 0, new Origin("r-" + task, "s1")),
                false,
                outcome,
                "sticky 0.1.0",
                "play 0.1.0",
                "least-used 0.1.0");
    }

    @AfterEach
    void close() {
        api.close();
    }

    private String get(String query) {
        return api.asAdmin("GET", PATH + query, "").body();
    }

    @Test
    void tellsWhatWasAskedAndWhatCameOut() {
        String body = get("?purpose=play&task=t1");
        assertThat((List<?>) Json.at(body, "decisions")).hasSize(1);
        assertThat(Json.at(body, "decisions", 0, "number")).hasToString("7");
        assertThat(Json.at(body, "decisions", 0, "room")).isEqualTo("r-t1");
        assertThat(Json.at(body, "decisions", 0, "worker")).isEqualTo("worker-1");
        assertThat(Json.at(body, "decisions", 0, "preference")).isEqualTo(Map.of("isp", "telco", "region", "north"));
        assertThat(Json.at(body, "decisions", 0, "strategy")).isEqualTo("least-used 0.1.0");
    }

    @Test
    void tellsWhyNobodyGotIt() {
        assertThat(Json.at(get("?purpose=play&room=r-t2"), "decisions", 0, "refused"))
                .isEqualTo(Map.of("code", "full", "message", "no worker is available"));
    }

    @Test
    void listsAsManyAsItIsAskedFor() {
        assertThat((List<?>) Json.at(get("?purpose=play&limit=1"), "decisions")).hasSize(1);
    }

    @Test
    void looksAtNoMoreThanItLists() {
        get("?purpose=play&limit=7");
        get("?purpose=play");
        assertThat(api.replays.askedLast).containsExactly(7, 100);
    }

    @Test
    void looksAtAllForThoseOfATask() {
        get("?purpose=play&limit=7&task=t1");
        assertThat(api.replays.askedLast).containsExactly(1_000);
    }

    @Test
    void explainsOne() {
        String body = get("/play/7");
        assertThat(Json.at(body, "workers", 0, "reason")).isEqualTo("chosen");
        assertThat(Json.at(body, "outcome", "worker", "id")).isEqualTo("worker-1");
    }

    @Test
    void saysThatTooManyAreExplained() {
        Scheduled busy = new Scheduled.Refused(RefusalCode.BUSY, "more than 2 at once");
        api.replays.explanations.put(9L, new Explanation(busy, "", "", "", List.of()));
        Json.assertProblem(api.asAdmin("GET", PATH + "/play/9", ""), 503, "busy");
    }

    @Test
    void saysThatOneIsNotRecordedAnyMore() {
        Json.assertProblem(api.asAdmin("GET", PATH + "/play/1", ""), 404, "unknown-decision");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?purpose=a%20b",
                "?purpose=play&limit=1001",
                "?purpose=play&task=a%20b",
                "/play/x",
                "/play/-1"
            })
    void refusesWhatCannotBeMeant(String query) {
        Json.assertProblem(api.asAdmin("GET", PATH + query, ""), 400, "invalid-value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?purpose=play", "/play/7"})
    void letsOnlyTheAdminSeeThem(String query) {
        Json.assertProblem(api.asWorker("GET", PATH + query, ""), 403, "forbidden");
        Json.assertProblem(api.send("GET", PATH + query, ""), 401, "unauthorized");
    }
}
