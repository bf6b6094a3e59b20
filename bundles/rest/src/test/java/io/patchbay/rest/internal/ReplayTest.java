package io.patchbay.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.placement.ReplayRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recorded decisions, made again. */
class ReplayTest {
    private static final String PATH = "/cluster/v1/replay";
    private static final String CANDIDATE =
            "\"kind\":\"strategy\",\"name\":\"least-used\",\"version\":\"1.0.0\",\"purpose\":\"play\"";

    private final Api api = new Api();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void showsWhatDifferedAndHowTheLoadIsSpread() {
        String body = api.asAdmin("POST", PATH, "{" + CANDIDATE + "}").body();
        assertThat(Json.at(body, "candidate")).isEqualTo("least-used 1.0.0");
        assertThat(Json.at(body, "differed")).isEqualTo(1);
        assertThat(Json.at(body, "spread", "candidate", "mostTasks")).isEqualTo(6);
        assertThat(Json.at(body, "differences", 0, "active")).isEqualTo("worker-1");
    }

    @Test
    void asksForAsManyAsAreWanted() {
        api.asAdmin("POST", PATH, "{" + CANDIDATE + ",\"last\":7}");
        api.asAdmin("POST", PATH, "{" + CANDIDATE + "}");
        assertThat(api.replays.asked).extracting(ReplayRequest::last).containsExactly(7, 1000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{" + CANDIDATE + ",\"last\":0}",
                "{" + CANDIDATE + ",\"last\":1001}",
                "{" + CANDIDATE + ",\"x\":1}",
                "{\"kind\":\"protocol\",\"name\":\"least-used\",\"version\":\"1.0.0\",\"purpose\":\"play\"}"
            })
    void refusesAWrongReplay(String body) {
        Json.assertProblem(api.asAdmin("POST", PATH, body), 400, "invalid-value");
    }

    @Test
    void saysThatAVersionIsNotInstalled() {
        String other = "{\"kind\":\"strategy\",\"name\":\"other\",\"version\":\"1\",\"purpose\":\"play\"}";
        Json.assertProblem(api.asAdmin("POST", PATH, other), 404, "unknown-plugin");
    }

    @Test
    void letsOnlyTheAdminReplay() {
        Json.assertProblem(api.asWorker("POST", PATH, ""), 403, "forbidden");
        Json.assertProblem(api.send("POST", PATH, ""), 401, "unauthorized");
    }
}
