package io.patchbay.migrator.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.Attributes;
import io.patchbay.api.recovery.Command;
import io.patchbay.api.recovery.Commanded;
import io.patchbay.api.recovery.JobResult;
import io.patchbay.api.recovery.JobState;
import io.patchbay.api.recovery.Message;
import io.patchbay.api.recovery.OperationStatus;
import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.ReverseTask;
import io.patchbay.api.recovery.TaskFailedException;
import io.patchbay.api.recovery.TaskResult;
import io.patchbay.api.recovery.TaskSpec;
import io.patchbay.api.recovery.TaskState;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What an operator does with jobs. */
class JobControlTest extends JobsCase {
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
    void undoesNothingThatStandsForASkippedTasks() {
        String job = node.submit(job(
                TaskSpec.of("a", "absent", Attributes.NONE).undoneBy(new ReverseTask("undo", Attributes.NONE)),
                undoable("b").after("a")));
        Awaitility.await().until(() -> node.status(job).state() == JobState.RUNNING);
        node.command(job, new Command.Skip("a", Optional.of(Output.of(Attributes.of("id", "made-by-hand")))));
        node.await(job, JobState.COMPLETED);
        performed.clear();

        node.command(job, new Command.Rollback());

        node.await(job, JobState.FINISHED);
        assertThat(performed).containsExactly("clear.b");
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
    void tellsOfEachOperationWhatItWouldAnswer() {
        slots.with("bad", handler(attempt -> {
            throw TaskFailedException.permanent(new Message("bad", "no"));
        }));
        String job = node.submit(job(undoable("a"), TaskSpec.of("b", "bad", Attributes.NONE)));
        node.await(job, JobState.COMPLETED);

        for (OperationStatus operation : node.status(job).operations()) {
            if (operation.refusal().isPresent()) {
                assertThat(node.command(job, commandOf(operation.name())))
                        .isEqualTo(operation.refusal().get());
            }
        }
        assertThat(allowed(node.status(job).operations())).containsExactly("retry", "rollback", "confirm");
        assertThat(allowed(node.task(job, "b").operations())).containsExactly("skip", "rerun");
        assertThat(allowed(node.task(job, "a").operations())).containsExactly("rerun");
        assertThat(node.command(job, new Command.Skip("a", Optional.empty())))
                .isEqualTo(node.task(job, "a").operations().get(0).refusal().orElseThrow());
    }

    @Test
    void worksOutTheOperationsOfNoJobForAListOfThem() {
        String job = node.submit(job(task("a")));
        node.await(job, JobState.COMPLETED);

        assertThat(TestNode.done(node.migrator().jobs())).singleElement().satisfies(listed -> {
            assertThat(listed.operations()).isEmpty();
            assertThat(listed.state()).isEqualTo(JobState.COMPLETED);
        });
    }

    @Test
    void retriesNothingWhereNothingHasFailedAndSaysSoBefore() {
        String job = node.submit(job(task("a")));
        node.await(job, JobState.COMPLETED);

        OperationStatus retry = node.status(job).operations().get(3);

        assertThat(retry.name()).isEqualTo("retry");
        assertThat(node.command(job, new Command.Retry(List.of())))
                .isEqualTo(retry.refusal().orElseThrow());
    }

    private static List<String> allowed(List<OperationStatus> operations) {
        return operations.stream()
                .filter(operation -> operation.refusal().isEmpty())
                .map(OperationStatus::name)
                .toList();
    }

    private static Command commandOf(String name) {
        return switch (name) {
            case "pause" -> new Command.Pause(Optional.empty());
            case "resume" -> new Command.Resume();
            case "cancel" -> new Command.Cancel();
            case "cancel-confirm" -> new Command.CancelConfirm();
            case "ignore-rollback" -> new Command.IgnoreRollback();
            default -> throw new IllegalArgumentException(name + " is allowed in a completed job with a failure");
        };
    }
}
