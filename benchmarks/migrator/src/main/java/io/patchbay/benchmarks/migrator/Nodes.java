package io.patchbay.benchmarks.migrator;

import io.patchbay.api.Attributes;
import io.patchbay.api.recovery.Attempt;
import io.patchbay.api.recovery.JobState;
import io.patchbay.api.recovery.JobStatus;
import io.patchbay.api.recovery.JobSubmission;
import io.patchbay.api.recovery.JobType;
import io.patchbay.api.recovery.Jobs;
import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.Submitted;
import io.patchbay.api.recovery.TaskHandler;
import io.patchbay.api.recovery.TaskSpec;
import io.patchbay.launcher.NodeSettings;
import io.patchbay.launcher.PatchbayNode;
import io.patchbay.support.operator.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;

/** Nodes of the distribution in this process, whose tasks do nothing, or nothing but wait. Confined to the benchmark's thread. */
final class Nodes implements Engine {
    private static final long PATIENCE_SECONDS = 90;
    private static final long LOOK_MILLIS = 10; // each look takes a turn on the executor that the job needs
    private static final double NANOS = 1e9;
    private static final String TYPE = "bench.";

    private final String name;
    private final List<PatchbayNode> nodes = new ArrayList<>();
    private final NoOp handler;
    private final Jobs jobs;
    private int submitted;

    /** Does nothing, and remembers when it was first asked to. Thread-safe. */
    private static final class NoOp implements TaskHandler {
        private final int millis;
        private final AtomicLong firstNanos = new AtomicLong();

        NoOp(int millis) {
            this.millis = millis;
        }

        @Override
        public Optional<Output> find(Attempt attempt) {
            return Optional.empty();
        }

        @Override
        public Output perform(Attempt attempt) throws InterruptedException {
            firstNanos.compareAndSet(0, System.nanoTime());
            if (millis > 0) {
                Thread.sleep(millis);
            }
            return Output.of(Attributes.of("id", "made-" + attempt.task()));
        }
    }

    /** One node with a ZooKeeper of its own, which knows no jobs yet. */
    static Nodes alone(Path home, Path work, String election) throws Exception {
        return new Nodes(
                "patchbay " + election,
                List.of(NodeSettings.embedded(home, Files.createTempDirectory(work, election))
                        .with("io.patchbay.migrator", "election", election)),
                0);
    }

    /** Some nodes that share a ZooKeeper. */
    static Nodes sharing(Path home, Path work, String zooKeeper, int count, int taskMillis) throws Exception {
        List<NodeSettings> settings = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            settings.add(NodeSettings.embedded(home, Files.createDirectories(work.resolve(count + "-" + number)))
                    .with("io.patchbay.coordination", "connectString", zooKeeper)
                    .with("io.patchbay.coordination", "namespace", "bench-" + count)
                    .with("io.patchbay.coordination", "sessionTimeoutMillis", "20000"));
        }
        return new Nodes(count + " × patchbay", settings, taskMillis);
    }

    private Nodes(String name, List<NodeSettings> settings, int taskMillis)
            throws UsageException, IOException, BundleException, InterruptedException {
        this.name = name;
        this.handler = new NoOp(taskMillis);
        for (NodeSettings each : settings) {
            PatchbayNode node = PatchbayNode.start(each);
            nodes.add(node);
            if (!node.awaitReady(Duration.ofSeconds(PATIENCE_SECONDS))) {
                throw new IOException("a node is not ready after " + PATIENCE_SECONDS + " s; see " + each.data());
            }
            for (String type : Shape.TYPES) {
                node.plugIn(TaskHandler.class, TYPE + type, () -> handler);
            }
            awaitJobs(node);
        }
        this.jobs = awaitJobs(nodes.get(0));
    }

    private static Jobs awaitJobs(PatchbayNode node) throws InterruptedException, IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        ServiceReference<Jobs> reference = node.context().getServiceReference(Jobs.class);
        while (reference == null) {
            if (System.nanoTime() > deadline) {
                throw new IOException("a node has no jobs after " + PATIENCE_SECONDS + " s");
            }
            Thread.sleep(LOOK_MILLIS);
            reference = node.context().getServiceReference(Jobs.class);
        }
        return node.context().getService(reference);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public double run(Shape shape) throws InterruptedException {
        JobSubmission job = job(shape);
        long begun = System.nanoTime();
        submit(job);
        awaitEnd(job);
        return (System.nanoTime() - begun) / NANOS;
    }

    /** Has a shape accepted, and waits for its end: in how many seconds it was accepted. */
    double accept(Shape shape) throws InterruptedException {
        JobSubmission job = job(shape);
        long begun = System.nanoTime();
        submit(job);
        double accepted = (System.nanoTime() - begun) / NANOS;
        awaitEnd(job);
        return accepted;
    }

    /** Has a shape done: after how many seconds its first task was begun. */
    double begin(Shape shape) throws InterruptedException {
        JobSubmission job = job(shape);
        handler.firstNanos.set(0);
        long begun = System.nanoTime();
        submit(job);
        awaitEnd(job);
        return (handler.firstNanos.get() - begun) / NANOS;
    }

    private JobSubmission job(Shape shape) {
        submitted++;
        return JobSubmission.of(
                        "benchmark",
                        JobType.MIGRATION,
                        "site-b",
                        shape.steps().stream().map(Nodes::task).toList())
                .as("bench-" + submitted);
    }

    private static TaskSpec task(Shape.Step step) {
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("name", step.id());
        for (String dependency : step.dependencies()) {
            input.put(dependency, Map.of("$ref", dependency + "#/id"));
        }
        return TaskSpec.of(step.id(), TYPE + step.type(), new Attributes(input)).after(step.dependencies());
    }

    private void submit(JobSubmission job) {
        Submitted answer = await(jobs.submit(job, "benchmark"));
        if (!(answer instanceof Submitted.Accepted)) {
            throw new IllegalStateException("not accepted: " + answer);
        }
    }

    private void awaitEnd(JobSubmission job) throws InterruptedException {
        JobStatus status = await(jobs.job(job.id().orElseThrow())).orElseThrow();
        while (status.state() != JobState.COMPLETED) {
            Thread.sleep(LOOK_MILLIS);
            status = await(jobs.job(job.id().orElseThrow())).orElseThrow();
        }
        if (status.tasks().succeeded() != job.tasks().size()) {
            throw new IllegalStateException("not every task has succeeded: " + status);
        }
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    @Override
    public void close() {
        nodes.forEach(PatchbayNode::close);
    }
}
