package io.patchbay.migrator.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.Attributes;
import io.patchbay.api.recovery.Attempt;
import io.patchbay.api.recovery.Command;
import io.patchbay.api.recovery.JobResult;
import io.patchbay.api.recovery.JobState;
import io.patchbay.api.recovery.JobSubmission;
import io.patchbay.api.recovery.JobType;
import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.ReverseTask;
import io.patchbay.api.recovery.TaskHandler;
import io.patchbay.api.recovery.TaskSpec;
import io.patchbay.testing.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of jobs when their time has come, by a clock that the test moves. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class JobsInTimeTest {
    @TempDir
    Path folder;

    private final List<String> performed = new CopyOnWriteArrayList<>();
    private final ManualClock clock = new ManualClock();
    private final FixedSlots slots = new FixedSlots().with("claim", TestNode.CLAIM);
    private TestZooKeeper zookeeper;
    private TestNode node;

    private final class Recording implements TaskHandler {
        @Override
        public Optional<Output> find(Attempt attempt) {
            return Optional.empty();
        }

        @Override
        public Output perform(Attempt attempt) {
            performed.add(attempt.task());
            return Output.NONE;
        }
    }

    @BeforeEach
    void start() throws Exception {
        zookeeper = new TestZooKeeper(folder);
        node = new TestNode("solo", zookeeper, slots, TestNode.settings(Map.of()), UnaryOperator.identity(), clock)
                .leading();
    }

    @AfterEach
    void stop() {
        node.close();
        zookeeper.close();
    }

    private static JobSubmission job(JobType type) {
        return JobSubmission.of(
                "job",
                type,
                "site-b",
                List.of(TaskSpec.of("a", "make", Attributes.NONE).undoneBy(new ReverseTask("make", Attributes.NONE))));
    }

    private String running(JobSubmission job) {
        String id = node.submit(job);
        node.await(id, JobState.RUNNING);
        return id;
    }

    @Test
    void aPausedJobGoesOnAtItsTime() {
        String job = running(job(JobType.MIGRATION));
        node.command(job, new Command.Pause(Optional.of(clock.instant().plus(Duration.ofMinutes(45)))));
        slots.with("make", new Recording());

        clock.advance(Duration.ofMinutes(46));

        assertThat(node.await(job, JobState.COMPLETED).elapsed()).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void aDrillIsRolledBackByItselfAfterItsTime() {
        slots.with("make", new Recording());
        String drill = node.submit(job(JobType.SIMULATION));
        node.await(drill, JobState.COMPLETED);

        clock.advance(Duration.ofHours(1)); // so that it can still be read

        node.await(drill, JobState.FINISHED);
        assertThat(performed).containsExactly("a", "clear.a");
    }

    @Test
    void aDrillThatMissesItsObjectiveHasFailed() {
        String drill = running(job(JobType.SIMULATION).within(Duration.ofMinutes(1)));
        clock.advance(Duration.ofMinutes(2));
        slots.with("make", new Recording());

        assertThat(node.await(drill, JobState.COMPLETED).result()).contains(JobResult.FAILED);
    }

    @Test
    void aDrillThatWaitedTooLongIsOver() {
        running(job(JobType.MIGRATION).in("shop"));
        String drill = node.submit(job(JobType.SIMULATION).in("shop"));
        node.await(drill, JobState.WAITING);

        clock.advance(Duration.ofMinutes(11));

        assertThat(node.await(drill, JobState.FINISHED).result()).contains(JobResult.WAITED_TOO_LONG);
    }

    @Test
    void aRealJobTakesThePlaceOfADrill() {
        String drill = running(job(JobType.SIMULATION).in("shop"));

        running(job(JobType.MIGRATION).in("shop"));

        assertThat(node.await(drill, JobState.FINISHED).result()).contains(JobResult.CANCELED);
    }
}
