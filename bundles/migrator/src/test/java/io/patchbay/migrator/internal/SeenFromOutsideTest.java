package io.patchbay.migrator.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.Attributes;
import io.patchbay.api.metrics.Metric;
import io.patchbay.api.metrics.Sample;
import io.patchbay.api.recovery.Attempt;
import io.patchbay.api.recovery.Command;
import io.patchbay.api.recovery.JobState;
import io.patchbay.api.recovery.JobSubmission;
import io.patchbay.api.recovery.JobType;
import io.patchbay.api.recovery.LogEntry;
import io.patchbay.api.recovery.Message;
import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.SharedKey;
import io.patchbay.api.recovery.SharedKind;
import io.patchbay.api.recovery.SharedStatus;
import io.patchbay.api.recovery.SharedUse;
import io.patchbay.api.recovery.TaskFailedException;
import io.patchbay.api.recovery.TaskHandler;
import io.patchbay.api.recovery.TaskKey;
import io.patchbay.api.recovery.TaskSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is read of jobs again and again: their logs in parts, and what a node counts. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SeenFromOutsideTest {
    @TempDir
    Path folder;

    private TestZooKeeper zookeeper;
    private TestNode node;

    /** Fails once. */
    private static final class Flaky implements TaskHandler {
        @Override
        public Optional<Output> find(Attempt attempt) {
            return Optional.empty();
        }

        @Override
        public Output perform(Attempt attempt) throws TaskFailedException {
            if (attempt.number() == 1) {
                throw TaskFailedException.retryable(new Message("flaky", "not yet"));
            }
            return Output.NONE;
        }
    }

    @BeforeEach
    void start() throws Exception {
        zookeeper = new TestZooKeeper(folder);
        FixedSlots slots = new FixedSlots().with("claim", TestNode.CLAIM).with("flaky", new Flaky());
        node = new TestNode("solo", zookeeper, slots, TestNode.settings(Map.of())).leading();
    }

    @AfterEach
    void stop() {
        node.close();
        zookeeper.close();
    }

    private String completedChain() {
        String job = node.submit(JobSubmission.of(
                "chain",
                JobType.MIGRATION,
                "site-b",
                List.of(
                        TaskSpec.of("a", "flaky", Attributes.NONE),
                        TaskSpec.of("b", "flaky", Attributes.NONE).after("a"),
                        TaskSpec.of("c", "flaky", Attributes.NONE).after("b"))));
        node.await(job, JobState.COMPLETED);
        return job;
    }

    private List<LogEntry> log(String job, Optional<String> after, int limit) {
        return TestNode.done(node.migrator().log(job, after, limit)).orElseThrow();
    }

    private List<LogEntry> logInParts(String job, int size) {
        List<LogEntry> read = new ArrayList<>();
        List<LogEntry> part = log(job, Optional.empty(), size);
        while (!part.isEmpty()) {
            read.addAll(part);
            part = log(job, Optional.of(part.get(part.size() - 1).position()), size);
        }
        return read;
    }

    @Test
    void theLogInPartsIsTheWholeLog() {
        String job = completedChain();

        List<LogEntry> parts = logInParts(job, 2);

        assertThat(parts).hasSizeGreaterThan(10).isEqualTo(log(job, Optional.empty(), 1000));
        assertThat(logInParts(job, 3)).isEqualTo(parts);
    }

    @Test
    void theLogGoesOnWhereItWasReadTo() {
        String job = completedChain();
        List<LogEntry> before = log(job, Optional.empty(), 1000);
        node.command(job, new Command.Rollback());
        node.await(job, JobState.FINISHED);

        List<LogEntry> news = log(job, Optional.of(before.get(before.size() - 1).position()), 1000);

        assertThat(news).extracting(LogEntry::code).contains("operation.rollback", "job.finished");
        assertThat(news).doesNotContainAnyElementsOf(before);
    }

    @Test
    void tellsWhoHoldsWhatIsSharedNow() {
        SharedKey network = new SharedKey(SharedKind.NETWORK, "n", "site-b");
        SharedKey another = new SharedKey(SharedKind.NETWORK, "m", "site-b");
        TaskSpec making = TaskSpec.of("a", "flaky", Attributes.NONE).sharing(SharedUse.of(network));
        String job = node.submit(JobSubmission.of("sharing", JobType.MIGRATION, "site-b", List.of(making)));
        node.await(job, JobState.COMPLETED);

        assertThat(TestNode.done(node.migrator().shared(List.of(another, network))))
                .containsExactly(
                        new SharedStatus(network, Optional.of(new TaskKey(job, "a")), true, false, Set.of(job)));
    }

    private double value(String name, Map<String, String> labels) {
        return TestNode.done(node.migrator().metrics()).stream()
                .filter(metric -> metric.name().equals(name))
                .flatMap(metric -> samplesOf(metric).stream())
                .filter(sample -> sample.labels().equals(labels))
                .mapToDouble(Sample::value)
                .sum();
    }

    private static List<Sample> samplesOf(Metric metric) {
        if (metric instanceof Metric.Counter counter) {
            return counter.samples();
        }
        return metric instanceof Metric.Gauge gauge ? gauge.samples() : List.of();
    }

    @Test
    void aTaskCountsOnceHoweverOftenItWasTried() {
        completedChain();

        assertThat(value("patchbay_recovery_tasks_total", Map.of("type", "flaky", "result", "success")))
                .isEqualTo(3);
        assertThat(value("patchbay_recovery_attempts_total", Map.of("type", "flaky")))
                .isEqualTo(6);
    }

    @Test
    void theNodeThatLeadsTellsHowManyJobsThereAre() {
        completedChain();

        assertThat(value("patchbay_recovery_jobs", Map.of("state", "completed")))
                .isEqualTo(1);
        node.leadsNoMore();
        assertThat(TestNode.done(node.migrator().metrics()))
                .extracting(Metric::name)
                .doesNotContain("patchbay_recovery_jobs")
                .contains("patchbay_recovery_tasks_total");
    }

    @Test
    void everyAttemptTellsHowLongItsTaskHadWaited() {
        completedChain();

        Metric.Histogram waits = TestNode.done(node.migrator().metrics()).stream()
                .filter(Metric.Histogram.class::isInstance)
                .map(Metric.Histogram.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(waits.distributions().get(0).buckets().stream()
                        .mapToLong(bucket -> bucket.count())
                        .sum())
                .isEqualTo(6);
    }
}
