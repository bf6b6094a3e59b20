package io.patchbay.launcher.operator;

import static org.assertj.core.api.Assertions.assertThat;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code shadow}, {@code canary} and {@code replay}. */
class ForesightWordsTest {
    private static final String SHADOW = "{\"mode\":\"shadow\",\"kind\":\"strategy\",\"scope\":\"play\","
            + "\"name\":\"two-choices\",\"version\":\"0.1.0\",\"percent\":100,\"rooms\":[],\"services\":[],"
            + "\"state\":\"running\",\"answered\":10,\"differed\":1,\"skipped\":0,\"faults\":0,"
            + "\"differences\":[{\"at\":\"2026-01-01T00:00:00Z\",\"subject\":\"task t1\",\"active\":\"a\",\"candidate\":\"b\"}]}";
    private static final String TABLE =
            "KIND      SCOPE  CANDIDATE          SHARE  STATE    ANSWERED  DIFFERED  SKIPPED  FAULTS\n"
                    + "strategy  play   two-choices 0.1.0  100%   running        10         1        0       0\n";
    private static final String PATH = "/cluster/v1/experiments/shadow/strategy/play";

    private ScriptedNode node;
    private Terminal terminal;

    @BeforeEach
    void startNode() throws IOException {
        node = new ScriptedNode()
                .on("GET /cluster/v1/experiments", 200, "{\"experiments\":[" + SHADOW + "]}")
                .on("GET " + PATH, 200, SHADOW)
                .on("PUT " + PATH, 200, SHADOW)
                .on("DELETE " + PATH, 204, "");
        terminal = new Terminal(node.url());
    }

    @AfterEach
    void stopNode() {
        node.close();
    }

    @Test
    void listsTheExperimentsOfAMode() throws Exception {
        assertThat(terminal.run("shadow").out()).isEqualTo(TABLE);
        assertThat(terminal.run("canary").out()).isEqualTo("none\n");
    }

    @Test
    void showsOneWithItsDifferences() throws Exception {
        assertThat(terminal.run("shadow", "strategy", "play").out())
                .isEqualTo(TABLE + "AT                    WHAT     ACTIVE  CANDIDATE\n"
                        + "2026-01-01T00:00:00Z  task t1  a       b\n");
    }

    @Test
    void beginsOneForAShare() throws Exception {
        Terminal.Printed printed = terminal.run(
                "shadow", "strategy", "play", "two-choices", "0.1.0", "--percent", "5", "--rooms", "r1,r2");
        assertThat(printed.out()).isEqualTo(TABLE);
        String asked = node.asked().get(0);
        assertThat(asked).startsWith("PUT " + PATH + " ");
        assertThat(new ObjectMapper().readTree(asked.substring(("PUT " + PATH + " ").length())))
                .isEqualTo(
                        new ObjectMapper()
                                .readTree(
                                        "{\"name\":\"two-choices\",\"version\":\"0.1.0\",\"percent\":5,\"rooms\":[\"r1\",\"r2\"]}"));
    }

    @Test
    void endsOne() throws Exception {
        assertThat(terminal.run("shadow", "strategy", "play", "--end").out())
                .isEqualTo("the shadow of a strategy for play is over\n");
        assertThat(node.asked()).containsExactly("DELETE " + PATH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shadow strategy",
                "shadow strategy play two-choices",
                "shadow --end",
                "shadow strategy play --percent 5",
                "canary strategy play x 1 --percent 0",
                "replay strategy play x 1 --last 1001",
                "replay strategy play"
            })
    void saysHowItIsWritten(String line) throws Exception {
        assertThat(terminal.run(line.split(" ")).status()).isEqualTo(2);
    }

    @Test
    void replaysAndShowsTheSpreadOfBoth() throws Exception {
        String spread = "{\"workers\":4,\"used\":2,\"placed\":10,\"mostTasks\":6,\"leastLoad\":0.1,\"meanLoad\":0.2,"
                + "\"mostLoad\":0.3,\"loadDeviation\":0.05}";
        node.on(
                "POST /cluster/v1/replay",
                200,
                "{\"candidate\":\"two-choices 0.1.0\",\"replayed\":10,\"differed\":0,\"skipped\":0,\"faults\":0,"
                        + "\"spread\":{\"recorded\":" + spread + ",\"candidate\":" + spread + "},\"differences\":[]}");
        assertThat(terminal.run("replay", "strategy", "play", "two-choices", "0.1.0", "--last", "10")
                        .out())
                .contains("two-choices 0.1.0")
                .contains("0.050")
                .endsWith("0 of 10 decisions differ, 0 skipped, 0 faults\nno differences\n");
    }

    @Test
    void saysWhyTheNodeRefuses() throws Exception {
        node.on("PUT " + PATH, 404, "{\"detail\":\"no strategy 'x' of version 1 is installed\"}");
        Terminal.Printed printed = terminal.run("shadow", "strategy", "play", "x", "1");
        assertThat(printed.status()).isEqualTo(1);
        assertThat(printed.err()).contains("no strategy 'x' of version 1 is installed");
    }
}
