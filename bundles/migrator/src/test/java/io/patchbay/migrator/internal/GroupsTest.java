package io.patchbay.migrator.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.patchbay.api.Attributes;
import io.patchbay.api.coordination.CommitOutcome;
import io.patchbay.api.coordination.Entry;
import io.patchbay.api.coordination.EntryChange;
import io.patchbay.api.coordination.EntryTree;
import io.patchbay.api.coordination.EntryWatcher;
import io.patchbay.api.recovery.Command;
import io.patchbay.api.recovery.JobState;
import io.patchbay.api.recovery.TaskSpec;
import io.patchbay.migrator.internal.store.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Jobs of one group, of which one runs at a time. */
class GroupsTest extends NodesCase {
    /** Is slow to read one job. Thread-safe. */
    private static final class SlowTree implements EntryTree {
        private final EntryTree tree;
        private final String path;
        private final CompletableFuture<Void> goes = new CompletableFuture<>();
        private final AtomicInteger lists = new AtomicInteger();

        SlowTree(EntryTree tree, String job) {
            this.tree = tree;
            this.path = Paths.job(job);
        }

        @Override
        public CompletionStage<CommitOutcome> commit(List<EntryChange> changes) {
            return tree.commit(changes);
        }

        @Override
        public CompletionStage<Optional<Entry>> read(String asked) {
            return asked.equals(path) ? goes.thenCompose(gone -> tree.read(asked)) : tree.read(asked);
        }

        @Override
        public CompletionStage<List<String>> children(String asked) {
            if (asked.equals(Paths.INDEX)) {
                lists.incrementAndGet();
            }
            return tree.children(asked);
        }

        @Override
        public Watch watch(String asked, EntryWatcher watcher) {
            return tree.watch(asked, watcher);
        }
    }

    private String submit() {
        return first.submit(
                job(List.of(TaskSpec.of("a", "absent", Attributes.NONE))).in("shop"));
    }

    @Test
    void aJobWaitsForTheOneThatRunsAlsoWhereThatIsNotReadYet() throws Exception {
        String running = submit();
        first.await(running, JobState.RUNNING);
        String waiting = submit();
        first.leadsNoMore();

        FixedSlots slots = new FixedSlots().with("claim", TestNode.CLAIM);
        List<SlowTree> trees = new ArrayList<>();
        try (TestNode third = new TestNode("third", zookeeper, slots, TestNode.settings(Map.of()), tree -> {
            trees.add(new SlowTree(tree, running));
            return trees.get(0);
        })) {
            third.leading();
            Awaitility.await().until(() -> trees.get(0).lists.get() > 3);
            assertThat(third.status(waiting).state()).isEqualTo(JobState.WAITING);

            trees.get(0).goes.complete(null);
            third.await(running, JobState.RUNNING);
            third.command(running, new Command.Cancel());
            third.await(running, JobState.COMPLETED);
            third.command(running, new Command.Rollback());
            third.await(waiting, JobState.RUNNING);
        }
    }
}
