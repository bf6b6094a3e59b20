package io.patchbay.launcher.operator;

import static org.assertj.core.api.Assertions.assertThat;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code jobs}. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class JobsWordTest {
    private static final String JOBS = "/recovery/v1/jobs";
    private static final String OPERATIONS = "POST " + JOBS + "/j1/operations";
    private static final String TASK =
            "{\"id\":\"net\",\"type\":\"create.network\",\"state\":\"done\",\"result\":\"failed\",\"attempt\":3,"
                    + "\"epoch\":5,\"node\":\"n1\",\"handler\":\"create.network 1.0.0\",\"why\":{\"code\":\"quota\",\"contents\":\"no room\"},"
                    + "\"input\":{\"a\":1},\"output\":{\"b\":2}}";
    private static final String ENTRY =
            "{\"position\":\"01\",\"at\":\"2026-01-31T12:00:00Z\",\"node\":\"n1\",\"actor\":\"migrator\","
                    + "\"code\":\"create.network.failed\",\"task\":\"net\",\"attempt\":3,\"epoch\":5,\"details\":\"no room\"}";

    private static final List<String> CHAINED = List.of(
            "{\"position\":\"0000000000000022-0000\",\"at\":\"2026-11-28T11:01:58.321Z\",\"node\":\"node-94871b9a\",\"actor\":\"127.0.0.1\",\"code\":\"job.submitted\",\"details\":\"75 tasks\","
                    + "\"previous\":\"0000000000000000000000000000000000000000000000000000000000000000\","
                    + "\"hash\":\"9e861d2196f15b42e7c71a7dc7dc3d8770f0cac29dd7b2c47091463f242bd06c\"}",
            "{\"position\":\"0000000000000023-0000\",\"at\":\"2026-11-28T11:01:58.325Z\",\"node\":\"node-94871b9a\",\"actor\":\"migrator\",\"code\":\"job.pending\","
                    + "\"previous\":\"0000000000000000000000000000000000000000000000000000000000000000\","
                    + "\"hash\":\"1a0d7b2cade39b3a1f9cb3db4c285f96c3f8a86a70e767975e866e3ea49e63eb\"}",
            "{\"position\":\"0000000000000023-0001\",\"at\":\"2026-11-28T11:01:58.325Z\",\"node\":\"node-94871b9a\",\"actor\":\"migrator\",\"code\":\"job.running\","
                    + "\"previous\":\"1a0d7b2cade39b3a1f9cb3db4c285f96c3f8a86a70e767975e866e3ea49e63eb\","
                    + "\"hash\":\"40b3733c3567872bc213fafdb55ac04051aa5387627495a57746d4fe197b7028\"}",
            "{\"position\":\"0000000000000024-0000\",\"at\":\"2026-11-28T11:02:17.165Z\",\"node\":\"node-94871b9a\",\"actor\":\"migrator\",\"code\":\"create.tenant.started\",\"task\":\"tenant.alpha\",\"attempt\":1,\"epoch\":1,\"handler\":\"create.tenant 0.1.0\","
                    + "\"previous\":\"40b3733c3567872bc213fafdb55ac04051aa5387627495a57746d4fe197b7028\","
                    + "\"hash\":\"aa6d8ade4a22a4c6dc1143eacacc28c4fd978e62311fa1f4a1f5fb498000fbc2\"}");

    private ScriptedNode node;
    private Terminal terminal;

    @BeforeEach
    void startNode() throws IOException {
        node = new ScriptedNode()
                .on("GET " + JOBS + "?limit=200", 200, "{\"total\":3,\"jobs\":[" + job("running", "") + "]}")
                .on("GET " + JOBS + "/j1", 200, job("completed", "partial-success"))
                .on("GET " + JOBS + "/j1/shared", 200, "{\"shared\":[]}")
                .on("GET " + JOBS + "/j1/tasks?limit=10000", 200, "{\"total\":1,\"tasks\":[" + TASK + "]}")
                .on("GET " + JOBS + "/j1/tasks/net", 200, TASK)
                .on("GET " + JOBS + "/j1/log?limit=10000", 200, "{\"entries\":[" + ENTRY + "]}")
                .on("GET " + JOBS + "/j1/log?limit=1000", 200, "{\"entries\":[" + ENTRY + "]}")
                .on("GET " + JOBS + "/j1/log?limit=1000&after=01", 200, "{\"entries\":[]}")
                .on(OPERATIONS, 200, job("paused", ""));
        terminal = new Terminal(node.url());
    }

    @AfterEach
    void stopNode() {
        node.close();
    }

    private static String job(String state, String result) {
        return "{\"id\":\"j1\",\"name\":\"site a\",\"type\":\"migration\",\"cluster\":\"site-b\",\"state\":\"" + state
                + "\",\"operation\":\"run\"," + (result.isEmpty() ? "" : "\"result\":\"" + result + "\",")
                + "\"submittedAt\":\"2026-01-31T12:00:00Z\",\"submittedBy\":\"ann\",\"elapsedMillis\":63000,\"objectiveMillis\":600000,"
                + "\"tasks\":{\"total\":9,\"waiting\":4,\"running\":1,\"succeeded\":3,\"failed\":1},"
                + "\"clearTasks\":{\"total\":0,\"succeeded\":0,\"failed\":0}}";
    }

    private JsonNode told() throws IOException {
        String asked = node.asked().get(0);
        assertThat(asked).startsWith(OPERATIONS + " ");
        return new ObjectMapper().readTree(asked.substring(OPERATIONS.length() + 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jobs", "jobs list"})
    void listsJobs(String line) throws Exception {
        assertThat(terminal.run(line.split(" ")).out())
                .isEqualTo("JOB  NAME    TYPE       CLUSTER  STATE    RESULT  TASKS                     ELAPSED  WHY\n"
                        + "j1   site a  migration  site-b   running          4/9, 1 without success  1 min 3 s\n"
                        + "not listed: 2 more\n");
    }

    @Test
    void showsAJobWithItsTasks() throws Exception {
        assertThat(terminal.run("jobs", "show", "j1").out())
                .isEqualTo("job           j1, site a\n"
                        + "type          migration onto site-b\n"
                        + "state         completed: partial-success\n"
                        + "operation     run\n"
                        + "submitted at  2026-01-31T12:00:00Z\n"
                        + "submitted by  ann\n"
                        + "elapsed       1 min 3 s of 10 min 0 s\n"
                        + "tasks         4/9, 1 without success\n"
                        + "TASK  TYPE            STATE   ATTEMPT  EPOCH  NODE  HANDLER               WHY\n"
                        + "net   create.network  failed        3      5  n1    create.network 1.0.0  no room\n");
    }

    @Test
    void showsATaskWithWhatItGotAndMade() throws Exception {
        assertThat(terminal.run("jobs", "show", "j1", "net").out())
                .contains("no room")
                .endsWith("input:\n{\n  \"a\" : 1\n}\noutput:\n{\n  \"b\" : 2\n}\n");
    }

    @Test
    void showsTheLog() throws Exception {
        assertThat(terminal.run("jobs", "log", "j1").out())
                .contains("2026-01-31T12:00:00Z  net   create.network.failed")
                .contains("no room");
    }

    @Test
    void printsForProgramsWhatTheNodeAnswers() throws Exception {
        assertThat(new ObjectMapper()
                        .readTree(terminal.run("jobs", "show", "j1", "--json").out()))
                .isEqualTo(new ObjectMapper().readTree(job("completed", "partial-success")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"resume", "cancel", "rollback", "confirm", "cancel-confirm", "ignore-rollback", "pause", "retry"
            })
    void tellsAJobWhatToDo(String operation) throws Exception {
        assertThat(terminal.run("jobs", operation, "j1").out()).isEqualTo("j1 is paused\n");
        assertThat(told()).isEqualTo(new ObjectMapper().createObjectNode().put("operation", operation));
    }

    @Test
    void printsWhatIsLeftOverWhenAClearIsGivenUp() throws Exception {
        node.on(OPERATIONS, 200, job("clear-failed", "success"))
                .on(
                        "GET " + JOBS + "/j1",
                        200,
                        job("finished", "success")
                                .replace(
                                        "\"clearTasks\"",
                                        "\"leftOver\":[\"clear.tenant\",\"clear.net\"],\"clearTasks\""));

        assertThat(terminal.run("jobs", "ignore-rollback", "j1").out())
                .isEqualTo("j1 is finished\nleft over  clear.tenant\nleft over  clear.net\n");
    }

    @Test
    void pausesForSomeMinutes() throws Exception {
        terminal.run("jobs", "pause", "j1", "--minutes", "45");

        assertThat(Instant.parse(told().path("until").asText()))
                .isBetween(
                        Instant.now().plus(Duration.ofMinutes(35)),
                        Instant.now().plus(Duration.ofMinutes(46)));
    }

    @Test
    void retriesSomeGoals() throws Exception {
        terminal.run("jobs", "retry", "j1", "--goals", "a,b");

        assertThat(told().path("goals").toString()).isEqualTo("[\"a\",\"b\"]");
    }

    @Test
    void skipsATaskWithAnOutput() throws Exception {
        terminal.run("jobs", "skip", "j1", "net", "--output", "{\"id\":7}");

        assertThat(told().path("task").asText()).isEqualTo("net");
        assertThat(told().path("output").path("id").asInt()).isEqualTo(7);
    }

    @Test
    void runsATaskAgain() throws Exception {
        terminal.run("jobs", "rerun", "j1", "net");

        assertThat(told().path("operation").asText()).isEqualTo("rerun");
    }

    @Test
    void saysWhyAJobWillNot() throws Exception {
        node.on(OPERATIONS, 409, "{\"code\":\"wrong-state\",\"detail\":\"Only a paused job is resumed.\"}");

        Terminal.Printed refused = terminal.run("jobs", "resume", "j1");

        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err()).isEqualTo("patchbay: the node answered 409: Only a paused job is resumed.\n");
    }

    @Test
    void watchesAJobUntilAnOperatorHasToDecide() throws Exception {
        Terminal.Printed watched = terminal.run("jobs", "watch", "j1");

        assertThat(watched.status()).isZero();
        assertThat(watched.out())
                .isEqualTo("2026-01-31T12:00:00Z  create.network.failed  net  attempt 3  on n1: no room\n"
                        + "completed: partial-success\n");
    }

    @ParameterizedTest
    @CsvSource({"completed,failed", "finished,canceled", "clear-failed,success"})
    void failsWhereAWatchedJobHas(String state, String result) throws Exception {
        node.on("GET " + JOBS + "/j1", 200, job(state, result));

        Terminal.Printed watched = terminal.run("jobs", "watch", "j1");

        assertThat(watched.status()).isEqualTo(1);
        assertThat(watched.err()).isEqualTo("patchbay: job j1 is " + state + ": " + result + "\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stop j1|stop is nothing that jobs do; there are list show tasks",
                "show|jobs show is written: jobs show JOB [TASK]",
                "pause|jobs pause is written: jobs pause JOB [--minutes …]",
                "skip j1|jobs skip is written: jobs skip JOB TASK [--output …]",
                "list j1|jobs list is written: jobs list [--state …] [--limit …]",
                "resume j1 --minutes 30|jobs resume is written: jobs resume JOB",
                "pause j1 --minutes 20|--minutes must be a number from 30 to 180 but was 20",
                "skip j1 net --output 7|--output must be a JSON object",
                "list --limit 5000|--limit must be a number from 1 to 1000 but was 5000"
            })
    void refusesWhatCannotBeMeant(String rest, String message) throws Exception {
        Terminal.Printed refused = terminal.run(("jobs " + rest).split(" "));

        assertThat(refused.err()).startsWith("patchbay: " + message).hasLineCount(1);
        assertThat(refused.status()).isEqualTo(2);
        assertThat(node.asked()).isEmpty();
    }

    private static String log(List<String> entries) {
        return "{\"entries\":[" + String.join(",", entries) + "]}";
    }

    @Test
    void saysThatTheAuditLogIsWhole() throws Exception {
        node.on("GET " + JOBS + "/j1/log?limit=10000", 200, log(CHAINED));

        assertThat(terminal.run("jobs", "verify", "j1").out()).isEqualTo("whole: 4 entries in 2 chains\n");
    }

    @Test
    void noticesAnEntryThatWasChanged() throws Exception {
        List<String> changed = new ArrayList<>(CHAINED);
        changed.set(3, changed.get(3).replace("tenant.alpha", "tenant.beta"));
        node.on("GET " + JOBS + "/j1/log?limit=10000", 200, log(changed));

        Terminal.Printed ended = terminal.run("jobs", "verify", "j1");

        assertThat(ended.out()).isEqualTo("0000000000000024-0000 (create.tenant.started) is not what was written\n");
        assertThat(ended.status()).isEqualTo(1);
    }

    @Test
    void noticesAnEntryThatWasTakenOut() throws Exception {
        List<String> shorter = new ArrayList<>(CHAINED);
        shorter.remove(2);
        node.on("GET " + JOBS + "/j1/log?limit=10000", 200, log(shorter));

        assertThat(terminal.run("jobs", "verify", "j1").err()).contains("the audit log was changed: 1 of 3 entries");
    }
}
