package io.patchbay.migrator.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.Attributes;
import io.patchbay.api.coordination.CommitOutcome;
import io.patchbay.api.coordination.EntriesUnavailableException;
import io.patchbay.api.coordination.Entry;
import io.patchbay.api.coordination.EntryChange;
import io.patchbay.api.coordination.EntryTree;
import io.patchbay.api.coordination.EntryWatcher;
import io.patchbay.api.recovery.JobResult;
import io.patchbay.api.recovery.JobState;
import io.patchbay.api.recovery.LogEntry;
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
}
