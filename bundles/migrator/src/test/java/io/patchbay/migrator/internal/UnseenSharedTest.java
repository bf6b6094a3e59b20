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
import io.patchbay.api.recovery.JobSubmission;
import io.patchbay.api.recovery.Message;
import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.ReverseTask;
import io.patchbay.api.recovery.SharedStatus;
import io.patchbay.api.recovery.SharedUse;
import io.patchbay.api.recovery.TaskSpec;
import io.patchbay.migrator.internal.store.Paths;
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

/** Nodes that have not seen, or see no more, what is shared. */
class UnseenSharedTest extends NodesCase {
    /** Does not say, while it hides them, which shared resources there are. Thread-safe. */
    private static final class HidingTree implements EntryTree {
        private final EntryTree tree;
        private final AtomicInteger asked = new AtomicInteger();
        private volatile boolean hides;

        HidingTree(EntryTree tree, boolean hides) {
            this.tree = tree;
            this.hides = hides;
        }

        @Override
        public CompletionStage<CommitOutcome> commit(List<EntryChange> changes) {
            if (changes.stream().anyMatch(change -> change.path().startsWith(Paths.SHARED + "/"))) {
                hides = false;
            }
            return tree.commit(changes);
        }

        @Override
        public CompletionStage<Optional<Entry>> read(String path) {
            return tree.read(path);
        }

        @Override
        public CompletionStage<List<String>> children(String path) {
            if (hides && path.equals(Paths.SHARED)) {
                asked.incrementAndGet();
                return CompletableFuture.completedFuture(List.of());
            }
            return tree.children(path);
        }

        @Override
        public Watch watch(String path, EntryWatcher watcher) {
            return tree.watch(path, watcher);
        }
    }

    private static JobSubmission sharing() {
        return job(List.of(TaskSpec.of("net", "make", Attributes.NONE)
                .sharing(SharedUse.of(network("n")))
                .undoneBy(new ReverseTask("unmake", Attributes.NONE))));
    }

    /** A node may see what was committed a moment later. */
    private static void awaitShared(TestNode node, Predicate<SharedStatus> expected) {
        Awaitility.await().until(() -> TestNode.done(node.migrator().shared(List.of(network("n")))).stream()
                .anyMatch(expected));
    }

    @Test
    void nothingThatOthersHoldIsDeleted() throws Exception {
        first.slots().with("make", saying("first"));
        String one = first.submit(sharing());
        String other = first.submit(sharing());
        first.await(one, JobState.COMPLETED);
        first.await(other, JobState.COMPLETED);
        first.leadsNoMore();
        first.command(one, new Command.Rollback());
        first.client().close();
        second.client().close();
        performed.clear();

        FixedSlots slots = new FixedSlots().with("claim", TestNode.CLAIM).with("unmake", saying("third"));
        try (TestNode third = new TestNode(
                "third", zookeeper, slots, TestNode.settings(Map.of()), tree -> new HidingTree(tree, true))) {
            third.leading();
            third.await(one, JobState.FINISHED);

            assertThat(performed).isEmpty();
            assertThat(third.task(one, "clear.net").why())
                    .get()
                    .extracting(Message::contents)
                    .asString()
                    .contains("in use by job " + other);
        }
    }

    @Test
    void aConfirmedJobKeepsAndGivesBackWhatItHoldsAllTheSame() throws Exception {
        first.slots().with("make", saying("first"));
        String job = first.submit(sharing());
        first.await(job, JobState.COMPLETED);
        first.leadsNoMore();
        first.command(job, new Command.Confirm());
        first.client().close();
        second.client().close();

        FixedSlots slots = new FixedSlots().with("claim", TestNode.CLAIM);
        try (TestNode third = new TestNode(
                "third", zookeeper, slots, TestNode.settings(Map.of()), tree -> new HidingTree(tree, true))) {
            third.leading();
            third.await(job, JobState.FINISHED);

            awaitShared(third, shared -> shared.confirmed() && shared.holders().isEmpty());
        }
    }

    @Test
    void whatWasMadeIsThereForOthersAllTheSame() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goes = new CountDownLatch(1);
        FixedSlots slots = new FixedSlots().with("claim", TestNode.CLAIM).with("make", handler(attempt -> {
            begun.countDown();
            goes.await();
            return Output.NONE;
        }));
        List<HidingTree> trees = new ArrayList<>();
        try (TestNode third = new TestNode("third", zookeeper, slots, TestNode.settings(Map.of()), tree -> {
            trees.add(new HidingTree(tree, false));
            return trees.get(0);
        })) {
            String job = third.submit(sharing());
            begun.await();
            trees.get(0).hides = true;
            Awaitility.await().until(() -> trees.get(0).asked.get() > 1); // so that it has forgotten what it saw
            goes.countDown();
            first.await(job, JobState.COMPLETED);

            awaitShared(first, SharedStatus::made);
        }
    }
}
