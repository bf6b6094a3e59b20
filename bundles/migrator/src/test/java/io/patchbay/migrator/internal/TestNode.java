package io.patchbay.migrator.internal;

import io.patchbay.api.coordination.EntryTree;
import io.patchbay.api.coordination.Leadership;
import io.patchbay.api.recovery.Command;
import io.patchbay.api.recovery.Commanded;
import io.patchbay.api.recovery.JobState;
import io.patchbay.api.recovery.JobStatus;
import io.patchbay.api.recovery.JobSubmission;
import io.patchbay.api.recovery.Submitted;
import io.patchbay.api.recovery.TaskElection;
import io.patchbay.api.recovery.TaskStatus;
import io.patchbay.migrator.internal.monitor.Settings;
import io.patchbay.migrator.internal.reference.JsonReferences;
import io.patchbay.migrator.internal.seal.KeyFile;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.apache.curator.framework.CuratorFramework;
import org.awaitility.Awaitility;

/** One node with a migrator, on a session of its own. Confined to the test's thread. */
final class TestNode implements AutoCloseable {
    static final TaskElection CLAIM = (task, elected) -> {
        elected.run();
        return () -> {};
    };

    private final String name;
    private final CuratorFramework client;
    private final FixedSlots slots;
    private final Migrator migrator;
    private final Leadership leadership = new Leadership() {
        @Override
        public long epoch() {
            return 1;
        }

        @Override
        public boolean succeeds(long epoch) {
            return true;
        }
    };

    TestNode(String name, TestZooKeeper zookeeper, FixedSlots slots, Settings settings) throws InterruptedException {
        this(name, zookeeper, slots, settings, UnaryOperator.identity());
    }

    TestNode(String name, TestZooKeeper zookeeper, FixedSlots slots, Settings settings, UnaryOperator<EntryTree> around)
            throws InterruptedException {
        this(name, zookeeper, slots, settings, around, Clock.systemUTC());
    }

    TestNode(
            String name,
            TestZooKeeper zookeeper,
            FixedSlots slots,
            Settings settings,
            UnaryOperator<EntryTree> around,
            Clock clock)
            throws InterruptedException {
        this(name, zookeeper, slots, settings, around, clock, new KeyFile(zookeeper.keys(name), true, clock));
    }

    /** One whose key is elsewhere. */
    TestNode(
            String name,
            TestZooKeeper zookeeper,
            FixedSlots slots,
            Settings settings,
            UnaryOperator<EntryTree> around,
            Clock clock,
            KeyFile keys)
            throws InterruptedException {
        this.name = name;
        this.client = zookeeper.client();
        this.slots = slots;
        this.migrator = new Migrator(
                settings, name, around.apply(TestZooKeeper.tree(client)), slots, JsonReferences.usual(), clock, keys);
    }

    static Settings settings(Map<String, Integer> special) {
        return new Settings(
                "claim",
                16,
                3,
                Duration.ofMillis(20),
                Duration.ofMillis(100),
                Duration.ofSeconds(60),
                Duration.ofHours(1),
                Duration.ofHours(1),
                Duration.ofMinutes(10),
                Duration.ofHours(1),
                Duration.ofMillis(500),
                special);
    }

    String name() {
        return name;
    }

    CuratorFramework client() {
        return client;
    }

    FixedSlots slots() {
        return slots;
    }

    Migrator migrator() {
        return migrator;
    }

    TestNode leading() {
        migrator.bindLeadership(leadership);
        return this;
    }

    void leadsNoMore() {
        migrator.unbindLeadership(leadership);
    }

    String submit(JobSubmission job) {
        Submitted answer = done(migrator.submit(job, "tester"));
        if (answer instanceof Submitted.Accepted accepted) {
            return accepted.id();
        }
        throw new AssertionError("not accepted: " + answer);
    }

    Commanded command(String job, Command command) {
        return done(migrator.command(job, command, "tester"));
    }

    JobStatus status(String job) {
        return done(migrator.job(job)).orElseThrow();
    }

    TaskStatus task(String job, String task) {
        return done(migrator.task(job, task)).orElseThrow();
    }

    JobStatus await(String job, JobState state) {
        return await(job, state, Duration.ofSeconds(30));
    }

    JobStatus await(String job, JobState state, Duration most) {
        Awaitility.await()
                .atMost(most)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> status(job).state() == state);
        return status(job);
    }

    static <T> T done(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        migrator.close();
        client.close();
    }
}
