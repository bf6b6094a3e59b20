package io.patchbay.migrator.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.Attributes;
import io.patchbay.api.recovery.JobState;
import io.patchbay.api.recovery.LogEntry;
import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.TaskSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Two nodes that work on one job. */
class TwoNodesTest extends NodesCase {
    private static final int CHAIN = 40;

    /** Each task waits for the one before it, which only the other node can perform. */
    private String chainFromNodeToNode() {
        first.slots().with("even", saying("first"));
        second.slots().with("odd", saying("second"));
        List<TaskSpec> tasks = new ArrayList<>();
        for (int number = 0; number < CHAIN; number++) {
            TaskSpec task = TaskSpec.of("t" + number, number % 2 == 0 ? "even" : "odd", Attributes.NONE);
            tasks.add(number == 0 ? task : task.after("t" + (number - 1)));
        }
        return first.submit(job(tasks));
    }

    @Test
    void passAChainOnWithoutLookingForNews() {
        first.await(chainFromNodeToNode(), JobState.COMPLETED);

        assertThat(performed).hasSize(CHAIN).doesNotHaveDuplicates();
    }

    @Test
    void keepEveryLineOfEachOther() {
        String job = chainFromNodeToNode();
        first.await(job, JobState.COMPLETED);

        List<LogEntry> log = log(job);

        assertThat(log).extracting(LogEntry::position).doesNotHaveDuplicates();
        assertThat(log).filteredOn(entry -> entry.code().equals("even.success")).hasSize(CHAIN / 2);
        assertThat(log)
                .filteredOn(entry -> entry.code().equals("odd.success"))
                .hasSize(CHAIN / 2)
                .allMatch(entry -> entry.node().equals("second"));
    }

    @Test
    void dropTheResultOfATaskThatTheOtherHasClaimedSince() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Void> open = new CompletableFuture<>();
        second.slots().with("slow", handler(attempt -> {
            begun.countDown();
            open.join(); // does not notice that it should end
            return Output.of(Attributes.of("by", "second"));
        }));
        String job = second.submit(job(List.of(TaskSpec.of("a", "slow", Attributes.NONE))));
        begun.await();
        first.slots().with("slow", saying("first"));

        zookeeper.expire(second.client());
        first.await(job, JobState.COMPLETED);
        open.complete(null);

        Awaitility.await()
                .until(() -> log(job).stream().anyMatch(entry -> entry.code().equals("slow.fenced")));
        assertThat(first.task(job, "a").output()).contains(Output.of(Attributes.of("by", "first")));
        assertThat(log(job))
                .filteredOn(entry -> entry.code().equals("slow.success"))
                .hasSize(1);
    }
}
