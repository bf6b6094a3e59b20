package io.patchbay.migrator.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.Attributes;
import io.patchbay.api.recovery.Attempt;
import io.patchbay.api.recovery.Command;
import io.patchbay.api.recovery.Commanded;
import io.patchbay.api.recovery.Fault;
import io.patchbay.api.recovery.JobResult;
import io.patchbay.api.recovery.JobState;
import io.patchbay.api.recovery.JobSubmission;
import io.patchbay.api.recovery.JobType;
import io.patchbay.api.recovery.Message;
import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.ReverseTask;
import io.patchbay.api.recovery.SharedKey;
import io.patchbay.api.recovery.SharedKind;
import io.patchbay.api.recovery.SharedStatus;
import io.patchbay.api.recovery.SharedUse;
import io.patchbay.api.recovery.Submitted;
import io.patchbay.api.recovery.TaskFailedException;
import io.patchbay.api.recovery.TaskHandler;
import io.patchbay.api.recovery.TaskResult;
import io.patchbay.api.recovery.TaskSpec;
import io.patchbay.api.recovery.TaskState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is too large is refused, and what is only large holds nothing up. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class BoundsTest {
    @TempDir
    Path folder;

    private TestZooKeeper zookeeper;
    private TestNode node;

    /** Makes text of the length that its input has. */
    private static final class Lengthy implements TaskHandler {
        @Override
        public Optional<Output> find(Attempt attempt) {
            return Optional.empty();
        }

        @Override
        public Output perform(Attempt attempt) {
            return text((int) attempt.input().number("length").orElse(0));
        }
    }

    /** Never succeeds, and says at length why. */
    private static final class Failing implements TaskHandler {
        @Override
        public Optional<Output> find(Attempt attempt) {
            return Optional.empty();
        }

        @Override
        public Output perform(Attempt attempt) throws TaskFailedException {
            throw TaskFailedException.permanent(new Message("failing", "ж".repeat(4000)));
        }
    }

    @BeforeEach
    void start() throws Exception {
        zookeeper = new TestZooKeeper(folder);
        FixedSlots slots = new FixedSlots()
                .with("claim", TestNode.CLAIM)
                .with("text", new Lengthy())
                .with("failing", new Failing());
        node = new TestNode("solo", zookeeper, slots, TestNode.settings(Map.of())).leading();
    }

    @AfterEach
    void stop() {
        node.close();
        zookeeper.close();
    }

    private static Output text(int length) {
        return Output.of(Attributes.of("text", "x".repeat(length)));
    }

    private static TaskSpec making(String id, int length) {
        return TaskSpec.of(id, "text", Attributes.of("length", length));
    }

    private static TaskSpec sharing(String id, int length) {
        return making(id, length).sharing(SharedUse.of(keyOf(id)));
    }

    private static SharedKey keyOf(String id) {
        return new SharedKey(SharedKind.NETWORK, id, "site-b");
    }

    private static JobSubmission job(List<TaskSpec> tasks) {
        return JobSubmission.of("bounds", JobType.MIGRATION, "site-b", tasks);
    }

    private String waitingForAHandler() {
        String job = node.submit(job(List.of(
                TaskSpec.of("a", "absent", Attributes.NONE), making("b", 1).after("a"))));
        Awaitility.await().until(() -> node.status(job).state() == JobState.RUNNING);
        return job;
    }

    @Test
    void failsATaskThatMakesMoreThanItMay() {
        String job = node.submit(job(List.of(making("a", Output.MAX_BYTES))));
        node.await(job, JobState.COMPLETED);

        assertThat(node.task(job, "a").result()).contains(TaskResult.FAILED);
        assertThat(node.task(job, "a").why())
                .contains(new Message("output-too-large", "an output must be at most 16777216 bytes but had 16777227"));
    }

    @Test
    void failsATaskThatMakesMoreThanJobsMayShare() {
        String job = node.submit(job(List.of(sharing("a", 200 * 1024))));
        node.await(job, JobState.COMPLETED);

        assertThat(node.task(job, "a").why())
                .contains(new Message(
                        "output-too-large", "an output of a shared task must be at most 204800 bytes but had 204811"));
    }

    @Test
    void keepsALargeOutputThatStandsForASkippedTasks() {
        String job = waitingForAHandler();

        assertThat(node.command(job, new Command.Skip("a", Optional.of(text(2_000_000)))))
                .isInstanceOf(Commanded.Done.class);

        node.await(job, JobState.COMPLETED);
        assertThat(node.task(job, "a").output()).contains(text(2_000_000));
    }

    @Test
    void refusesAnOutputThatIsTooLargeToStandForASkippedTasks() {
        String job = waitingForAHandler();

        assertThat(node.command(job, new Command.Skip("a", Optional.of(text(Output.MAX_BYTES)))))
                .isEqualTo(new Commanded.Refused(
                        "output-too-large", "an output must be at most 16777216 bytes but had 16777227"));
        assertThat(node.task(job, "a").state()).isEqualTo(TaskState.WAITING);
    }

    @Test
    void refusesLabelsThatAreTooLong() {
        JobSubmission plain = job(List.of(making("a", 1)));
        JobSubmission labelled = new JobSubmission(
                Optional.of("labelled"),
                plain.name(),
                plain.type(),
                plain.group(),
                plain.cluster(),
                plain.tasks(),
                plain.objective(),
                plain.startAt(),
                Attributes.of("plan", "x".repeat(JobSubmission.MAX_LABEL_BYTES)));

        assertThat(TestNode.done(node.migrator().submit(labelled, "tester")))
                .isEqualTo(new Submitted.Refused(List.of(Fault.of(
                        "oversize", "/labels", "labels must be at most 262144 bytes of JSON but have 262155"))));
        assertThat(TestNode.done(node.migrator().jobs())).isEmpty();
    }

    @Test
    void ignoresManyTasksEachForManyFailures() {
        List<TaskSpec> tasks = new ArrayList<>();
        String[] failing = new String[1500];
        for (int number = 0; number < failing.length; number++) {
            failing[number] = "failing-" + "x".repeat(80) + number;
            tasks.add(TaskSpec.of(failing[number], "failing", Attributes.NONE));
        }
        for (int number = 0; number < 20; number++) {
            tasks.add(making("goal" + number, 1).after(failing).asGoal());
        }
        String job = node.submit(job(tasks));

        assertThat(node.await(job, JobState.COMPLETED).result()).contains(JobResult.FAILED);
        assertThat(node.task(job, "goal0").failedDependencies()).hasSize(200).allMatch(id -> List.of(failing)
                .contains(id));
    }

    @Test
    void confirmsAJobThatKeepsMoreThanOneTransactionHolds() {
        List<TaskSpec> tasks = new ArrayList<>();
        List<SharedKey> keys = new ArrayList<>();
        for (int number = 0; number < 60; number++) {
            tasks.add(sharing("net" + number, 30_000));
            keys.add(keyOf("net" + number));
        }
        String job = node.submit(job(tasks));
        node.await(job, JobState.COMPLETED);

        node.command(job, new Command.Confirm());

        node.await(job, JobState.FINISHED);
        assertThat(TestNode.done(node.migrator().shared(keys))).hasSize(60).allMatch(SharedStatus::confirmed);
    }

    @Test
    void rollsBackAJobOfManyTasksWhoseIdsSayNothing() {
        List<TaskSpec> tasks = new ArrayList<>();
        java.util.Random random = new java.util.Random(5);
        for (int number = 0; number < 9000; number++) {
            byte[] bytes = new byte[48];
            random.nextBytes(bytes);
            tasks.add(making(java.util.HexFormat.of().formatHex(bytes), 1)
                    .undoneBy(new ReverseTask("text", Attributes.NONE)));
        }
        String job = node.submit(job(tasks));
        node.await(job, JobState.COMPLETED);

        node.command(job, new Command.Rollback());

        node.await(job, JobState.FINISHED);
        assertThat(node.status(job).clearTasks().total()).isEqualTo(9000);
    }
}
