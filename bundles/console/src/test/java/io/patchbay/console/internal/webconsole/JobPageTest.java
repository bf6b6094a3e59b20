package io.patchbay.console.internal.webconsole;

import static org.assertj.core.api.Assertions.assertThat;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobPageTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:01:00Z");
    private static final String DONE =
            "\"state\":\"done\",\"result\":\"success\",\"startedAt\":\"2026-01-01T00:00:00Z\",\"finishedAt\":";
    private final FakeNode node = new FakeNode();

    @BeforeEach
    void oneJob() {
        node.on("/jobs?state=finished&limit=2", "{\"jobs\":[]}")
                .on("/jobs/j/shared", "{\"shared\":[]}")
                .on("/jobs/j/tasks?limit=10000", tasks(""));
        job("");
    }

    private void job(String more) {
        node.on(
                "/jobs/j",
                "{\"id\":\"j\",\"name\":\"site\",\"state\":\"running\",\"startedAt\":\"2026-01-01T00:00:00Z\","
                        + "\"elapsedMillis\":60000,\"tasks\":{\"total\":4,\"succeeded\":1,\"failed\":0}" + more + "}");
    }

    private static String tasks(String tasks) {
        return "{\"tasks\":[" + tasks + "]}";
    }

    private static String task(String id, String type, String dependency, String rest) {
        return "{\"id\":\"" + id + "\",\"type\":\"" + type + "\",\"dependencies\":["
                + (dependency.isEmpty() ? "" : "\"" + dependency + "\"") + "]," + rest + "}";
    }

    private String page() throws InterruptedException {
        return new JobPage(node, Clock.fixed(NOW, ZoneOffset.UTC)).render(Optional.of("j"));
    }

    private String list() throws InterruptedException {
        return new JobPage(node, Clock.fixed(NOW, ZoneOffset.UTC)).render(Optional.empty());
    }

    @Test
    void listsJobsWithALinkToEach() throws Exception {
        node.on(
                "/jobs?limit=100",
                "{\"jobs\":[{\"id\":\"j 1\",\"name\":\"site\",\"state\":\"running\",\"tasks\":{\"total\":4,"
                        + "\"succeeded\":1,\"failed\":1}}]}");

        assertThat(list()).contains("href=\"${pluginRoot}?job=j%201\"", ">2/4<", "badge good\">running");
    }

    @Test
    void tellsTheCriticalPathAndHowLongIsLeftByWhatTasksHaveTaken() throws Exception {
        node.on(
                "/jobs/j/tasks?limit=10000",
                tasks(task("n1", "network", "", DONE + "\"2026-01-01T00:00:08Z\"") + ","
                        + task("n2", "network", "n1", "\"state\":\"waiting\"") + ","
                        + task("n3", "network", "n2", "\"state\":\"waiting\"") + ","
                        + task("n4", "network", "n1", "\"state\":\"waiting\"")));

        assertThat(page()).contains("n2 → n3<", "about 16 s", "as tasks have taken so far");
    }

    @Test
    void learnsFromTheJobThatWasFinishedLast() throws Exception {
        node.on("/jobs/j/tasks?limit=10000", tasks(task("n2", "network", "", "\"state\":\"waiting\"")))
                .on("/jobs?state=finished&limit=2", "{\"jobs\":[{\"id\":\"j\"},{\"id\":\"old\"}]}")
                .on("/jobs/old/tasks?limit=10000", tasks(task("n1", "network", "", DONE + "\"2026-01-01T00:00:30Z\"")));

        assertThat(page()).contains("about 30 s");
    }

    @Test
    void saysWhereItGuesses() throws Exception {
        node.on("/jobs/j/tasks?limit=10000", tasks(task("n2", "network", "", "\"state\":\"waiting\"")));

        assertThat(page()).contains("some of it guessed");
    }

    @Test
    void countsDownToTheObjective() throws Exception {
        job(",\"objectiveMillis\":90000");

        assertThat(page()).contains("tile good", "30 s to go");
    }

    @Test
    void tellsOfAJobThatIsCompleteWhetherTheObjectiveWasHeld() throws Exception {
        job(",\"objectiveMillis\":90000,\"state\":\"completed\",\"result\":\"success\"");

        assertThat(page()).contains("tile good", "held", "30 s to spare").doesNotContain("to go");
    }

    @Test
    void holdsNoObjectiveForAJobWithoutSuccess() throws Exception {
        job(",\"objectiveMillis\":90000,\"state\":\"clearing\",\"result\":\"partial-success\"");

        assertThat(page()).contains("tile bad", "not held").doesNotContain("to go");
    }

    @Test
    void warnsWhereTheObjectiveIsInDanger() throws Exception {
        job(",\"objectiveMillis\":61000");
        node.on(
                "/jobs/j/tasks?limit=10000",
                tasks(task("n1", "network", "", DONE + "\"2026-01-01T00:00:08Z\"") + ","
                        + task("n2", "network", "n1", "\"state\":\"waiting\"")));

        assertThat(page()).contains("tile bad", "in danger");
    }

    @Test
    void saysWhatHoldsEachSharedResource() throws Exception {
        node.on(
                "/jobs/j/shared",
                "{\"shared\":[{\"kind\":\"network\",\"resource\":\"n1\",\"made\":true,\"maker\":{\"job\":\"other\"},"
                        + "\"holders\":[\"j\",\"other\"]}]}");

        assertThat(page()).contains("<td>other</td>", "this job, other");
    }

    @Test
    void saysWhyATaskWaits() throws Exception {
        node.on(
                "/jobs/j/tasks?limit=10000",
                tasks(task(
                        "n1",
                        "network",
                        "",
                        "\"state\":\"waiting\",\"why\":{\"code\":\"x\",\"contents\":\"no handler for network\"}")));

        assertThat(page()).contains("n1: no handler for network");
    }

    @Test
    void drawsATaskForEachBoxAndABarForEachThatHasBegun() throws Exception {
        node.on(
                "/jobs/j/tasks?limit=10000",
                tasks(task("n1", "network", "", DONE + "\"2026-01-01T00:00:08Z\"") + ","
                        + task("n2", "network", "n1", "\"state\":\"running\",\"startedAt\":\"2026-01-01T00:00:08Z\"")
                        + "," + task("n3", "network", "n2", "\"state\":\"waiting\"")));

        String page = page();
        assertThat(page.split("<g class=\"box ", -1)).hasSize(1 + 3 + 2);
        assertThat(page.split("<path class=\"edge", -1)).hasSize(1 + 2);
    }

    @Test
    void drawsOneBoxForManyTasksOfAType() throws Exception {
        node.on(
                "/jobs/j/tasks?limit=10000",
                tasks(IntStream.range(0, 500)
                        .mapToObj(i -> task("n" + i, "network", "", "\"state\":\"waiting\""))
                        .collect(Collectors.joining(","))));

        assertThat(page()).contains("network × 500").doesNotContain(">n7<");
    }

    @Test
    void showsWhatIsUndoneWhileAJobIsCleared() throws Exception {
        job(",\"clearTasks\":{\"total\":1,\"succeeded\":0,\"failed\":0}");

        assertThat(page()).contains("0 of 1");
    }

    @Test
    void saysThatThereIsNoSuchJob() throws Exception {
        node.without("/jobs/j");

        assertThat(page()).contains("class=\"failure\"", "nothing for /jobs/j");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<script>alert(1)</script>", "' onload='x", "${appRoot}"})
    void namesFromElsewhereStayText(String hostile) throws Exception {
        String waiting = "\"state\":\"running\",\"startedAt\":\"2026-01-01T00:00:08Z\",\"node\":\"" + hostile
                + "\",\"why\":{\"contents\":\"" + hostile + "\"}";
        job(",\"why\":\"" + hostile + "\",\"type\":\"" + hostile + "\"");
        node.on("/jobs/j/tasks?limit=10000", tasks(task(hostile, hostile, "", waiting)))
                .on(
                        "/jobs/j/shared",
                        "{\"shared\":[{\"kind\":\"" + hostile + "\",\"resource\":\"" + hostile + "\",\"holders\":[\""
                                + hostile + "\"]}]}");

        assertThat(page()).doesNotContain(hostile);
    }
}
