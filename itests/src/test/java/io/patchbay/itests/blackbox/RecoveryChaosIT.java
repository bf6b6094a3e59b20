package io.patchbay.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.benchmarks.chaos.Chaos;
import io.patchbay.benchmarks.chaos.ChaosReport;
import io.patchbay.benchmarks.chaos.ChaosSize;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** Three nodes that are stopped, killed and cut off, and a ZooKeeper that is restarted, while recovery jobs run. */
class RecoveryChaosIT {
    private static final long SEED = 7;

    @Test
    void noTaskIsLostOrCommittedTwiceAndNothingThatIsHeldIsDeleted(@TempDir Path work, TestReporter reporter)
            throws Exception {
        Path home = Path.of(System.getProperty("patchbay.home")).toAbsolutePath();
        Path plan = Path.of("../examples/recovery/three-tenants.yaml");

        ChaosReport report = Chaos.run(home, work, plan, ChaosSize.SHORT, "claim", SEED, reporter::publishEntry);

        reporter.publishEntry(report.summary());
        assertThat(report.faults()).isEmpty();
    }
}
