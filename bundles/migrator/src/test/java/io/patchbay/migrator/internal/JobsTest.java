package io.patchbay.migrator.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.Attributes;
import io.patchbay.api.recovery.Attempt;
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
import io.patchbay.api.recovery.ReverseTask;
import io.patchbay.api.recovery.Submitted;
import io.patchbay.api.recovery.TaskFailedException;
import io.patchbay.api.recovery.TaskHandler;
import io.patchbay.api.recovery.TaskResult;
import io.patchbay.api.recovery.TaskSpec;
import io.patchbay.api.recovery.TaskState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an operator sees of jobs on one node, with a real ZooKeeper. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class JobsTest {
    @TempDir
    Path folder;

    private final List<String> performed = new CopyOnWriteArrayList<>();
    private final FixedSlots slots = new FixedSlots();
    private TestZooKeeper zookeeper;
    private TestNode node;

    @BeforeEach
    void start() throws Exception {
        zookeeper = new TestZooKeeper(folder);
        slots.with("claim", TestNode.CLAIM).with("noop", new Recording()).with("undo", new Recording());
        node = new TestNode("solo", zookeeper, slots, TestNode.settings(Map.of())).leading();
    }

    @AfterEach
    void stop() {
        node.close();
        zookeeper.close();
    }

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
    void undoesInReverseOrderWhatSucceeded() {
        String job = node.submit(
                job(undoable("a"), undoable("b").after("a"), undoable("c").after("b")));
        node.await(job, JobState.COMPLETED);
        performed.clear();

        assertThat(node.command(job, new Command.Rollback())).isInstanceOf(Commanded.Done.class);

        node.await(job, JobState.FINISHED);
        assertThat(performed).containsExactly("clear.c", "clear.b", "clear.a");
    }

    @Test
    void confirmsByUndoingOnlyWhatNoGoalNeeds() {
        String job = node.submit(job(undoable("a"), undoable("goal").after("a").asGoal(), undoable("spare")));
        node.await(job, JobState.COMPLETED);
        performed.clear();

        node.command(job, new Command.Confirm());

        node.await(job, JobState.FINISHED);
        assertThat(performed).containsExactly("clear.spare");
    }

    @Test
    void beginsNothingWhilePausedAndGoesOnWhenResumed() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch open = new CountDownLatch(1);
        slots.with("gate", handler(attempt -> {
            begun.countDown();
            open.await();
            return Output.NONE;
        }));
        String job = node.submit(
                job(TaskSpec.of("a", "gate", Attributes.NONE), task("b").after("a")));
        begun.await();

        assertThat(node.command(job, new Command.Pause(Optional.empty()))).isInstanceOf(Commanded.Done.class);
        open.countDown();
        Awaitility.await().until(() -> node.task(job, "a").state() == TaskState.DONE);
        assertThat(node.task(job, "b").state()).isEqualTo(TaskState.WAITING);

        node.command(job, new Command.Resume());
        node.await(job, JobState.COMPLETED);
    }

    @Test
    void cancelsWhatHasNotBegun() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch open = new CountDownLatch(1);
        slots.with("gate", handler(attempt -> {
            begun.countDown();
            open.await();
            return Output.NONE;
        }));
        String job = node.submit(
                job(TaskSpec.of("a", "gate", Attributes.NONE), task("b").after("a")));
        begun.await();

        node.command(job, new Command.Cancel());
        open.countDown();

        assertThat(node.await(job, JobState.COMPLETED).result()).contains(JobResult.CANCELED);
        assertThat(node.task(job, "a").result()).contains(TaskResult.SUCCESS);
        assertThat(node.task(job, "b").result()).contains(TaskResult.CANCELED);
    }

    @Test
    void retriesWhatFailedAndWhatWasIgnored() {
        slots.with("later", handler(attempt -> {
            throw TaskFailedException.permanent(new Message("later", "not today"));
        }));
        String job = node.submit(
                job(TaskSpec.of("a", "later", Attributes.NONE), task("b").after("a")));
        node.await(job, JobState.COMPLETED);
        slots.with("later", new Recording());

        node.command(job, new Command.Retry(List.of()));

        Awaitility.await().until(() -> node.status(job).result().equals(Optional.of(JobResult.SUCCESS)));
        assertThat(performed).containsExactly("a", "b");
    }

    @Test
    void runsOneTaskAgainAndWhatFollowsIt() {
        String job = node.submit(job(task("a"), task("b").after("a"), task("c")));
        node.await(job, JobState.COMPLETED);
        performed.clear();

        node.command(job, new Command.Rerun("a"));

        Awaitility.await().until(() -> performed.size() == 2 && node.status(job).state() == JobState.COMPLETED);
        assertThat(performed).containsExactly("a", "b");
    }

    @Test
    void goesOnAsAfterASuccessWhenATaskIsSkipped() {
        String job = node.submit(
                job(TaskSpec.of("a", "absent", Attributes.NONE), task("b").after("a")));
        Awaitility.await().until(() -> node.status(job).state() == JobState.RUNNING);

        node.command(job, new Command.Skip("a", Optional.empty()));

        node.await(job, JobState.COMPLETED);
        assertThat(node.task(job, "a").result()).contains(TaskResult.EXCEPTED);
        assertThat(performed).containsExactly("b");
    }

    @Test
    void refusesACommandThatDoesNotFitTheState() {
        String job = node.submit(job(task("a")));
        node.await(job, JobState.COMPLETED);

        assertThat(node.command(job, new Command.Resume()))
                .isInstanceOfSatisfying(Commanded.Refused.class, refused -> assertThat(refused.code())
                        .isEqualTo("wrong-state"));
        assertThat(node.command("none", new Command.Cancel())).isEqualTo(new Commanded.Unknown());
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

    private static TaskSpec task(String id) {
        return TaskSpec.of(id, "noop", Attributes.NONE);
    }

    private static TaskSpec undoable(String id) {
        return task(id).undoneBy(new ReverseTask("undo", Attributes.NONE));
    }

    private static JobSubmission job(TaskSpec... tasks) {
        return JobSubmission.of("test", JobType.MIGRATION, "site-b", List.of(tasks));
    }

    private interface Deed {
        Output of(Attempt attempt) throws TaskFailedException, InterruptedException;
    }

    private static TaskHandler handler(Deed deed) {
        return new TaskHandler() {
            @Override
            public Optional<Output> find(Attempt attempt) {
                return Optional.empty();
            }

            @Override
            public Output perform(Attempt attempt) throws TaskFailedException, InterruptedException {
                return deed.of(attempt);
            }
        };
    }

    private final class Recording implements TaskHandler {
        @Override
        public Optional<Output> find(Attempt attempt) {
            return Optional.empty();
        }

        @Override
        public Output perform(Attempt attempt) {
            performed.add(attempt.task());
            return Output.of(attempt.input());
        }
    }
}
