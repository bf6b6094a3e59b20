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
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Elections that break their contract do no harm to jobs. */
class BadElectionsTest extends NodesCase {
    private static final TaskElection SILENT = (task, elected) -> () -> {};

    private static List<TaskSpec> tasks(int number) {
        return IntStream.range(0, number)
                .mapToObj(each -> TaskSpec.of("t" + each, "work", Attributes.NONE))
                .toList();
    }

    @Test
    void tryATaskWhoseElectionNeverSaysWhoTriesIt() {
        second.close();
        first.slots().with("claim", SILENT).with("work", saying("first"));

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
    void keepNoPlaceForATaskThatTheOtherNodeHas() throws Exception {
        CountDownLatch begun = new CountDownLatch(16);
        CompletableFuture<Void> open = new CompletableFuture<>();
        first.slots().with("work", handler(attempt -> {
            begun.countDown();
            open.join();
            return Output.NONE;
        }));
        second.slots().with("claim", SILENT).with("work", saying("second"));
        String job = first.submit(job(tasks(16)));
        begun.await();

        Awaitility.await().until(() -> second.slots().leases() == 0);

        open.complete(null);
        first.await(job, JobState.COMPLETED);
        assertThat(performed).hasSize(16);
    }

    @Test
    void keepNothingOfAJobThatIsGone() throws Exception {
        first.slots().with("claim", SILENT).with("work", saying("first"));
        String job = first.submit(job(tasks(3)));
        Awaitility.await().until(() -> first.slots().leases() == 6); // of handler and election

        first.client().delete().forPath(Paths.index(job));

        Awaitility.await().until(() -> first.slots().leases() == 0);
    }
}
