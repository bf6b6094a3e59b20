package io.patchbay.launcher.operator;

import static org.assertj.core.api.Assertions.assertThat;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatorCommandTest {
    private static final String WORKERS =
            "{\"workers\":[{\"id\":\"play-1\",\"purpose\":\"play\",\"info\":{\"maxLoad\":0.85,\"seats\":4},"
                    + "\"load\":0.25,\"reserved\":2,\"executing\":3,\"tasks\":[\"match-1\",\"match-2\"],\"silentMillis\":400,"
                    + "\"seatsTaken\":3}]}";

    @TempDir
    private Path folder;

    private ScriptedNode node;
    private Terminal terminal;

    @BeforeEach
    void startNode() throws IOException {
        node = new ScriptedNode().on("GET /cluster/v1/workers", 200, WORKERS);
        terminal = new Terminal(node.url());
    }

    @AfterEach
    void stopNode() {
        node.close();
    }

    @Test
    void listsWorkersAsATable() throws Exception {
        assertThat(terminal.run("workers").out())
                .isEqualTo("WORKER  PURPOSE  LOAD  LIMIT  STATE  RESERVED  EXECUTING  SEATS  SILENT\n"
                        + "play-1  play      25%    85%  ready         2          3    3/4  400 ms\n");
    }

    @Test
    void tellsOfAWorkerThatItIsPassedOver() throws Exception {
        node.on(
                "GET /cluster/v1/workers",
                200,
                WORKERS.replace("\"seatsTaken\":3", "\"seatsTaken\":3,\"passedOver\":\"silent\""));

        assertThat(terminal.run("workers").out()).contains("passed over (silent)");
    }

    @Test
    void listsThemAsTheJsonThatTheNodeSent() throws Exception {
        ObjectMapper json = new ObjectMapper();

        assertThat(json.readTree(terminal.run("workers", "--json").out())).isEqualTo(json.readTree(WORKERS));
    }

    @Test
    void saysHowManyTasksItDoesNotList() throws Exception {
        assertThat(terminal.run("tasks").out())
                .isEqualTo("TASK     PURPOSE  WORKER\n"
                        + "match-1  play     play-1\n"
                        + "match-2  play     play-1\n"
                        + "not listed: 1 executed, 2 reserved\n");
    }

    @Test
    void listsReservationsAndCountsTheOthers() throws Exception {
        node.on(
                "GET /cluster/v1/reservations?purpose=play&limit=1",
                200,
                "{\"count\":3,\"reservations\":[{\"purpose\":\"play\",\"task\":\"match-7\",\"worker\":\"play-1\","
                        + "\"seats\":2,\"since\":0,\"until\":60000}]}");

        assertThat(terminal.run("reservations", "play", "--limit", "1").out())
                .isEqualTo("TASK     PURPOSE  WORKER  SEATS  UNTIL\n"
                        + "match-7  play     play-1      2  1970-01-01T00:01:00Z\n"
                        + "not listed: 2 that end later\n");
    }

    @Test
    void saysThatNothingIsReserved() throws Exception {
        node.on("GET /cluster/v1/reservations?limit=50", 200, "{\"count\":0,\"reservations\":[]}");

        assertThat(terminal.run("reservations").out()).isEqualTo("nothing is reserved\n");
    }

    @Test
    void saysWhereATaskIs() throws Exception {
        node.on("GET /cluster/v1/tasks/play/match%201", 200, "{\"worker\":{\"id\":\"play-1\"},\"executing\":true}");

        assertThat(terminal.run("tasks", "play", "match 1").out())
                .isEqualTo("TASK     PURPOSE  WORKER  STATE\nmatch 1  play     play-1  executing\n");
    }

    @Test
    void explainsWithThePreferenceThatItWasGiven() throws Exception {
        node.on(
                "POST /cluster/v1/explain",
                200,
                "{\"outcome\":{\"worker\":{\"id\":\"play-1\"}},\"scheduler\":\"sticky\",\"matcher\":\"general\","
                        + "\"strategy\":\"least-used\",\"workers\":[{\"worker\":\"play-1\",\"load\":0.1,\"kept\":true,"
                        + "\"chosen\":true,\"by\":\"least-used\",\"reason\":\"chosen\"}]}");

        Terminal.Printed printed = terminal.run("explain", "play", "m", "--isp", "isp1", "--preference", "{\"a\":1}");

        assertThat(node.asked())
                .containsExactly("POST /cluster/v1/explain"
                        + " {\"purpose\":\"play\",\"task\":\"m\",\"preference\":{\"a\":1,\"isp\":\"isp1\"}}");
        assertThat(printed.out())
                .isEqualTo("   WORKER  LOAD  BY          REASON\n→  play-1   10%  least-used  chosen\n"
                        + "to play-1 by scheduler sticky, matcher general, strategy least-used\n");
    }

    @Test
    void pinsAVersion() throws Exception {
        node.on("PUT /cluster/v1/plugins/strategy/least-used/pin", 204, "");

        assertThat(terminal.run("pin", "strategy", "least-used", "0.1.0").out())
                .isEqualTo("strategy 'least-used' is pinned to version 0.1.0\n");
        assertThat(node.asked())
                .containsExactly("PUT /cluster/v1/plugins/strategy/least-used/pin {\"version\":\"0.1.0\"}");
    }

    @Test
    void clearsTheFaultsOfAVersion() throws Exception {
        node.on("DELETE /cluster/v1/plugins/strategy/least-used/0.1.0/faults", 204, "");

        assertThat(terminal.run("clear", "strategy", "least-used", "0.1.0").out())
                .isEqualTo("the faults of strategy 'least-used' 0.1.0 are forgotten\n");
    }

    @Test
    void listsTheJarsThatWereRefused() throws Exception {
        node.on(
                "GET /cluster/v1/plugins",
                200,
                "{\"plugins\":[],\"rejected\":[{\"file\":\"a.jar\",\"reason\":\"not a jar\"}]}");

        assertThat(terminal.run("plugins").out()).isEqualTo("no plug-ins\nrefused a.jar: not a jar\n");
    }

    @Test
    void saysHowTheNodeIs() throws Exception {
        node.on("GET /readyz", 503, "{\"ready\":false,\"blockedBy\":{\"store\":\"no database\"}}")
                .on(
                        "GET /cluster/v1/status",
                        200,
                        "{\"node\":\"n1\",\"version\":\"0.1.0\",\"url\":\"http://n1\",\"members\":[],\"rooms\":2,\"plugins\":"
                                + "{\"serving\":3,\"faulty\":1,\"rejected\":0},\"drain\":{\"state\":\"draining\",\"atBegin\":5,"
                                + "\"connected\":4,\"waiting\":0,\"leftMillis\":61000}}");

        assertThat(terminal.run("status").out())
                .isEqualTo("not ready: store: no database\n"
                        + "node      n1\nversion   0.1.0\nurl       http://n1\nready     no\nleader    none\nmembers\n"
                        + "clients   4 connected, 0 waited for\nrooms     2\nplug-ins  3 serving, 1 faulty, 0 jars refused\n"
                        + "drain     draining: 4 connected, 0 waited for of 5, 1 min 1 s left\n");
    }

    @Test
    void waitsUntilNobodyIsConnected() throws Exception {
        node.on("POST /cluster/v1/drain", 200, "{\"state\":\"drained\",\"waiting\":2,\"leftMillis\":0}");

        assertThat(terminal.run("drain", "--deadline", "5", "--wait").out())
                .isEqualTo("drained: nobody is connected, 2 waited for; the deadline has passed\n");
        assertThat(node.asked()).containsExactly("POST /cluster/v1/drain {\"deadlineMillis\":5000}");
    }

    @Test
    void asksTheNodeThatLeads() throws Exception {
        try (ScriptedNode other = new ScriptedNode()) {
            other.redirect("GET /cluster/v1/workers", node.url() + "/cluster/v1/workers");

            assertThat(new Terminal(other.url()).run("workers").out()).contains("play-1");
        }
    }

    @Test
    void saysWhatTheNodeRefused() throws Exception {
        assertThat(new Terminal(node.url(), Map.of("PATCHBAY_ADMIN_TOKEN", "another")).run("workers"))
                .isEqualTo(new Terminal.Printed(1, "", "patchbay: the node answered 401: The token is wrong.\n"));
    }

    @Test
    void saysThatNobodyAnswers() throws Exception {
        node.close();

        assertThat(terminal.run("workers"))
                .isEqualTo(new Terminal.Printed(
                        1,
                        "",
                        "patchbay: no node answers at " + node.url() + ": is it running, and is --url right?\n"));
    }

    @Test
    void readsTheTokenFromAFile() throws Exception {
        Path file = Files.writeString(folder.resolve("token"), ScriptedNode.TOKEN + "\n");

        assertThat(new Terminal(node.url(), Map.of())
                        .run("workers", "--token-file", file.toString())
                        .status())
                .isZero();
    }

    @Test
    void readsTheTokenFromTheFolderOfTheNode() throws Exception {
        Files.writeString(folder.resolve("credentials.json"), "{\"admin\":{\"token\":\"" + ScriptedNode.TOKEN + "\"}}");

        assertThat(new Terminal(node.url(), Map.of())
                        .run("workers", "--data", folder.toString())
                        .status())
                .isZero();
    }

    @Test
    void escapesWhatATerminalWouldObey() throws Exception {
        node.on(
                "GET /cluster/v1/plugins",
                200,
                "{\"plugins\":[],\"rejected\":[{\"file\":\"\\u001b[2Ja\\u202eb\",\"reason\":\"x\\ny\"}]}");

        assertThat(terminal.run("plugins").out()).endsWith("refused \\u001b[2Ja\\u202eb: x\\u000ay\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wokers|wokers is no word of the operator; there are ",
                "pin strategy|pin is written: patchbay pin KIND NAME VERSION",
                "workers a b|workers is written: patchbay workers [PURPOSE]",
                "workers --jsn|--jsn is no option here; there are ",
                "explain play m --preference [1]|--preference must be a JSON object",
                "drain --wait --cancel|drain takes one of",
                "swap nothing.jar|swap needs a jar",
                "workers --token-file /nowhere|--token-file /nowhere cannot be read",
            })
    void refusesWhatCannotBeMeant(String arguments, String message) throws Exception {
        Terminal.Printed printed = terminal.run(arguments.split(" "));

        assertThat(printed.err()).contains(message).hasLineCount(1);
        assertThat(printed.status()).isEqualTo(2);
    }

    @Test
    void saysWhatTheScopeOfAnExperimentIs() throws Exception {
        assertThat(terminal.run("canary", "--help").out()).contains("a purpose, or of a protocol its version");
    }

    @Test
    void explainsAWord() throws Exception {
        assertThat(terminal.run("pin", "--help").out())
                .contains("usage: patchbay pin KIND NAME VERSION", "--token-file");
    }
}
