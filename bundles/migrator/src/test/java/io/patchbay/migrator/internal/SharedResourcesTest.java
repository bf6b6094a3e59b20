package io.patchbay.migrator.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.Attributes;
import io.patchbay.api.recovery.Command;
import io.patchbay.api.recovery.JobResult;
import io.patchbay.api.recovery.JobState;
import io.patchbay.api.recovery.JobSubmission;
import io.patchbay.api.recovery.Message;
import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.ReverseTask;
import io.patchbay.api.recovery.SharedStatus;
import io.patchbay.api.recovery.SharedUse;
import io.patchbay.api.recovery.TaskFailedException;
import io.patchbay.api.recovery.TaskSpec;
import io.patchbay.api.recovery.TaskState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What jobs share, whatever happens meanwhile. */
class SharedResourcesTest extends NodesCase {
    private static JobSubmission sharing() {
        return job(List.of(TaskSpec.of("net", "make", Attributes.NONE)
                .sharing(SharedUse.of(network("n")))
                .undoneBy(new ReverseTask("unmake", Attributes.NONE))));
    }

    private List<SharedStatus> shared() {
        return TestNode.done(first.migrator().shared(List.of(network("n"))));
    }

    @Test
    void jobsThatJoinAtOnceAllHoldItAndOneMakesIt() {
        first.slots().with("make", saying("first"));
        second.slots().with("make", saying("second"));
        List<String> jobs = new ArrayList<>();
        for (int number = 0; number < 10; number++) {
            jobs.add(first.submit(sharing()));
            jobs.add(second.submit(sharing()));
        }
        jobs.forEach(job -> first.await(job, JobState.COMPLETED));

        assertThat(shared()).extracting(SharedStatus::holders).containsExactly(new HashSet<>(jobs));
        assertThat(performed).containsExactly("net");
    }

    @Test
    void aJobWhoseNodeEndedWhileItMadeItHoldsItOnce() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        second.slots().with("make", handler(attempt -> {
            begun.countDown();
            new CountDownLatch(1).await();
            return Output.NONE;
        }));
        String job = second.submit(sharing());
        begun.await();
        first.slots().with("make", saying("first")).with("unmake", saying("first"));

        second.client().close(); // its session ends as that of a process that was killed
        first.await(job, JobState.COMPLETED);
        first.command(job, new Command.Rollback());
        first.await(job, JobState.FINISHED);

        assertThat(performed).containsExactly("net", "net", "clear.net");
        assertThat(shared()).isEmpty();
    }

    @Test
    void nothingStaysOfOneThatCouldNotBeMade() {
        first.slots().with("make", handler(attempt -> {
            throw TaskFailedException.permanent(new Message("make.quota", "no"));
        }));
        first.await(first.submit(sharing()), JobState.COMPLETED);
        assertThat(shared()).isEmpty();

        first.slots().with("make", saying("first"));
        String next = first.submit(sharing());
        first.await(next, JobState.COMPLETED);

        assertThat(first.task(next, "net").output()).isEqualTo(Optional.of(Output.of(Attributes.of("by", "first"))));
    }

    @Test
    void whatACanceledJobHasNotMadeIsMadeByTheNext() {
        first.slots().with("make", handler(attempt -> {
            first.slots().remove("make"); // so that no attempt follows
            throw TaskFailedException.retryable(new Message("make.busy", "not now"));
        }));
        String canceled = first.submit(sharing());
        Awaitility.await()
                .until(() -> first.task(canceled, "net").attempt() == 1
                        && first.task(canceled, "net").state() == TaskState.WAITING);
        first.command(canceled, new Command.Cancel());
        first.await(canceled, JobState.COMPLETED);

        first.slots().with("make", saying("first"));
        String next = first.submit(sharing());

        assertThat(first.await(next, JobState.COMPLETED).result()).contains(JobResult.SUCCESS);
    }

    @Test
    void whatASkippedTaskHasNotMadeIsMadeByTheNext() {
        first.slots().with("make", handler(attempt -> {
            first.slots().remove("make"); // so that no attempt follows
            throw TaskFailedException.retryable(new Message("make.busy", "not now"));
        }));
        String skipped = first.submit(sharing());
        Awaitility.await()
                .until(() -> first.task(skipped, "net").attempt() == 1
                        && first.task(skipped, "net").state() == TaskState.WAITING);
        first.command(skipped, new Command.Skip("net", Optional.empty()));
        first.await(skipped, JobState.COMPLETED);

        first.slots().with("make", saying("first"));
        String next = first.submit(sharing());

        assertThat(first.await(next, JobState.COMPLETED).result()).contains(JobResult.SUCCESS);
    }
}
