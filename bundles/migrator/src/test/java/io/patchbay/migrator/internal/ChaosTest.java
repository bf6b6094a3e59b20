package io.patchbay.migrator.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.Attributes;
import io.patchbay.api.recovery.Attempt;
import io.patchbay.api.recovery.Command;
import io.patchbay.api.recovery.JobState;
import io.patchbay.api.recovery.JobSubmission;
import io.patchbay.api.recovery.JobType;
import io.patchbay.api.recovery.LogEntry;
import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.ReverseTask;
import io.patchbay.api.recovery.SharedKey;
import io.patchbay.api.recovery.SharedKind;
import io.patchbay.api.recovery.SharedUse;
import io.patchbay.api.recovery.TaskHandler;
import io.patchbay.api.recovery.TaskSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Three nodes on one ZooKeeper, whose sessions are ended in the middle of their work, and jobs that share resources. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ChaosTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final World world = new World();
    private final List<TestNode> nodes = new ArrayList<>();
    private TestZooKeeper zookeeper;

    @BeforeEach
    void start() throws Exception {
        zookeeper = new TestZooKeeper(folder);
        for (String name : List.of("n1", "n2", "n3")) {
            FixedSlots slots = new FixedSlots()
                    .with("claim", TestNode.CLAIM)
                    .with("make", new Creating())
                    .with("unmake", new Deleting());
            nodes.add(new TestNode(name, zookeeper, slots, TestNode.settings(Map.of())));
        }
        nodes.get(0).leading();
    }

    @AfterEach
    void stop() {
        nodes.forEach(TestNode::close);
        zookeeper.close();
    }

    @Test
    void losesNoTaskAndCommitsNoneTwiceWhileSessionsEnd() throws Exception {
        List<String> jobs = List.of(submit(0), submit(1), submit(2));
        Random random = new Random(7);
        AtomicInteger ended = new AtomicInteger();
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(150)).until(() -> {
            if (ended.incrementAndGet() <= 15) {
                zookeeper.expire(nodes.get(random.nextInt(nodes.size())).client());
            }
            return jobs.stream().allMatch(job -> completed(job));
        });

        for (String job : jobs) {
            assertThat(nodes.get(0).status(job).tasks().failed()).isZero();
            checkHistory(job);
        }
    }

    @Test
    void deletesASharedResourceOnlyWhenNobodyHoldsIt() throws Exception {
        List<String> jobs = List.of(submit(0), submit(1), submit(2));
        for (String job : jobs) {
            nodes.get(0).await(job, JobState.COMPLETED, PATIENCE);
        }
        assertThat(world.alive("create.network")).isEqualTo(1);

        nodes.get(0).command(jobs.get(0), new Command.Rollback());
        nodes.get(0).await(jobs.get(0), JobState.FINISHED, PATIENCE);
        assertThat(world.alive("create.network")).as("while two jobs hold it").isEqualTo(1);
        zookeeper.expire(nodes.get(1).client());
        nodes.get(0).command(jobs.get(1), new Command.Rollback());
        nodes.get(0).command(jobs.get(2), new Command.Rollback());
        nodes.get(0).await(jobs.get(1), JobState.FINISHED, PATIENCE);
        nodes.get(0).await(jobs.get(2), JobState.FINISHED, PATIENCE);

        assertThat(world.alive("create.network")).as("when nobody holds it").isZero();
        assertThat(TestNode.done(TestZooKeeper.tree(nodes.get(0).client()).children("/recovery/shared")))
                .isEmpty();
    }

    @Test
    void takesATaskOverFromANodeThatIsGoneAndFindsWhatItHadMade() throws Exception {
        CountDownLatch made = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        nodes.get(1).slots().with("slow", new Creating() {
            @Override
            public Output perform(Attempt attempt) throws InterruptedException {
                super.perform(attempt);
                made.countDown();
                never.await();
                return Output.NONE;
            }
        });
        String job = nodes.get(1)
                .submit(JobSubmission.of(
                        "slow", JobType.MIGRATION, "site-b", List.of(TaskSpec.of("a", "slow", Attributes.NONE))));
        made.await();
        nodes.get(0).slots().with("slow", new Creating());

        nodes.get(1).client().close(); // its session ends as that of a process that was killed

        nodes.get(0).await(job, JobState.COMPLETED, PATIENCE);
        assertThat(nodes.get(0).task(job, "a").attempt()).isEqualTo(2);
        assertThat(nodes.get(0).task(job, "a").node()).contains("n1");
        assertThat(world.made()).isEqualTo(1);
    }

    @Test
    void goesOnAfterZooKeeperWasAway() throws Exception {
        String job = submit(0);

        zookeeper.stop();
        zookeeper.start();

        nodes.get(0).await(job, JobState.COMPLETED, PATIENCE);
        checkHistory(job);
    }

    private boolean completed(String job) {
        try {
            return nodes.get(0).status(job).state() == JobState.COMPLETED;
        } catch (RuntimeException away) {
            return false; // its session has just been ended
        }
    }

    /** A network that all jobs share, and machines on it. */
    private String submit(int number) {
        List<TaskSpec> tasks = new ArrayList<>();
        SharedKey network = new SharedKey(SharedKind.NETWORK, "net", "site-b");
        tasks.add(TaskSpec.of("network", "make", Attributes.of("shared", "create.network"))
                .sharing(SharedUse.of(network))
                .undoneBy(new ReverseTask("unmake", Attributes.of("shared", "create.network"))));
        for (int machine = 0; machine < 120; machine++) {
            String before = machine < 20 ? "network" : "m" + (machine - 20);
            tasks.add(TaskSpec.of("m" + machine, "make", Attributes.NONE)
                    .after(before)
                    .undoneBy(new ReverseTask("unmake", Attributes.NONE)));
        }
        return nodes.get(number).submit(JobSubmission.of("job " + number, JobType.MIGRATION, "site-b", tasks));
    }

    /** At most one committed result for each task, at the highest epoch that anybody claimed. */
    private void checkHistory(String job) {
        List<LogEntry> log = TestNode.done(nodes.get(0).migrator().log(job, Optional.empty(), 10_000))
                .orElseThrow();
        Map<String, Long> results = new HashMap<>();
        Map<String, Long> claims = new HashMap<>();
        for (LogEntry entry : log) {
            if (entry.task().isEmpty()) {
                continue;
            }
            String task = entry.task().get();
            if (entry.code().endsWith(".success") || entry.code().endsWith(".shared")) {
                assertThat(results.put(task, entry.epoch().orElseThrow()))
                        .as("results of " + task)
                        .isNull();
            } else {
                claims.merge(task, entry.epoch().orElseThrow(), Math::max);
            }
        }
        assertThat(results).hasSize(121);
        results.forEach((task, epoch) -> assertThat(epoch).isEqualTo(claims.getOrDefault(task, 0L) + 1));
    }

    /** What the handlers act on. */
    private static final class World {
        private final Map<String, String> things = new ConcurrentHashMap<>(); // name by idempotency key
        private final AtomicInteger made = new AtomicInteger();

        void make(String key, String name) {
            if (things.put(key, name) == null) {
                made.incrementAndGet();
            }
        }

        Optional<String> find(String key) {
            return Optional.ofNullable(things.get(key));
        }

        void delete(String name) {
            things.values().removeAll(Set.of(name));
        }

        long alive(String name) {
            return things.values().stream().filter(name::equals).count();
        }

        int made() {
            return made.get();
        }
    }

    private class Creating implements TaskHandler {
        @Override
        public Optional<Output> find(Attempt attempt) {
            return world.find(attempt.idempotencyKey()).map(name -> Output.of(Attributes.of("name", name)));
        }

        @Override
        public Output perform(Attempt attempt) throws InterruptedException {
            String name = attempt.input().text("shared").orElse(attempt.job() + "/" + attempt.task());
            world.make(attempt.idempotencyKey(), name);
            TimeUnit.MILLISECONDS.sleep(3); // the work itself: without it no session ends in its middle
            return Output.of(Attributes.of("name", name));
        }
    }

    private final class Deleting implements TaskHandler {
        @Override
        public Optional<Output> find(Attempt attempt) {
            return Optional.empty();
        }

        @Override
        public Output perform(Attempt attempt) {
            String forward = attempt.task().substring("clear.".length());
            world.delete(attempt.input().text("shared").orElse(attempt.job() + "/" + forward));
            return Output.NONE;
        }
    }
}
