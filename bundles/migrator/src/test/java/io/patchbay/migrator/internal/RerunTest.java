package io.patchbay.migrator.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.Attributes;
import io.patchbay.api.coordination.CommitOutcome;
import io.patchbay.api.coordination.Entry;
import io.patchbay.api.coordination.EntryChange;
import io.patchbay.api.coordination.EntryTree;
import io.patchbay.api.coordination.EntryWatcher;
import io.patchbay.api.recovery.Command;
import io.patchbay.api.recovery.Commanded;
import io.patchbay.api.recovery.JobResult;
import io.patchbay.api.recovery.JobState;
import io.patchbay.api.recovery.Message;
import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.TaskFailedException;
import io.patchbay.api.recovery.TaskSpec;
import io.patchbay.api.recovery.TaskState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Tasks that are run again while their job runs. */
class RerunTest extends NodesCase {
    /** Holds transactions back until they are let go. Thread-safe. */
    private static final class HeldBack implements EntryTree {
        private final EntryTree tree;
        private final Predicate<EntryChange> held;
        private final CompletableFuture<Void> comes = new CompletableFuture<>();
        private final CompletableFuture<Void> goes = new CompletableFuture<>();

        HeldBack(EntryTree tree, Predicate<EntryChange> held) {
            this.tree = tree;
            this.held = held;
        }

        @Override
        public CompletionStage<CommitOutcome> commit(List<EntryChange> changes) {
            if (changes.stream().noneMatch(held)) {
                return tree.commit(changes);
            }
            comes.complete(null);
            return goes.thenCompose(gone -> tree.commit(changes));
        }

        @Override
        public CompletionStage<Optional<Entry>> read(String path) {
            return tree.read(path);
        }

        @Override
        public CompletionStage<List<String>> children(String path) {
            return tree.children(path);
        }

        @Override
        public Watch watch(String path, EntryWatcher watcher) {
            return tree.watch(path, watcher);
        }
    }

    @Test
    void whatIsJustBeingClaimedRunsOnWhatIsMadeAnew() throws Exception {
        AtomicInteger times = new AtomicInteger();
        first.slots().with("make", handler(attempt -> Output.of(Attributes.of("time", times.incrementAndGet()))));
        FixedSlots slots = new FixedSlots()
                .with("claim", TestNode.CLAIM)
                .with("use", handler(attempt -> Output.of(attempt.input())));
        List<HeldBack> trees = new ArrayList<>();
        try (TestNode third = new TestNode("third", zookeeper, slots, TestNode.settings(Map.of()), tree -> {
            trees.add(new HeldBack(tree, change -> change.path().endsWith("/tasks/b")));
            return trees.get(0);
        })) {
            String job = first.submit(job(List.of(
                    TaskSpec.of("a", "make", Attributes.NONE),
                    TaskSpec.of("b", "use", Attributes.of("of", Map.of("$ref", "a#/time")))
                            .after("a"))));
            TestNode.done(trees.get(0).comes);

            assertThat(first.command(job, new Command.Rerun("a"))).isInstanceOf(Commanded.Done.class);
            trees.get(0).goes.complete(null);
            third.await(job, JobState.COMPLETED);

            assertThat(first.task(job, "b").output()).contains(Output.of(Attributes.of("of", 2)));
            assertThat(performed).containsExactly("a", "a", "b");
        }
    }

    private static boolean writesJob(EntryChange change, String state) {
        return change instanceof EntryChange.Write write
                && write.path().matches(".*/jobs/[^/]*")
                && new String(write.content(), StandardCharsets.UTF_8).contains("\"" + state + "\"");
    }

    @Test
    void aJobDoesNotCompleteWhileATaskOfItIsToRunAgain() throws Exception {
        first.slots().with("make", saying("first"));
        first.leadsNoMore();
        FixedSlots slots = new FixedSlots().with("claim", TestNode.CLAIM);
        List<HeldBack> trees = new ArrayList<>();
        try (TestNode third = new TestNode("third", zookeeper, slots, TestNode.settings(Map.of()), tree -> {
            trees.add(new HeldBack(tree, change -> writesJob(change, "COMPLETED")));
            return trees.get(0);
        })) {
            third.leading();
            String job = first.submit(job(List.of(TaskSpec.of("a", "make", Attributes.NONE))));
            TestNode.done(trees.get(0).comes);

            assertThat(first.command(job, new Command.Rerun("a"))).isInstanceOf(Commanded.Done.class);
            trees.get(0).goes.complete(null);

            third.await(job, JobState.COMPLETED);
            assertThat(performed).containsExactly("a", "a");
        }
    }

    @Test
    void aRetryGoesOnWhereANodeDiedInTheMiddleOfIt() throws Exception {
        first.slots().with("make", handler(attempt -> {
            throw TaskFailedException.permanent(new Message("make.quota", "no"));
        }));
        List<TaskSpec> tasks = new ArrayList<>();
        for (int number = 0; number < 201; number++) { // more than are reset by one transaction
            tasks.add(TaskSpec.of("a" + number, "make", Attributes.NONE));
        }
        String job = first.submit(job(tasks));
        first.await(job, JobState.COMPLETED);
        first.leadsNoMore();
        FixedSlots slots = new FixedSlots().with("claim", TestNode.CLAIM);
        List<HeldBack> trees = new ArrayList<>();
        try (TestNode third = new TestNode("third", zookeeper, slots, TestNode.settings(Map.of()), tree -> {
            trees.add(new HeldBack(tree, change -> writesJob(change, "RUNNING")));
            return trees.get(0);
        })) {
            Awaitility.await().until(() -> third.status(job).tasks().failed() == 201);
            CompletionStage<Commanded> unanswered =
                    third.migrator().command(job, new Command.Retry(List.of()), "tester");
            TestNode.done(trees.get(0).comes);
            assertThat(unanswered.toCompletableFuture()).isNotDone();
        }
        Awaitility.await().until(() -> first.status(job).tasks().waiting() == 200);
        first.slots().with("make", saying("first"));
        first.leading();

        assertThat(first.command(job, new Command.Retry(List.of()))).isInstanceOf(Commanded.Done.class);

        Awaitility.await().until(() -> first.status(job).result().equals(Optional.of(JobResult.SUCCESS)));
    }

    @Test
    void moreThanCanBeResetAtOneInstantNeedAPause() throws Exception {
        CountDownLatch goes = new CountDownLatch(1);
        first.slots().with("make", saying("first")).with("gate", handler(attempt -> {
            goes.await();
            return Output.NONE;
        }));
        List<TaskSpec> tasks = new ArrayList<>();
        tasks.add(TaskSpec.of("gate", "gate", Attributes.NONE));
        tasks.add(TaskSpec.of("a", "make", Attributes.NONE));
        for (int number = 0; number < 250; number++) {
            tasks.add(TaskSpec.of("b" + number, "make", Attributes.NONE).after("a"));
        }
        String job = first.submit(job(tasks));
        Awaitility.await().until(() -> first.status(job).tasks().succeeded() == 251);

        assertThat(first.command(job, new Command.Rerun("a")))
                .isInstanceOfSatisfying(Commanded.Refused.class, refused -> assertThat(refused.reason())
                        .contains("pause job " + job));
        first.command(job, new Command.Pause(Optional.empty()));
        assertThat(first.command(job, new Command.Rerun("a"))).isInstanceOf(Commanded.Done.class);
        assertThat(first.task(job, "b249").state()).isEqualTo(TaskState.WAITING);
        first.command(job, new Command.Resume());
        goes.countDown();

        first.await(job, JobState.COMPLETED);
        assertThat(performed).hasSize(1 + 2 * 251);
    }
}
