package io.patchbay.migrator.internal;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import io.patchbay.api.Attributes;
import io.patchbay.api.coordination.EntryTree;
import io.patchbay.api.recovery.Fault;
import io.patchbay.api.recovery.JobState;
import io.patchbay.api.recovery.JobSubmission;
import io.patchbay.api.recovery.Message;
import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.Submitted;
import io.patchbay.api.recovery.TaskFailedException;
import io.patchbay.api.recovery.TaskSpec;
import io.patchbay.api.recovery.TaskStatus;
import io.patchbay.migrator.internal.seal.KeyFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Secrets of jobs: the handler is told them, and nobody else. */
class SecretsTest extends JobsCase {
    private static final String SECRET = "#cloud-config\npassword: correct horse battery\n";
    private static final String TYPE = "create-and-diagnosis.instance";

    private final List<String> told = new CopyOnWriteArrayList<>();

    @Test
    void theHandlerIsTold() {
        slots.with(TYPE, handler(attempt -> {
            told.add(userDataOf(attempt.input()).orElseThrow());
            return Output.NONE;
        }));

        node.await(node.submit(job(machine(SECRET))), JobState.COMPLETED);

        assertThat(told).containsExactly(SECRET);
    }

    @Test
    void noEntryHasIt() throws Exception {
        slots.with(TYPE, handler(attempt -> Output.of(attempt.input())));

        node.await(node.submit(job(machine(SECRET))), JobState.COMPLETED);

        List<String> entries = entries();
        assertThat(entries).anyMatch(entry -> entry.contains("sealed:")).noneMatch(SecretsTest::tells);
    }

    @Test
    void whoLooksSeesThatItIsSealed() {
        slots.with(TYPE, handler(attempt -> Output.of(attempt.input())));
        String job = node.submit(job(machine(SECRET)));
        node.await(job, JobState.COMPLETED);

        TaskStatus task = node.task(job, "vm");

        assertThat(userDataOf(task.spec().input())).contains("<sealed>");
        assertThat(userDataOf(task.output().orElseThrow().values())).isEmpty();
    }

    @Test
    void aReasonThatRepeatsItIsToldWithout() throws Exception {
        slots.with(TYPE, handler(attempt -> {
            throw TaskFailedException.permanent(new Message(
                    "refused", "is no Base64: " + userDataOf(attempt.input()).orElseThrow()));
        }));
        String job = node.submit(job(machine(SECRET)));
        node.await(job, JobState.COMPLETED);

        assertThat(node.task(job, "vm").why()).contains(new Message("refused", "is no Base64: <secret>"));
        assertThat(entries()).noneMatch(SecretsTest::tells);
    }

    @Test
    void aFaultThatRepeatsItIsToldWithout() throws Exception {
        slots.with(TYPE, handler(attempt -> {
            throw new IllegalStateException(userDataOf(attempt.input()).orElseThrow());
        }));
        String job = node.submit(job(machine(SECRET)));
        node.await(job, JobState.COMPLETED);

        assertThat(slots.faults()).isNotEmpty().noneMatch(SecretsTest::tells);
        assertThat(entries()).noneMatch(SecretsTest::tells);
    }

    @Test
    void theSameJobIsFoundToBeTheSame() {
        slots.with(TYPE, handler(attempt -> Output.NONE));
        JobSubmission job = job(machine(SECRET)).as("once");
        node.submit(job);

        assertThat(TestNode.done(node.migrator().submit(job, "tester")))
                .isEqualTo(new Submitted.Accepted("once", true));
        assertThat(TestNode.done(
                        node.migrator().submit(job(machine("#!/bin/sh\n")).as("once"), "tester")))
                .isEqualTo(new Submitted.Exists("once"));
    }

    @Test
    void whatIsShownInItsPlaceIsNotTaken() {
        Submitted answer = TestNode.done(node.migrator().submit(job(machine("<sealed>")), "tester"));

        assertThat(((Submitted.Refused) answer).faults())
                .extracting(Fault::code, Fault::pointer)
                .containsExactly(tuple("invalid-value", "/tasks/0/input/instance/user_data"));
    }

    @Test
    void aNodeWithoutAKeyRefusesTheJobAndStoresNothing() throws Exception {
        try (TestNode keyless = keyless("keyless", slots, folder.resolve("none.key"))) {
            Submitted answer =
                    TestNode.done(keyless.migrator().submit(job(machine(SECRET)).as("refused"), "tester"));

            assertThat(((Submitted.Refused) answer).faults())
                    .extracting(Fault::code)
                    .containsExactly("no-key");
            assertThat(TestNode.done(keyless.migrator().job("refused"))).isEmpty();
        }
    }

    @Test
    void aNodeWithoutItsKeyLeavesATaskAloneUntilItHasIt() throws Exception {
        Path copy = folder.resolve("copied.key");
        FixedSlots others = new FixedSlots().with("claim", TestNode.CLAIM).with(TYPE, handler(attempt -> {
            told.add(userDataOf(attempt.input()).orElseThrow());
            return Output.NONE;
        }));
        try (TestNode other = keyless("other", others, copy)) {
            String job = node.submit(job(machine(SECRET))); // where nothing performs it

            Awaitility.await()
                    .until(
                            () -> other.task(job, "vm")
                                    .why()
                                    .map(Message::contents)
                                    .orElse(""),
                            why -> why.startsWith("waits for a node with the sealing key "));
            assertThat(told).isEmpty();
            Files.move(Files.copy(zookeeper.keys("solo"), folder.resolve("copied.part"), COPY_ATTRIBUTES), copy);
            node.await(job, JobState.COMPLETED);
        }

        assertThat(told).containsExactly(SECRET);
    }

    private TestNode keyless(String name, FixedSlots plugins, Path file) throws InterruptedException {
        return new TestNode(
                name,
                zookeeper,
                plugins,
                TestNode.settings(Map.of()),
                UnaryOperator.identity(),
                Clock.systemUTC(),
                new KeyFile(file, false, Clock.systemUTC()));
    }

    private static boolean tells(String text) {
        return text.contains("correct horse battery");
    }

    private static Optional<String> userDataOf(Attributes input) {
        return input.object("instance").flatMap(instance -> instance.text("user_data"));
    }

    private static TaskSpec machine(String userData) {
        return TaskSpec.of(
                "vm",
                TYPE,
                new Attributes(Map.of(
                        "tenant",
                        Map.of("id", "t", "name", "t"),
                        "spec",
                        Map.of("id", "s", "name", "s", "vcpus", 1, "memory_mib", 1, "disk_gib", 0),
                        "instance",
                        Map.of("id", "i", "name", "web", "user_data", userData),
                        "instance_id",
                        "i")));
    }

    /** What is in every entry, unpacked where it was packed. */
    private List<String> entries() throws Exception {
        List<String> all = new ArrayList<>();
        collect(TestZooKeeper.tree(node.client()), "/recovery", all);
        assertThat(all).hasSizeGreaterThan(5);
        return all;
    }

    private static void collect(EntryTree tree, String path, List<String> all) throws IOException {
        byte[] value = TestNode.done(tree.read(path)).orElseThrow().value();
        all.add(path + " " + new String(unpacked(value), StandardCharsets.UTF_8));
        for (String name : TestNode.done(tree.children(path))) {
            collect(tree, path + "/" + name, all);
        }
    }

    private static byte[] unpacked(byte[] value) throws IOException {
        boolean packed = value.length > 2 && value[0] == 0x1f && value[1] == (byte) 0x8b;
        return packed ? new GZIPInputStream(new ByteArrayInputStream(value)).readAllBytes() : value;
    }
}
