package io.patchbay.migrator.internal;

import io.patchbay.api.Attributes;
import io.patchbay.api.recovery.Attempt;
import io.patchbay.api.recovery.JobSubmission;
import io.patchbay.api.recovery.JobType;
import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.ReverseTask;
import io.patchbay.api.recovery.TaskFailedException;
import io.patchbay.api.recovery.TaskHandler;
import io.patchbay.api.recovery.TaskSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One node with a real ZooKeeper, whose tasks do next to nothing. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
abstract class JobsCase {
    @TempDir
    Path folder;

    final List<String> performed = new CopyOnWriteArrayList<>();
    final FixedSlots slots = new FixedSlots();
    TestZooKeeper zookeeper;
    TestNode node;

    @BeforeEach
    void start() throws Exception {
        zookeeper = new TestZooKeeper(folder);
        slots.with("claim", TestNode.CLAIM).with("noop", new Recording()).with("undo", new Recording());
        node = new TestNode("solo", zookeeper, slots, TestNode.settings(Map.of())).leading();
    }

    @AfterEach
    void stop() {
        node.close();
        zookeeper.close();
    }

    static TaskSpec task(String id) {
        return TaskSpec.of(id, "noop", Attributes.NONE);
    }

    static TaskSpec undoable(String id) {
        return task(id).undoneBy(new ReverseTask("undo", Attributes.NONE));
    }

    static JobSubmission job(TaskSpec... tasks) {
        return JobSubmission.of("test", JobType.MIGRATION, "site-b", List.of(tasks));
    }

    interface Deed {
        Output of(Attempt attempt) throws TaskFailedException, InterruptedException;
    }

    static TaskHandler handler(Deed deed) {
        return new TaskHandler() {
            @Override
            public Optional<Output> find(Attempt attempt) {
                return Optional.empty();
            }

            @Override
            public Output perform(Attempt attempt) throws TaskFailedException, InterruptedException {
                return deed.of(attempt);
            }
        };
    }

    final class Recording implements TaskHandler {
        @Override
        public Optional<Output> find(Attempt attempt) {
            return Optional.empty();
        }

        @Override
        public Output perform(Attempt attempt) {
            performed.add(attempt.task());
            return Output.of(attempt.input());
        }
    }
}
