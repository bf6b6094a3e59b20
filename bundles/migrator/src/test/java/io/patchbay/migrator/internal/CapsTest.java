package io.patchbay.migrator.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.Attributes;
import io.patchbay.api.recovery.JobState;
import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.TaskSpec;
import io.patchbay.api.recovery.TaskState;
import io.patchbay.migrator.internal.store.Paths;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Caps on tasks at once, over all nodes. */
class CapsTest extends NodesCase {
    private static final Map<String, Integer> ONE_A_TARGET = Map.of("targetConcurrency", 1);

    @Test
    void whatAnotherNodeHasTakenSinceIsNotGivenBackByWhoLostIt() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Void> open = new CompletableFuture<>();
        FixedSlots slots = new FixedSlots().with("claim", TestNode.CLAIM).with("slow", handler(attempt -> {
            begun.countDown();
            open.join(); // does not notice that it should end
            return Output.NONE;
        }));
        CountDownLatch nextBegun = new CountDownLatch(1);
        CountDownLatch nextGoes = new CountDownLatch(1);
        FixedSlots others = new FixedSlots().with("claim", TestNode.CLAIM).with("next", handler(attempt -> {
            nextBegun.countDown();
            nextGoes.await();
            return Output.NONE;
        }));
        try (TestNode third = new TestNode("third", zookeeper, slots, TestNode.settings(ONE_A_TARGET));
                TestNode fourth = new TestNode("fourth", zookeeper, others, TestNode.settings(ONE_A_TARGET))) {
            String job = third.submit(
                    job(List.of(TaskSpec.of("a", "slow", Attributes.NONE).on("storage"))));
            begun.await();
            zookeeper.expire(third.client());
            String next = fourth.submit(
                    job(List.of(TaskSpec.of("b", "next", Attributes.NONE).on("storage"))));
            nextBegun.await();

            open.complete(null);
            Awaitility.await().until(() -> first.task(job, "a").state() == TaskState.DONE);

            assertThat(first.client().getChildren().forPath(Paths.PERMITS)).hasSize(1);
            nextGoes.countDown();
            first.await(next, JobState.COMPLETED);
        }
    }
}
