package io.patchbay.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.benchmarks.hotswap.Size;
import io.patchbay.benchmarks.hotswap.Subject;
import io.patchbay.benchmarks.hotswap.SwapReport;
import io.patchbay.benchmarks.hotswap.SwapRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A plug-in of every extension point is upgraded, downgraded by a pin, overwritten, overwritten by a truncated jar, removed and
 * brought back, while 500 clients are connected and it is asked 200 times a second.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HotSwapUnderLoadIT {
    private SwapRun run;

    @BeforeAll
    void startANode(@TempDir Path work) throws IOException {
        Path home = Path.of(System.getProperty("patchbay.home"));
        List<Path> more = List.of(
                Path.of(System.getProperty("patchbay.echo")), Path.of(System.getProperty("patchbay.task.handler")));
        run = SwapRun.start(home, work, more, Size.SHORT);
    }

    @AfterAll
    void stopTheNode() throws IOException {
        run.close();
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void nobodyNoticesThatAPluginIsReplaced(Subject subject, TestReporter reporter)
            throws IOException, InterruptedException {
        SwapReport report = run.replace(subject);
        reporter.publishEntry(report.toString());
        assertThat(report.broken()).isEmpty();
    }

    private static List<Subject> subjects() {
        return Subject.all();
    }
}
