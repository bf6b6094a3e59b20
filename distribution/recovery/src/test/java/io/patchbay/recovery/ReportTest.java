package io.patchbay.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.patchbay.api.Attributes;
import io.patchbay.api.recovery.JobResult;
import io.patchbay.api.recovery.JobState;
import io.patchbay.api.recovery.TaskCounts;
import io.patchbay.api.recovery.TaskResult;
import io.patchbay.api.recovery.TaskSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report at the end of a recovery. */
class ReportTest {
    private static final TaskSpec WEB = TaskSpec.of("instance.web", "create-and-diagnosis.instance", Attributes.NONE)
            .named("web <1>")
            .asGoal();
    private static final TaskSpec DB = TaskSpec.of("instance.db", "create-and-diagnosis.instance", Attributes.NONE)
            .asGoal();

    @TempDir
    private Path data;

    @Test
    void tellsAfterWhatTimeAnInstanceServed() throws Exception {
        JsonNode report = written("drill-1", Duration.ofMinutes(2));

        assertThat(report.path("instances").path(0).path("millis").asLong()).isEqualTo(120_000);
        assertThat(report.path("withinObjective").asBoolean()).isTrue();
    }

    @Test
    void tellsNoTimeOfAnInstanceThatDoesNotServe() throws Exception {
        JsonNode line =
                written("drill-1", Duration.ofMinutes(2)).path("instances").path(1);

        assertThat(line.path("result").asText()).isEqualTo("failed");
        assertThat(line.has("millis")).isFalse();
    }

    @Test
    void comparesWithTheLastDrill() throws Exception {
        written("drill-1", Duration.ofMinutes(2));

        JsonNode report = written("drill-2", Duration.ofMinutes(3));

        assertThat(report.path("lastDrill").asText()).isEqualTo("drill-1");
        assertThat(report.path("instances").path(0).path("millisInLastDrill").asLong())
                .isEqualTo(120_000);
        assertThat(page("drill-2")).contains("+1 min 0 s").contains("30 %");
    }

    @Test
    void isNotHurtByAReportThatWasCutOff() throws Exception {
        Files.createDirectories(data.resolve("recovery/reports"));
        Files.writeString(data.resolve("recovery/reports/drill-1.json"), "{\"job\":\"dri");

        assertThat(written("drill-2", Duration.ofMinutes(3)).has("lastDrill")).isFalse();
    }

    @Test
    void showsNamesOnThePageAsTheyAre() throws Exception {
        written("drill-1", Duration.ofMinutes(2));

        assertThat(page("drill-1")).contains("web &lt;1&gt;").doesNotContain("<1>");
    }

    @Test
    void saysThatHandlersDidNothing() throws Exception {
        written("drill-1", Duration.ofMinutes(2));

        assertThat(page("drill-1")).contains("say nothing of a real recovery");
    }

    private String page(String job) throws IOException {
        return Files.readString(data.resolve("recovery/reports/" + job + ".html"));
    }

    private JsonNode written(String job, Duration after) throws Exception {
        RecoverOptions options =
                RecoverOptions.parse(List.of("plan.yaml", "--drill", "--handlers", "noop", "--data", data.toString()));
        Report.of(
                        Seen.job(
                                job,
                                JobState.COMPLETED,
                                Optional.of(JobResult.FAILED),
                                new TaskCounts(2, 0, 0, 1, 1),
                                after),
                        List.of(Seen.ended(WEB, TaskResult.SUCCESS, after), Seen.ended(DB, TaskResult.FAILED, after)),
                        options)
                .write(data);
        return new ObjectMapper()
                .readTree(data.resolve("recovery/reports/" + job + ".json").toFile());
    }
}
