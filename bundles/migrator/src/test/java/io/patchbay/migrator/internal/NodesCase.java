package io.patchbay.migrator.internal;

import io.patchbay.api.Attributes;
import io.patchbay.api.recovery.Attempt;
import io.patchbay.api.recovery.JobSubmission;
import io.patchbay.api.recovery.JobType;
import io.patchbay.api.recovery.LogEntry;
import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.SharedKey;
import io.patchbay.api.recovery.SharedKind;
import io.patchbay.api.recovery.TaskFailedException;
import io.patchbay.api.recovery.TaskHandler;
import io.patchbay.api.recovery.TaskSpec;
import io.patchbay.migrator.internal.monitor.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes on one ZooKeeper, of which the first leads. Neither looks for news by itself while a test waits: it has to be told. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
abstract class NodesCase {
    private static final Duration LATER = Duration.ofMinutes(1); // than a test waits for anything

    @TempDir
    Path folder;

    final List<String> performed = new CopyOnWriteArrayList<>();
    TestZooKeeper zookeeper;
    TestNode first;
    TestNode second;

    /** What a handler does. */
    interface Deed {
        Output of(Attempt attempt) throws TaskFailedException, InterruptedException;
    }

    @BeforeEach
    void start() throws Exception {
        zookeeper = new TestZooKeeper(folder);
        first = node("first").leading();
        second = node("second");
    }

    @AfterEach
    void stop() {
        first.close();
        second.close();
        zookeeper.close();
    }

    private TestNode node(String name) throws InterruptedException {
        FixedSlots slots = new FixedSlots().with("claim", TestNode.CLAIM);
        return new TestNode(name, zookeeper, slots, withRareSweeps(Map.of()));
    }

    static Settings withRareSweeps(Map<String, Integer> special) {
        Settings usual = TestNode.settings(special);
        return new Settings(
                usual.election(),
                usual.attemptsAtOnce(),
                usual.attempts(),
                usual.firstRetry(),
                usual.longestRetry(),
                usual.timeout(),
                usual.rollbackAfter(),
                usual.clearRetry(),
                usual.longestWait(),
                usual.retainFinished(),
                LATER,
                special);
    }

    /** Notes which tasks it performs, and finds nothing. */
    TaskHandler handler(Deed deed) {
        return new TaskHandler() {
            @Override
            public Optional<Output> find(Attempt attempt) {
                return Optional.empty();
            }

            @Override
            public Output perform(Attempt attempt) throws TaskFailedException, InterruptedException {
                performed.add(attempt.task());
                return deed.of(attempt);
            }
        };
    }

    TaskHandler saying(String text) {
        return handler(attempt -> Output.of(Attributes.of("by", text)));
    }

    static SharedKey network(String id) {
        return new SharedKey(SharedKind.NETWORK, id, "site-b");
    }

    static JobSubmission job(List<TaskSpec> tasks) {
        return JobSubmission.of("job", JobType.MIGRATION, "site-b", tasks);
    }

    List<LogEntry> log(String job) {
        return new ArrayList<>(TestNode.done(first.migrator().log(job, Optional.empty(), 10_000))
                .orElseThrow());
    }
}
