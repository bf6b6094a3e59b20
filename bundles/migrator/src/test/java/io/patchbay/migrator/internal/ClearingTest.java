package io.patchbay.migrator.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.Attributes;
import io.patchbay.api.recovery.Command;
import io.patchbay.api.recovery.Commanded;
import io.patchbay.api.recovery.JobState;
import io.patchbay.api.recovery.Message;
import io.patchbay.api.recovery.ReverseTask;
import io.patchbay.api.recovery.SharedUse;
import io.patchbay.api.recovery.TaskFailedException;
import io.patchbay.api.recovery.TaskResult;
import io.patchbay.api.recovery.TaskSpec;
import io.patchbay.migrator.internal.store.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** How a job is undone. */
class ClearingTest extends NodesCase {
    private String rolledBackWithANetworkThatStays() {
        first.slots().with("make", saying("first")).with("unmake-tenant", saying("first"));
        first.slots().with("unmake-network", handler(attempt -> {
            throw TaskFailedException.permanent(new Message("busy", "something is on it"));
        }));
        String job = first.submit(job(List.of(
                TaskSpec.of("tenant", "make", Attributes.NONE)
                        .undoneBy(new ReverseTask("unmake-tenant", Attributes.NONE)),
                TaskSpec.of("network", "make", Attributes.NONE)
                        .after("tenant")
                        .undoneBy(new ReverseTask("unmake-network", Attributes.NONE)))));
        first.await(job, JobState.COMPLETED);
        first.command(job, new Command.Rollback());
        first.await(job, JobState.CLEAR_FAILED);
        return job;
    }

    @Test
    void keepsWhatSomethingStillNeedsThatCouldNotBeUndone() {
        String job = rolledBackWithANetworkThatStays();

        assertThat(performed).containsExactly("tenant", "network", "clear.network");
        assertThat(first.task(job, "clear.tenant").result()).contains(TaskResult.IGNORED);
        assertThat(first.task(job, "clear.tenant").failedDependencies()).containsExactly("clear.network");
    }

    @Test
    void undoesTheRestOnceThatCanBeUndone() {
        String job = rolledBackWithANetworkThatStays();
        first.slots().with("unmake-network", saying("first"));

        first.command(job, new Command.Rollback());

        first.await(job, JobState.FINISHED);
        assertThat(performed).containsExactly("tenant", "network", "clear.network", "clear.network", "clear.tenant");
    }

    @Test
    void doesNotTurnFromConfirmingToRollingBack() {
        first.slots().with("make", saying("first"));
        String job = first.submit(job(List.of(TaskSpec.of("a", "make", Attributes.NONE))));
        first.await(job, JobState.COMPLETED);
        first.leadsNoMore(); // so that it stays to be confirmed
        first.command(job, new Command.Confirm());

        assertThat(first.command(job, new Command.Rollback()))
                .isEqualTo(new Commanded.Refused("wrong-state", "it is being confirmed; job " + job + " is completed"));
        first.leading();
        first.await(job, JobState.FINISHED);
    }

    @Test
    void refusesInTheWordsThatStatesHave() {
        String job = rolledBackWithANetworkThatStays();

        assertThat(first.command(job, new Command.CancelConfirm()))
                .isEqualTo(new Commanded.Refused(
                        "wrong-state", "only a confirmation that failed is canceled; job " + job + " is clear-failed"));
    }

    @Test
    void namesWhatIsLeftWhenItIsGivenUp() {
        String job = rolledBackWithANetworkThatStays();

        first.command(job, new Command.IgnoreRollback());

        assertThat(first.await(job, JobState.FINISHED).leftOver()).containsExactly("clear.tenant", "clear.network");
    }

    @Test
    void undoesWhatItHadKeptWhenItsConfirmationIsCanceled() {
        first.slots().with("make", saying("first")).with("unmake", saying("first"));
        first.slots().with("unmake-spare", handler(attempt -> {
            throw TaskFailedException.permanent(new Message("busy", "something is on it"));
        }));
        String job = first.submit(job(List.of(
                TaskSpec.of("net", "make", Attributes.NONE)
                        .sharing(SharedUse.of(network("n")))
                        .undoneBy(new ReverseTask("unmake", Attributes.NONE)),
                TaskSpec.of("vm", "make", Attributes.NONE)
                        .after("net")
                        .asGoal()
                        .undoneBy(new ReverseTask("unmake", Attributes.NONE)),
                TaskSpec.of("spare", "make", Attributes.NONE)
                        .undoneBy(new ReverseTask("unmake-spare", Attributes.NONE)))));
        first.await(job, JobState.COMPLETED);
        first.command(job, new Command.Confirm());
        first.await(job, JobState.CLEAR_FAILED);
        first.command(job, new Command.CancelConfirm());
        Awaitility.await().until(() -> performed.contains("clear.net"));
        first.await(job, JobState.CLEAR_FAILED);
        first.slots().with("unmake-spare", saying("first"));
        first.command(job, new Command.Rollback());

        first.await(job, JobState.FINISHED);
        assertThat(performed).containsSubsequence("clear.vm", "clear.net");
        assertThat(TestNode.done(first.migrator().shared(List.of(network("n")))))
                .isEmpty();
    }

    @Test
    void undoesWhatWasMadeAlsoWhereTheLogIsReadLate() throws Exception {
        first.slots().with("make", saying("first"));
        String job = first.submit(job(List.of(
                TaskSpec.of("a", "make", Attributes.NONE).undoneBy(new ReverseTask("unmake", Attributes.NONE)))));
        first.await(job, JobState.COMPLETED);
        first.leadsNoMore();
        first.command(job, new Command.Rollback());

        FixedSlots slots = new FixedSlots().with("claim", TestNode.CLAIM).with("unmake", saying("third"));
        List<SlowTree> trees = new ArrayList<>();
        try (TestNode third = new TestNode("third", zookeeper, slots, TestNode.settings(Map.of()), tree -> {
            trees.add(new SlowTree(tree, Paths.log(job)));
            return trees.get(0);
        })) {
            third.leading();
            Awaitility.await().until(() -> trees.get(0).sweeps() > 3);
            assertThat(first.status(job).state()).isEqualTo(JobState.COMPLETED);

            trees.get(0).goOn();
            third.await(job, JobState.FINISHED);
            assertThat(performed).containsExactly("a", "clear.a");
        }
    }
}
