package io.patchbay.migrator.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.Attributes;
import io.patchbay.api.recovery.JobState;
import io.patchbay.api.recovery.LogEntry;
import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.TaskElection;
import io.patchbay.api.recovery.TaskSpec;
import io.patchbay.migrator.internal.store.Paths;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Elections that break their contract do no harm to jobs. */
class BadElectionsTest extends NodesCase {
    private final AtomicInteger stood = new AtomicInteger();
    private final TaskElection silent = (task, elected) -> {
        stood.incrementAndGet();
        return () -> {};
    };

    private static List<TaskSpec> tasks(int number) {
        return IntStream.range(0, number)
                .mapToObj(each -> TaskSpec.of("t" + each, "work", Attributes.NONE))
                .toList();
    }

    @Test
    void tryATaskWhoseElectionNeverSaysWhoTriesIt() {
        second.close();
        first.slots().with("claim", silent).with("work", saying("first"));

        first.await(first.submit(job(tasks(1))), JobState.COMPLETED);

        assertThat(performed).containsExactly("t0");
        assertThat(first.slots().faults()).containsOnly("claim did not say within 5 s who tries t0");
    }

    @Test
    void tryATaskOnceThoughAnElectionSaysTwiceThatItIsThisNodesTurn() {
        first.slots()
                .with("claim", (TaskElection) (task, elected) -> {
                    elected.run();
                    elected.run();
                    return () -> {};
                })
                .with("work", saying("first"));
        String job = first.submit(job(tasks(5)));
        first.await(job, JobState.COMPLETED);

        assertThat(performed).hasSize(5).doesNotHaveDuplicates();
        assertThat(log(job))
                .extracting(LogEntry::code)
                .filteredOn("work.started"::equals)
                .hasSize(5);
        Awaitility.await().until(() -> first.slots().leases() == 0);
    }

    @Test
    void giveAPlaceBackThoughAnElectionDoesNotEndInPeace() {
        first.slots()
                .with("claim", (TaskElection) (task, elected) -> {
                    elected.run();
                    return () -> {
                        throw new IllegalStateException("closed");
                    };
                })
                .with("work", saying("first"));
        first.await(first.submit(job(tasks(40))), JobState.COMPLETED); // more than there are places

        assertThat(first.slots().faults()).hasSize(40).allMatch(fault -> fault.contains("closed"));
        Awaitility.await().until(() -> first.slots().leases() == 0);
    }

    @Test
    void keepNoPlaceForATaskThatTheOtherNodeHas() {
        CompletableFuture<Void> open = new CompletableFuture<>();
        second.slots().with("claim", silent).with("work", saying("second"));
        String job = first.submit(job(tasks(16)));
        Awaitility.await().until(() -> stood.get() == 16);

        first.slots().with("work", handler(attempt -> {
            open.join();
            return Output.NONE;
        }));

        Awaitility.await().until(() -> second.slots().leases() == 0);
        open.complete(null);
        first.await(job, JobState.COMPLETED);
        assertThat(performed).hasSize(16);
    }

    @Test
    void keepNothingOfAJobThatIsGone() throws Exception {
        first.slots().with("claim", silent).with("work", saying("first"));
        String job = first.submit(job(tasks(3)));
        Awaitility.await().until(() -> stood.get() == 3);

        first.client().delete().forPath(Paths.index(job));

        Awaitility.await().until(() -> first.slots().leases() == 0);
    }
}
