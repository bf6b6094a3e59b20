package io.patchbay.migrator.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.Attributes;
import io.patchbay.api.recovery.Command;
import io.patchbay.api.recovery.JobState;
import io.patchbay.api.recovery.TaskSpec;
import io.patchbay.migrator.internal.store.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Jobs of one group, of which one runs at a time. */
class GroupsTest extends NodesCase {
    private String submit() {
        return submit("shop");
    }

    private String submit(String group) {
        return first.submit(
                job(List.of(TaskSpec.of("a", "absent", Attributes.NONE))).in(group));
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
            trees.add(new SlowTree(tree, Paths.job(running)));
            return trees.get(0);
        })) {
            third.leading();
            Awaitility.await().until(() -> trees.get(0).sweeps() > 3);
            assertThat(third.status(waiting).state()).isEqualTo(JobState.WAITING);

            trees.get(0).goOn();
            third.await(running, JobState.RUNNING);
            third.command(running, new Command.Cancel());
            third.await(running, JobState.COMPLETED);
            third.command(running, new Command.Rollback());
            third.await(waiting, JobState.RUNNING);
        }
    }

    @Test
    void aJobWaitsForOneOfItsGroupWhosePlanCannotBeReadAndSaysSo() throws Exception {
        String running = submit();
        first.await(running, JobState.RUNNING);
        String waiting = submit();
        first.leadsNoMore();

        try (TestNode third = withoutThePlanOf(running)) {
            Awaitility.await()
                    .until(() -> third.status(waiting).why().contains("job " + running + " of the same group"));
            assertThat(third.status(waiting).state()).isEqualTo(JobState.WAITING);
        }
    }

    @Test
    void aJobDoesNotWaitForOneOfAnotherGroupWhosePlanCannotBeRead() throws Exception {
        String other = submit("bakery");
        first.await(other, JobState.RUNNING);
        first.leadsNoMore();
        String job = submit();

        try (TestNode third = withoutThePlanOf(other)) {
            third.await(job, JobState.RUNNING);
        }
    }

    private TestNode withoutThePlanOf(String job) throws Exception {
        FixedSlots slots = new FixedSlots().with("claim", TestNode.CLAIM);
        TestNode node = new TestNode(
                "third",
                zookeeper,
                slots,
                TestNode.settings(Map.of()),
                tree -> new SlowTree(tree, Paths.PLANS + "/" + job));
        node.leading();
        return node;
    }
}
