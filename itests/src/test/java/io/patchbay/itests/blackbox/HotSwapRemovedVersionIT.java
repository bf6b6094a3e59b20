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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * A protocol version is removed while clients speak it in rooms with others. Nobody notices where it returns in time; where it
 * does not they are cut off when they have waited for it, come back with their tickets when it does, and have missed nothing.
 * {@code ./patchbay bench hotswap removed} does so with every version that can come back.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HotSwapRemovedVersionIT {
    private SwapRun run;

    @BeforeAll
    void startANode(@TempDir Path work) throws IOException {
        run = SwapRun.start(Path.of(System.getProperty("patchbay.home")), work, List.of(), Size.SMALL);
    }

    @AfterAll
    void stopTheNode() throws IOException {
        run.close();
    }

    @Test
    void itsClientsWaitForASuccessorAndCanComeBack(TestReporter reporter) throws IOException, InterruptedException {
        SwapReport report = run.remove(Subject.of("1.2"));
        reporter.publishEntry(report.toString());
        assertThat(report.broken()).isEmpty();
    }
}
