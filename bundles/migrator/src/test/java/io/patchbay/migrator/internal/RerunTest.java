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
import io.patchbay.api.recovery.JobState;
import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.TaskSpec;
import io.patchbay.api.recovery.TaskState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Tasks that are run again while their job runs. */
class RerunTest extends NodesCase {
    /** Holds the first claim of a task back until it is let go. Thread-safe. */
    private static final class HeldBack implements EntryTree {
        private final EntryTree tree;
        private final String end;
        private final CompletableFuture<Void> claims = new CompletableFuture<>();
        private final CompletableFuture<Void> goes = new CompletableFuture<>();

        HeldBack(EntryTree tree, String task) {
            this.tree = tree;
            this.end = "/tasks/" + task;
        }

        @Override
        public CompletionStage<CommitOutcome> commit(List<EntryChange> changes) {
            if (changes.stream().noneMatch(change -> change.path().endsWith(end))) {
                return tree.commit(changes);
            }
            claims.complete(null);
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
            trees.add(new HeldBack(tree, "b"));
            return trees.get(0);
        })) {
            String job = first.submit(job(List.of(
                    TaskSpec.of("a", "make", Attributes.NONE),
                    TaskSpec.of("b", "use", Attributes.of("of", Map.of("$ref", "a#/time")))
                            .after("a"))));
            TestNode.done(trees.get(0).claims);

            assertThat(first.command(job, new Command.Rerun("a"))).isInstanceOf(Commanded.Done.class);
            trees.get(0).goes.complete(null);
            third.await(job, JobState.COMPLETED);

            assertThat(first.task(job, "b").output()).contains(Output.of(Attributes.of("of", 2)));
            assertThat(performed).containsExactly("a", "a", "b");
        }
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
