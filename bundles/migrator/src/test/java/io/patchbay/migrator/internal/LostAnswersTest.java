package io.patchbay.migrator.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import io.patchbay.api.Attributes;
import io.patchbay.api.coordination.CommitOutcome;
import io.patchbay.api.coordination.EntriesUnavailableException;
import io.patchbay.api.coordination.Entry;
import io.patchbay.api.coordination.EntryChange;
import io.patchbay.api.coordination.EntryTree;
import io.patchbay.api.coordination.EntryWatcher;
import io.patchbay.api.recovery.Command;
import io.patchbay.api.recovery.Commanded;
import io.patchbay.api.recovery.JobResult;
import io.patchbay.api.recovery.JobState;
import io.patchbay.api.recovery.LogEntry;
import io.patchbay.api.recovery.Message;
import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.TaskFailedException;
import io.patchbay.api.recovery.TaskSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Transactions of which nobody learns at once whether they were made. */
class LostAnswersTest extends NodesCase {
    /** Loses what is told of every third transaction of a job, of which every other one was made. Thread-safe. */
    private static final class Lossy implements EntryTree {
        private final EntryTree tree;
        private final AtomicInteger commits = new AtomicInteger();
        private final AtomicInteger lost = new AtomicInteger();

        Lossy(EntryTree tree) {
            this.tree = tree;
        }

        @Override
        public CompletionStage<CommitOutcome> commit(List<EntryChange> changes) {
            boolean ofJob = changes.stream().anyMatch(change -> change.path().contains("/log/"));
            if (!ofJob || commits.incrementAndGet() % 3 != 0) {
                return tree.commit(changes);
            }
            EntriesUnavailableException unknown = new EntriesUnavailableException("the answer was lost");
            return lost.incrementAndGet() % 2 == 0
                    ? CompletableFuture.failedFuture(unknown)
                    : tree.commit(changes).thenCompose(made -> CompletableFuture.failedFuture(unknown));
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
    void areFoundOutAboutByReadingBackSoThatNothingIsDoneTwiceOrFails() throws Exception {
        List<TaskSpec> tasks = new ArrayList<>();
        for (int number = 0; number < 60; number++) {
            TaskSpec task = TaskSpec.of("t" + number, "make", Attributes.NONE);
            tasks.add(number < 10 ? task : task.after("t" + (number - 10)));
        }
        FixedSlots slots = new FixedSlots().with("claim", TestNode.CLAIM).with("make", saying("third"));
        try (TestNode third = new TestNode("third", zookeeper, slots, TestNode.settings(Map.of()), Lossy::new)) {
            String job = third.submit(job(tasks));

            assertThat(third.await(job, JobState.COMPLETED).result()).contains(JobResult.SUCCESS);

            assertThat(performed).hasSize(60).doesNotHaveDuplicates();
            assertThat(log(job))
                    .filteredOn(entry -> entry.code().equals("make.success"))
                    .extracting(LogEntry::task)
                    .hasSize(60)
                    .doesNotHaveDuplicates();
            assertThat(log(job)).extracting(LogEntry::code).doesNotContain("make.failed", "make.fenced", "make.retry");
        }
    }

    /** Loses the answer of the transaction that has a completed job go on, and holds back what asks again what became of it. */
    private static final class Forgetful implements EntryTree {
        private final EntryTree tree;
        private final AtomicInteger looks = new AtomicInteger();
        private final CompletableFuture<Void> answers = new CompletableFuture<>();
        private volatile boolean forgets;
        private volatile boolean forgotten;

        Forgetful(EntryTree tree) {
            this.tree = tree;
        }

        @Override
        public CompletionStage<CommitOutcome> commit(List<EntryChange> changes) {
            boolean ofJob = changes.stream().anyMatch(change -> change.path().contains("/log/"));
            if (ofJob && forgotten) {
                return answers.thenCompose(now -> tree.commit(changes));
            }
            if (!ofJob || !forgets) {
                return tree.commit(changes);
            }
            forgotten = true;
            return tree.commit(changes)
                    .thenCompose(made ->
                            CompletableFuture.failedFuture(new EntriesUnavailableException("the answer was lost")));
        }

        @Override
        public CompletionStage<Optional<Entry>> read(String path) {
            if (forgotten && path.startsWith("/recovery/jobs/")) {
                looks.incrementAndGet();
            }
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
    void ofARetryDoNotLetItsJobBeCompletedByWhatItsTasksWereBefore() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        FixedSlots slots = new FixedSlots().with("claim", TestNode.CLAIM).with("make", handler(attempt -> {
            if (attempts.incrementAndGet() == 1) {
                throw TaskFailedException.permanent(new Message("make.no", "not yet"));
            }
            return Output.NONE;
        }));
        List<Forgetful> trees = new ArrayList<>();
        first.leadsNoMore();
        try (TestNode third = new TestNode("third", zookeeper, slots, TestNode.settings(Map.of()), tree -> {
                    trees.add(new Forgetful(tree));
                    return trees.get(0);
                })
                .leading()) {
            String job = third.submit(job(List.of(TaskSpec.of("t", "make", Attributes.NONE))));
            third.await(job, JobState.COMPLETED);
            Forgetful tree = trees.get(0);
            tree.forgets = true;
            CompletionStage<Commanded> told = third.migrator().command(job, new Command.Retry(List.of()), "tester");
            await().until(() -> tree.looks.get() > 3);
            tree.answers.complete(null);

            assertThat(TestNode.done(told)).isInstanceOf(Commanded.Done.class);
            assertThat(third.await(job, JobState.COMPLETED).result()).contains(JobResult.SUCCESS);
            assertThat(attempts).hasValue(2);
        }
    }
}
