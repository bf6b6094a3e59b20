package io.patchbay.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.hotswap.BeginAnswer;
import io.patchbay.api.hotswap.Experiment;
import io.patchbay.api.hotswap.Share;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Shadows and canaries. */
class ExperimentsTest {
    private static final String BASE = "/cluster/v1/experiments";
    private static final String SHADOW = BASE + "/shadow/strategy/play";
    private static final String CANARY = BASE + "/canary/strategy/play";
    private static final String CANDIDATE = "\"name\":\"least-used\",\"version\":\"1.0.0\"";

    private final Api api = new Api();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void beginsAShadowOfEverything() {
        assertThat(api.asAdmin("PUT", SHADOW, "{" + CANDIDATE + "}").statusCode())
                .isEqualTo(200);
        assertThat(api.experiments.begun)
                .containsExactly(
                        new Experiment(Experiment.Mode.SHADOW, "strategy", "play", "least-used", "1.0.0", Share.ALL));
    }

    @Test
    void beginsACanaryOfAShare() {
        api.asAdmin("PUT", CANARY, "{" + CANDIDATE + ",\"percent\":5,\"rooms\":[\"r1\"],\"services\":[\"s1\"]}");
        assertThat(api.experiments.begun.get(0).share()).isEqualTo(new Share(5, Set.of("r1"), Set.of("s1")));
    }

    @Test
    void aCanaryNeedsAShare() {
        Json.assertProblem(api.asAdmin("PUT", CANARY, "{" + CANDIDATE + "}"), 400, "invalid-value");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{" + CANDIDATE + ",\"percent\":0}",
                "{" + CANDIDATE + ",\"percent\":101}",
                "{" + CANDIDATE + ",\"rooms\":[\"\"]}",
                "{" + CANDIDATE + ",\"x\":1}"
            })
    void refusesAWrongExperiment(String body) {
        Json.assertProblem(api.asAdmin("PUT", SHADOW, body), 400, "invalid-value");
    }

    @ParameterizedTest
    @CsvSource({
        "UNKNOWN_PLUGIN,404,unknown-plugin",
        "UNFIT_PLUGIN,409,unfit-plugin",
        "UNSUPPORTED,409,unsupported-experiment",
        "TOO_MANY,409,too-many-experiments"
    })
    void saysWhyItDoesNotBegin(BeginAnswer.Reason reason, int status, String code) {
        api.experiments.refusal = reason;
        Json.assertProblem(api.asAdmin("PUT", SHADOW, "{\"name\":\"other\",\"version\":\"1.0.0\"}"), status, code);
    }

    @Test
    void knowsNoOtherMode() {
        Json.assertProblem(api.asAdmin("GET", BASE + "/dress/strategy/play", ""), 400, "invalid-value");
    }

    @Test
    void showsCountsAndDifferences() {
        api.asAdmin("PUT", SHADOW, "{" + CANDIDATE + "}");
        String body = api.asAdmin("GET", SHADOW, "").body();
        assertThat(Json.at(body, "state")).isEqualTo("running");
        assertThat(Json.at(body, "differed")).isEqualTo(1);
        assertThat(Json.at(body, "lastFault")).isEqualTo("it answered null");
        assertThat(Json.at(body, "differences", 0, "candidate")).isEqualTo("worker-2");
    }

    @Test
    void listsThemWithoutTheirDifferences() {
        api.asAdmin("PUT", SHADOW, "{" + CANDIDATE + "}");
        String body = api.asAdmin("GET", BASE, "").body();
        assertThat(Json.at(body, "experiments", 0, "mode")).isEqualTo("shadow");
        assertThat(body).doesNotContain("differences");
    }

    @Test
    void thePluginSaysWhereItIsTried() {
        api.asAdmin("PUT", SHADOW, "{" + CANDIDATE + "}");
        String body = api.asAdmin("GET", "/cluster/v1/plugins", "").body();
        assertThat(Json.at(body, "plugins", 0, "shadow")).isEqualTo(List.of("play"));
        assertThat(Json.at(body, "plugins", 0, "canary")).isEqualTo(List.of());
    }

    @Test
    void ends() {
        api.asAdmin("PUT", SHADOW, "{" + CANDIDATE + "}");
        assertThat(api.asAdmin("DELETE", SHADOW, "").statusCode()).isEqualTo(204);
        Json.assertProblem(api.asAdmin("DELETE", SHADOW, ""), 404, "no-such-experiment");
        Json.assertProblem(api.asAdmin("GET", SHADOW, ""), 404, "no-such-experiment");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE"})
    void letsOnlyTheAdminTry(String method) {
        Json.assertProblem(api.asWorker(method, SHADOW, ""), 403, "forbidden");
        Json.assertProblem(api.send(method, SHADOW, ""), 401, "unauthorized");
    }
}
