package io.patchbay.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.benchmarks.hotswap.BadPlugin;
import io.patchbay.benchmarks.hotswap.Size;
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
 * A plug-in that throws, dawdles, lies, or cannot even be installed is dropped in where a good one serves, while clients are
 * connected and it is asked 200 times a second. {@code ./patchbay bench hotswap} does the same at full size.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HotSwapBadPluginsIT {
    private SwapRun run;

    @BeforeAll
    void startANode(@TempDir Path work) throws IOException {
        Path home = Path.of(System.getProperty("patchbay.home"));
        run = SwapRun.start(home, work, List.of(Path.of(System.getProperty("patchbay.echo"))), Size.SMALL);
    }

    @AfterAll
    void stopTheNode() throws IOException {
        run.close();
    }

    @ParameterizedTest
    @MethodSource("io.patchbay.benchmarks.hotswap.BadPlugin#all")
    void nobodyButTheOperatorNoticesABadPlugin(BadPlugin bad, TestReporter reporter)
            throws IOException, InterruptedException {
        SwapReport report = run.harm(bad);
        reporter.publishEntry(report.toString());
        assertThat(report.broken())
                .withFailMessage(() -> report + " breaks: " + report.broken() + ", the node has logged:\n"
                        + run.node().log())
                .isEmpty();
    }
}
