package io.patchbay.migrator.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.Attributes;
import io.patchbay.api.coordination.CommitOutcome;
import io.patchbay.api.coordination.Entry;
import io.patchbay.api.coordination.EntryChange;
import io.patchbay.api.coordination.EntryTree;
import io.patchbay.api.coordination.EntryWatcher;
import io.patchbay.api.recovery.JobState;
import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.SharedUse;
import io.patchbay.api.recovery.TaskSpec;
import io.patchbay.api.recovery.TaskState;
import io.patchbay.migrator.internal.store.Paths;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Caps on tasks at once, over all nodes. */
class CapsTest extends NodesCase {
    private static final Map<String, Integer> ONE_A_TARGET = Map.of("targetConcurrency", 1);

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CompletableFuture<Void> open = new CompletableFuture<>();

    /** Is never told of permits. */
    private record DeafTree(EntryTree tree) implements EntryTree {
        @Override
        public CompletionStage<CommitOutcome> commit(List<EntryChange> changes) {
            return tree.commit(changes);
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
            return path.equals(Paths.PERMITS) ? () -> {} : tree.watch(path, watcher);
        }
    }

    private FixedSlots slow() {
        return new FixedSlots().with("claim", TestNode.CLAIM).with("slow", handler(attempt -> {
            begun.countDown();
            open.join(); // does not notice that it should end
            return Output.NONE;
        }));
    }

    private FixedSlots next() {
        return new FixedSlots().with("claim", TestNode.CLAIM).with("next", saying("next"));
    }

    private static TaskSpec on(String id, String type) {
        return TaskSpec.of(id, type, Attributes.NONE).on("storage");
    }

    private List<String> permits() throws Exception {
        return first.client().getChildren().forPath(Paths.PERMITS);
    }

    /** A job whose only task may not begin, as its node has noticed. */
    private String heldUp(TestNode node) {
        String job = node.submit(job(List.of(on("b", "next"))));
        Awaitility.await().until(() -> node.task(job, "b")
                .why()
                .toString()
                .contains("as many tasks of its type or target run as may"));
        return job;
    }

    @Test
    void whatWaitsForAnotherNodesPermitBeginsOnceItIsGivenBack() throws Exception {
        try (TestNode third = new TestNode("third", zookeeper, slow(), withRareSweeps(ONE_A_TARGET));
                TestNode fourth = new TestNode("fourth", zookeeper, next(), withRareSweeps(ONE_A_TARGET))) {
            third.submit(job(List.of(on("a", "slow"))));
            begun.await();
            String next = heldUp(fourth);

            open.complete(null);

            first.await(next, JobState.COMPLETED);
        }
    }

    @Test
    void whatWaitsForAnotherNodesPermitBeginsOnceThatNodeIsGone() throws Exception {
        try (TestNode third = new TestNode("third", zookeeper, slow(), withRareSweeps(ONE_A_TARGET));
                TestNode fourth = new TestNode("fourth", zookeeper, next(), withRareSweeps(ONE_A_TARGET))) {
            third.submit(job(List.of(on("a", "slow"))));
            begun.await();
            String next = heldUp(fourth);

            third.client().close(); // its session ends as that of a process that was killed

            first.await(next, JobState.COMPLETED);
            open.complete(null);
        }
    }

    @Test
    void whatWaitsForAnotherNodesPermitBeginsThoughItsOwnNodeIsNotToldThatItIsGivenBack() throws Exception {
        try (TestNode third = new TestNode("third", zookeeper, slow(), withRareSweeps(ONE_A_TARGET));
                TestNode fourth =
                        new TestNode("fourth", zookeeper, next(), TestNode.settings(ONE_A_TARGET), DeafTree::new)) {
            third.submit(job(List.of(on("a", "slow"))));
            begun.await();
            String next = heldUp(fourth);

            open.complete(null);

            first.await(next, JobState.COMPLETED);
        }
    }

    @Test
    void whatFollowsATaskBeginsThoughItsNodeLostItsSessionMeanwhile() throws Exception {
        FixedSlots both = slow().with("next", saying("next"));
        try (TestNode third = new TestNode("third", zookeeper, both, withRareSweeps(ONE_A_TARGET))) {
            String job =
                    third.submit(job(List.of(on("a", "slow"), on("b", "next").after("a"))));
            begun.await();
            zookeeper.expire(third.client());
            Awaitility.await().until(() -> permits().isEmpty());

            open.complete(null);

            first.await(job, JobState.COMPLETED);
            Awaitility.await().until(() -> permits().isEmpty());
        }
    }

    @Test
    void aPermitIsGivenBackThoughWhatIsSharedIsGone() throws Exception {
        AtomicReference<SlowTree> tree = new AtomicReference<>();
        try (TestNode third = new TestNode("third", zookeeper, slow(), withRareSweeps(ONE_A_TARGET), usual -> {
            tree.set(new SlowTree(usual, Paths.shared(network("n"))));
            return tree.get();
        })) {
            String job = third.submit(job(List.of(on("a", "slow").sharing(SharedUse.of(network("n"))))));
            begun.await();
            first.client().delete().deletingChildrenIfNeeded().forPath(Paths.shared(network("n")));
            Awaitility.await().until(() -> tree.get().reads() == 1); // it was told, and has seen nothing

            open.complete(null);
            Awaitility.await().until(() -> tree.get().reads() == 2); // the result was refused
            tree.get().goOn();

            Awaitility.await().until(() -> first.task(job, "a").state() == TaskState.DONE);
            assertThat(permits()).isEmpty();
        }
    }

    @Test
    void whatAnotherNodeHasTakenSinceIsNotGivenBackByWhoLostIt() throws Exception {
        CountDownLatch nextBegun = new CountDownLatch(1);
        CountDownLatch nextGoes = new CountDownLatch(1);
        FixedSlots others = new FixedSlots().with("claim", TestNode.CLAIM).with("next", handler(attempt -> {
            nextBegun.countDown();
            nextGoes.await();
            return Output.NONE;
        }));
        try (TestNode third = new TestNode("third", zookeeper, slow(), TestNode.settings(ONE_A_TARGET));
                TestNode fourth = new TestNode("fourth", zookeeper, others, TestNode.settings(ONE_A_TARGET))) {
            String job = third.submit(job(List.of(on("a", "slow"))));
            begun.await();
            zookeeper.expire(third.client());
            String next = fourth.submit(job(List.of(on("b", "next"))));
            nextBegun.await();

            open.complete(null);
            Awaitility.await().until(() -> first.task(job, "a").state() == TaskState.DONE);

            assertThat(permits()).hasSize(1);
            nextGoes.countDown();
            first.await(next, JobState.COMPLETED);
        }
    }
}
