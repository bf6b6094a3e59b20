package io.patchbay.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.Attributes;
import io.patchbay.api.recovery.JobState;
import io.patchbay.api.recovery.JobStatus;
import io.patchbay.api.recovery.TaskCounts;
import io.patchbay.api.recovery.TaskResult;
import io.patchbay.api.recovery.TaskSpec;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How the progress of a job is shown. */
class DisplaysTest {
    private static final TaskSpec TENANT = TaskSpec.of("tenant.t", "create.tenant", Attributes.NONE);
    private static final TaskSpec COPY =
            TaskSpec.of("copy.v", "copy.volume", Attributes.NONE).after("tenant.t");
    private static final TaskSpec IMPORT =
            TaskSpec.of("import.v", "import.volume", Attributes.NONE).after("copy.v");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8);

    @Test
    void tellsWhatIsLeftAsALine() {
        assertThat(snapshot().line()).isEqualTo("running: 1/3 tasks, about 10 min 20 s left: copy.v > import.v");
    }

    @Test
    void writesALineOnlyWhenSomethingHasChanged() {
        Display display = new LineDisplay(printed);

        display.show(snapshot());
        display.show(snapshot());

        assertThat(text()).hasLineCount(1);
    }

    @Test
    void drawsABarWithWhatRunsAndTheCriticalPath() {
        new TerminalDisplay(printed, 200).show(snapshot());

        assertThat(text().lines())
                .containsExactly(
                        "█".repeat(10) + "░".repeat(20)
                                + " 1/3, 1 min 0 s, about 10 min 20 s left, objective in 9 min 0 s: it will be missed",
                        "now       copy.v",
                        "critical  copy.v > import.v");
    }

    @Test
    void countsNothingDownWhileAJobIsUndone() {
        JobStatus clearing = Seen.clearing("job", new TaskCounts(3, 0, 0, 3, 0), new TaskCounts(1, 1, 0, 0, 0));

        new TerminalDisplay(printed, 200).show(Snapshot.of(clearing, List.of(), PlanFile.plans(), Map.of()));

        assertThat(text()).contains("0/1").doesNotContain("objective");
    }

    @Test
    void drawsOverWhatItHasDrawn() {
        Display display = new TerminalDisplay(printed, 200);
        display.show(snapshot());
        out.reset();

        display.show(snapshot());

        assertThat(text()).startsWith("\u001b[3A\u001b[2K");
    }

    @Test
    void cutsLinesThatAreLongerThanTheTerminal() {
        new TerminalDisplay(printed, 40).show(snapshot());

        assertThat(text().lines()).allMatch(line -> line.length() <= 40);
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Snapshot snapshot() {
        return Snapshot.of(
                Seen.job(
                        "job",
                        JobState.RUNNING,
                        Optional.empty(),
                        new TaskCounts(3, 1, 1, 1, 0),
                        Duration.ofMinutes(1)),
                List.of(
                        Seen.ended(TENANT, TaskResult.SUCCESS, Duration.ofSeconds(1)),
                        Seen.running(COPY),
                        Seen.waiting(IMPORT)),
                PlanFile.plans(),
                Map.of());
    }
}
