package io.patchbay.migrator.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.Attributes;
import io.patchbay.api.recovery.Command;
import io.patchbay.api.recovery.JobState;
import io.patchbay.api.recovery.JobSubmission;
import io.patchbay.api.recovery.Message;
import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.ReverseTask;
import io.patchbay.api.recovery.SharedStatus;
import io.patchbay.api.recovery.SharedUse;
import io.patchbay.api.recovery.TaskFailedException;
import io.patchbay.api.recovery.TaskSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
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
}
