package io.patchbay.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.Attributes;
import io.patchbay.api.recovery.Command;
import io.patchbay.api.recovery.Commanded;
import io.patchbay.api.recovery.Output;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /recovery/v1/jobs/{job}/operations}. */
class JobOperationsTest extends JobsCase {
    private HttpResponse<String> operate(String body) {
        return api.asAdmin("POST", JOBS + "/j1/operations", body);
    }

    @Test
    void givesCommands() {
        api.asAdmin("POST", JOBS, job(",\"id\":\"j1\"", TASK));
        for (String body : List.of(
                "{\"operation\":\"pause\",\"until\":\"2030-01-01T00:00:00Z\"}",
                "{\"operation\":\"pause\"}",
                "{\"operation\":\"resume\"}",
                "{\"operation\":\"cancel\"}",
                "{\"operation\":\"retry\",\"goals\":[\"a\"]}",
                "{\"operation\":\"rollback\"}",
                "{\"operation\":\"ignore-rollback\"}",
                "{\"operation\":\"confirm\"}",
                "{\"operation\":\"cancel-confirm\"}",
                "{\"operation\":\"skip\",\"task\":\"net\",\"output\":{\"id\":1}}",
                "{\"operation\":\"rerun\",\"task\":\"net\"}")) {
            assertThat(operate(body).statusCode()).as(body).isEqualTo(200);
        }

        assertThat(api.jobs.commands)
                .containsExactly(
                        new Command.Pause(Optional.of(Instant.parse("2030-01-01T00:00:00Z"))),
                        new Command.Pause(Optional.empty()),
                        new Command.Resume(),
                        new Command.Cancel(),
                        new Command.Retry(List.of("a")),
                        new Command.Rollback(),
                        new Command.IgnoreRollback(),
                        new Command.Confirm(),
                        new Command.CancelConfirm(),
                        new Command.Skip("net", Optional.of(Output.of(Attributes.of("id", 1)))),
                        new Command.Rerun("net"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"operation\":\"stop\"}",
                "{\"operation\":\"pause\",\"until\":\"soon\"}",
                "{\"operation\":\"resume\",\"until\":\"2030-01-01T00:00:00Z\"}",
                "{\"operation\":\"skip\"}",
                "{\"operation\":\"skip\",\"task\":\"a b\"}",
                "{\"operation\":\"retry\",\"goals\":\"a\"}"
            })
    void refusesAWrongOperation(String body) {
        api.asAdmin("POST", JOBS, job(",\"id\":\"j1\"", TASK));

        Json.assertProblem(operate(body), 400, "invalid-value");
        assertThat(api.jobs.commands).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "wrong-state,409",
        "bad-resume-time,400",
        "nothing-failed,409",
        "task-not-done,409",
        "task-not-open,409",
        "output-too-large,413",
        "busy,503"
    })
    void saysWhyACommandIsRefused(String code, int status) {
        api.asAdmin("POST", JOBS, job(",\"id\":\"j1\"", TASK));
        api.jobs.answer = Optional.of(new Commanded.Refused(code, "only a paused job is resumed"));

        HttpResponse<String> refused = operate("{\"operation\":\"resume\"}");

        Json.assertProblem(refused, status, code);
        assertThat(Json.text(refused.body(), "detail")).isEqualTo("Only a paused job is resumed.");
    }

    @Test
    void tellsWhatAJobAndItsTasksMayBeTold() {
        api.asAdmin("POST", JOBS, job(",\"id\":\"j1\"", TASK));
        String told = "[{\"name\":\"pause\",\"allowed\":true},"
                + "{\"name\":\"resume\",\"allowed\":false,\"why\":\"Only a paused job is resumed.\"}]";

        assertThat(api.asAdmin("GET", JOBS + "/j1", "").body()).contains("\"operations\":" + told);
        assertThat(api.asAdmin("GET", JOBS + "/j1/tasks/net", "").body()).contains("\"operations\":" + told);
        assertThat(api.asAdmin("GET", JOBS, "").body()).doesNotContain("operations");
    }

    @Test
    void saysThatThereIsNothingToCommand() {
        Json.assertProblem(operate("{\"operation\":\"resume\"}"), 404, "unknown-job");
        Json.assertProblem(operate("{\"operation\":\"rerun\",\"task\":\"a\"}"), 404, "unknown-job-task");
    }
}
