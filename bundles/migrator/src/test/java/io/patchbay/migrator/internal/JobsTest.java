package io.patchbay.migrator.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.Attributes;
import io.patchbay.api.recovery.Command;
import io.patchbay.api.recovery.Commanded;
import io.patchbay.api.recovery.JobResult;
import io.patchbay.api.recovery.JobState;
import io.patchbay.api.recovery.JobStatus;
import io.patchbay.api.recovery.JobSubmission;
import io.patchbay.api.recovery.JobType;
import io.patchbay.api.recovery.LogEntry;
import io.patchbay.api.recovery.Message;
import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.Submitted;
import io.patchbay.api.recovery.TaskFailedException;
import io.patchbay.api.recovery.TaskResult;
import io.patchbay.api.recovery.TaskSpec;
import io.patchbay.api.recovery.TaskState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What an operator sees of jobs on one node. */
class JobsTest extends JobsCase {
    @Test
    void runsTasksInTheOrderOfTheirDependencies() {
        String job = node.submit(job(task("c").after("b"), task("b").after("a"), task("a")));

        JobStatus status = node.await(job, JobState.COMPLETED);

        assertThat(status.result()).contains(JobResult.SUCCESS);
        assertThat(performed).containsExactly("a", "b", "c");
        assertThat(slots.leases()).isZero();
    }

    @Test
    void claimsAnotherTaskInTheTransactionThatCommitsAResult() {
        String job = node.submit(job(IntStream.range(0, 17) // one more than at once
                .mapToObj(number -> task("t" + number))
                .toArray(TaskSpec[]::new)));
        node.await(job, JobState.COMPLETED);

        Map<String, String> transactions = new HashMap<>(); // by what happened in them
        TestNode.done(node.migrator().log(job, Optional.empty(), 1000))
                .orElseThrow()
                .forEach(line ->
                        transactions.merge(line.code(), line.position().split("-", -1)[0] + " ", String::concat));
        assertThat(transactions.get("noop.success").split(" ", -1))
                .containsAnyOf(transactions.get("noop.started").strip().split(" ", -1));
    }

    @Test
    void keepsWhatATaskHasMade() {
        String job = node.submit(
                job(TaskSpec.of("a", "noop", Attributes.of("big", new java.math.BigInteger("9".repeat(30))))));
        node.await(job, JobState.COMPLETED);

        assertThat(node.task(job, "a").output().orElseThrow().values().values())
                .containsEntry("big", new java.math.BigInteger("9".repeat(30)));
    }

    @Test
    void keepsOutputsThatAreTooLargeForOneEntry() {
        String large = "x".repeat(3_000_000);
        slots.with("large", handler(attempt -> Output.of(Attributes.of("text", large))));
        String job = node.submit(job(TaskSpec.of("a", "large", Attributes.NONE)));
        node.await(job, JobState.COMPLETED);

        assertThat(node.task(job, "a").output().orElseThrow().values().text("text"))
                .contains(large);
    }

    @Test
    void makesAnotherThingForAJobOfTheSameIdInAnotherStore() throws Exception {
        List<String> keys = new CopyOnWriteArrayList<>();
        slots.with("marks", handler(attempt -> {
            keys.add(attempt.idempotencyKey());
            return Output.NONE;
        }));
        JobSubmission job = job(TaskSpec.of("a", "marks", Attributes.NONE)).as("same");
        node.await(node.submit(job), JobState.COMPLETED);
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        try (TestZooKeeper otherStore = new TestZooKeeper(elsewhere);
                TestNode other = new TestNode("other", otherStore, slots, TestNode.settings(Map.of())).leading()) {
            other.await(other.submit(job), JobState.COMPLETED);
        }

        assertThat(keys).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void triesAgainWhatMaySucceedLater() {
        slots.with("flaky", handler(attempt -> {
            if (attempt.number() < 3) {
                throw TaskFailedException.retryable(new Message("flaky", "not yet"));
            }
            return Output.NONE;
        }));
        String job = node.submit(job(TaskSpec.of("a", "flaky", Attributes.NONE)));

        node.await(job, JobState.COMPLETED);

        assertThat(node.task(job, "a").attempt()).isEqualTo(3);
        assertThat(node.task(job, "a").result()).contains(TaskResult.SUCCESS);
    }

    @Test
    void ignoresWhatDependsOnAFailureAndNamesIt() {
        slots.with("bad", handler(attempt -> {
            throw TaskFailedException.permanent(new Message("bad", "never"));
        }));
        String job = node.submit(job(
                TaskSpec.of("a", "bad", Attributes.NONE),
                task("b").after("a"),
                task("c").after("b"),
                task("d")));

        JobStatus status = node.await(job, JobState.COMPLETED);

        assertThat(status.result()).contains(JobResult.PARTIAL_SUCCESS);
        assertThat(node.task(job, "b").result()).contains(TaskResult.IGNORED);
        assertThat(node.task(job, "b").failedDependencies()).containsExactly("a");
        assertThat(node.task(job, "c").failedDependencies()).containsExactly("b");
    }

    @Test
    void waitsForAHandlerThatIsMissingAndSaysSo() {
        String job = node.submit(job(TaskSpec.of("a", "absent", Attributes.NONE)));
        Awaitility.await().until(() -> node.task(job, "a").why().isPresent());

        assertThat(node.task(job, "a").state()).isEqualTo(TaskState.WAITING);
        assertThat(node.task(job, "a").why().orElseThrow().contents()).isEqualTo("no handler 'absent' is installed");

        slots.with("absent", new Recording());
        node.await(job, JobState.COMPLETED);
    }

    @Test
    void refusesAGraphWithEveryFault() {
        Submitted answer = TestNode.done(node.migrator()
                .submit(
                        job(
                                task("a").after("b"),
                                task("b").after("a"),
                                task("c").after("none"),
                                task("c")),
                        "tester"));

        assertThat(answer).isInstanceOfSatisfying(Submitted.Refused.class, refused -> assertThat(refused.faults())
                .extracting(fault -> fault.code() + " " + fault.pointer())
                .contains("unknown-dependency /tasks/2/dependencies/0", "duplicate-id /tasks/3/id"));
        assertThat(TestNode.done(node.migrator().jobs())).isEmpty();
    }

    @Test
    void acceptsTheSameSubmissionTwiceAndRunsItOnce() {
        JobSubmission submission = job(task("a")).as("same");
        node.submit(submission);

        assertThat(TestNode.done(node.migrator().submit(submission, "tester")))
                .isEqualTo(new Submitted.Accepted("same", true));
        node.await("same", JobState.COMPLETED);
        assertThat(performed).containsExactly("a");
    }

    @Test
    void saysThatThereIsNoSuchJobHoweverSoonThatIsKnown() throws Exception {
        Thread caller = Thread.currentThread();
        try (TestNode prompt = new TestNode(
                "prompt",
                zookeeper,
                new FixedSlots().with("claim", TestNode.CLAIM),
                TestNode.settings(Map.of()),
                tree -> new PromptTree(tree, caller))) {
            assertThat(prompt.command("none", new Command.Cancel())).isEqualTo(new Commanded.Unknown());
            assertThat(prompt.command("none", new Command.Cancel())).isEqualTo(new Commanded.Unknown());
        }
    }

    @Test
    void chainsTheAuditLogByHashes() {
        String job = node.submit(job(task("a"), task("b").after("a")));
        node.await(job, JobState.COMPLETED);

        List<LogEntry> log =
                TestNode.done(node.migrator().log(job, Optional.empty(), 1000)).orElseThrow();

        assertThat(log)
                .extracting(LogEntry::code)
                .contains(
                        "job.submitted", "job.pending", "job.running", "noop.started", "noop.success", "job.completed");
        assertThat(log).extracting(LogEntry::position).isSorted();
        List<LogEntry> chain =
                new ArrayList<>(log.subList(1, log.size())); // the first is of the submission's own chain
        for (int place = 1; place < chain.size(); place++) {
            assertThat(chain.get(place).previous())
                    .isEqualTo(chain.get(place - 1).hash());
        }
    }

    @Test
    void runsAThousandTasksInLayersEachOnce() {
        List<TaskSpec> tasks = new ArrayList<>();
        for (int layer = 0; layer < 20; layer++) {
            for (int place = 0; place < 50; place++) {
                TaskSpec task = task(layer + "-" + place);
                tasks.add(
                        layer == 0
                                ? task
                                : task.after((layer - 1) + "-" + place, (layer - 1) + "-" + (place + 1) % 50));
            }
        }
        String job = node.submit(JobSubmission.of("layers", JobType.MIGRATION, "site-b", tasks));

        assertThat(node.await(job, JobState.COMPLETED).result()).contains(JobResult.SUCCESS);
        assertThat(performed).hasSize(1000).doesNotHaveDuplicates();
    }
}
