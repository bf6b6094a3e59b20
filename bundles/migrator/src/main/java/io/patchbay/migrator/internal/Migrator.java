package io.patchbay.migrator.internal;

import io.patchbay.api.coordination.Cluster;
import io.patchbay.api.coordination.EntryTree;
import io.patchbay.api.coordination.Leadership;
import io.patchbay.api.hotswap.Lease;
import io.patchbay.api.hotswap.Slot;
import io.patchbay.api.hotswap.Slots;
import io.patchbay.api.metrics.Metric;
import io.patchbay.api.metrics.MetricSource;
import io.patchbay.api.node.Node;
import io.patchbay.api.node.NodeFolders;
import io.patchbay.api.recovery.Command;
import io.patchbay.api.recovery.Commanded;
import io.patchbay.api.recovery.Fault;
import io.patchbay.api.recovery.JobStatus;
import io.patchbay.api.recovery.JobSubmission;
import io.patchbay.api.recovery.Jobs;
import io.patchbay.api.recovery.LogEntry;
import io.patchbay.api.recovery.References;
import io.patchbay.api.recovery.SharedKey;
import io.patchbay.api.recovery.SharedStatus;
import io.patchbay.api.recovery.Submitted;
import io.patchbay.api.recovery.TaskElection;
import io.patchbay.api.recovery.TaskStatus;
import io.patchbay.migrator.internal.monitor.Context;
import io.patchbay.migrator.internal.monitor.Meters;
import io.patchbay.migrator.internal.monitor.Monitor;
import io.patchbay.migrator.internal.monitor.Settings;
import io.patchbay.migrator.internal.monitor.StoredJobs;
import io.patchbay.migrator.internal.seal.KeyFile;
import io.patchbay.migrator.internal.seal.Sealing;
import io.patchbay.migrator.internal.shared.SharedResources;
import io.patchbay.migrator.internal.store.JobStore;
import io.patchbay.migrator.internal.work.Capacity;
import io.patchbay.migrator.internal.work.Durations;
import io.patchbay.migrator.internal.work.Handlers;
import io.patchbay.migrator.internal.work.Permits;
import io.patchbay.migrator.internal.work.Workers;
import io.patchbay.support.Current;
import io.patchbay.support.Threads;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * The recovery jobs of this node's cluster. Immediate, because a node works on what others have submitted, whether or not anybody
 * here asks for {@link Jobs}. Thread-safe.
 */
@Component(
        service = {Jobs.class, MetricSource.class},
        configurationPid = Migrator.PID,
        immediate = true)
@Designate(ocd = Migrator.Config.class)
public final class Migrator implements Jobs, MetricSource {
    static final String PID = "io.patchbay.migrator";
    private static final Duration CLOSING = Duration.ofMillis(500);
    private static final int ABANDONED_AT_MOST = 256; // attempts that do not end although they were cancelled

    @ObjectClassDefinition(name = "Patchbay: recovery jobs")
    @interface Config {
        @AttributeDefinition(description = "Name of the election that decides which node tries a task")
        String election() default "claim";

        @AttributeDefinition(
                description =
                        "How many attempts this node makes at once; of a type whose last 16 each took less than 5 ms, four times as many")
        int attemptsAtOnce() default 16;

        @AttributeDefinition(description = "How many attempts a task has; attempts.TYPE for one type")
        int attempts() default 3;

        @AttributeDefinition(description = "How long to wait before the second attempt; doubles from then on")
        int firstRetryMillis() default 1000;

        @AttributeDefinition(description = "The longest wait before another attempt")
        int longestRetryMillis() default 60_000;

        @AttributeDefinition(description = "How long an attempt may take; timeoutMillis.TYPE for one type")
        int timeoutMillis() default 3_600_000;

        @AttributeDefinition(description = "When a completed drill is rolled back by itself")
        int rollbackAfterMillis() default 3_600_000;

        @AttributeDefinition(description = "When a clear that failed is tried again by itself")
        int clearRetryMillis() default 300_000;

        @AttributeDefinition(description = "How long a drill may wait for its turn")
        int longestWaitMillis() default 600_000;

        @AttributeDefinition(description = "How long a finished job can be read")
        int retainFinishedMillis() default 86_400_000;

        @AttributeDefinition(description = "How often everything is looked at, in case something was not told")
        int sweepMillis() default 5000;

        @AttributeDefinition(
                required = false,
                description =
                        "The file with the keys that seal secrets, an absolute path; empty: recovery.key in the data folder")
        String keyFile() default "";
    }

    private final AtomicReference<Settings> settings;
    private final Current<Leadership> leadership = new Current<>();
    private final AtomicReference<Slot<TaskElection>> election;
    private final Slots slots;
    private final Capacity capacity;
    private final Handlers handlers;
    private final ThreadPoolExecutor pool = Threads.pool("migrator", 4, 20_000);
    private final ThreadPoolExecutor attempts;
    private final ScheduledExecutorService timer = Threads.timer("migrator");
    private final Monitor monitor;
    private final Jobs jobs;

    /** @throws IllegalArgumentException if a configured value makes no sense */
    @Activate
    public Migrator(
            Config config,
            Map<String, Object> properties,
            @Reference(name = "node") Node node,
            @Reference(name = "tree") EntryTree tree,
            @Reference(name = "slots") Slots slots,
            @Reference(name = "references") References references,
            @Reference(name = "clock") Clock clock,
            @Reference(name = "folders") NodeFolders folders,
            @Reference(name = "cluster") Cluster cluster) {
        this(
                settingsOf(config, properties),
                node.name(),
                tree,
                slots,
                references,
                clock,
                new KeyFile(keyFileOf(config, folders), !cluster.isShared(), clock));
    }

    Migrator(
            Settings first,
            String node,
            EntryTree tree,
            Slots slots,
            References references,
            Clock clock,
            KeyFile keys) {
        this.settings = new AtomicReference<>(first);
        this.slots = slots;
        this.election = new AtomicReference<>(slots.open(TaskElection.class, first.election()));
        this.capacity = new Capacity(first.attemptsAtOnce());
        this.handlers = new Handlers(slots);
        this.attempts = new ThreadPoolExecutor(
                0, threads(first), 30, TimeUnit.SECONDS, new SynchronousQueue<>(), Threads.named("migrator-attempt"));
        Context context = new Context(
                node,
                tree,
                new JobStore(tree, node),
                new Workers(tree, node),
                new SharedResources(tree),
                new Permits(tree),
                handlers,
                capacity,
                new Durations(),
                new Meters(),
                this::elect,
                references,
                new Sealing(keys),
                settings::get,
                () -> leadership.get().isPresent(),
                clock,
                pool,
                attempts,
                timer);
        this.monitor = new Monitor(context);
        this.jobs = new StoredJobs(context, monitor);
        monitor.open();
    }

    private static Path keyFileOf(Config config, NodeFolders folders) {
        if (config.keyFile().isEmpty()) {
            return folders.data().resolve(KeyFile.NAME);
        }
        try {
            Path file = Path.of(config.keyFile());
            if (file.isAbsolute()) {
                return file;
            }
        } catch (InvalidPathException malformed) {
            throw new IllegalArgumentException(PID + ": keyFile must be a path but was " + config.keyFile(), malformed);
        }
        throw new IllegalArgumentException(PID + ": keyFile must be an absolute path but was " + config.keyFile());
    }

    private static int threads(Settings settings) {
        return Capacity.PLACE / Capacity.PART * settings.attemptsAtOnce() + ABANDONED_AT_MOST;
    }

    private Optional<Lease<TaskElection>> elect() {
        return election.get().lease();
    }

    /** Takes another configuration in; what runs goes on. */
    @Modified
    void modified(Config config, Map<String, Object> properties) {
        change(settingsOf(config, properties));
    }

    void change(Settings next) {
        Settings before = settings.getAndSet(next);
        if (!before.election().equals(next.election())) {
            election.getAndSet(slots.open(TaskElection.class, next.election())).close();
        }
        attempts.setMaximumPoolSize(threads(next));
        capacity.grow(next.attemptsAtOnce() - before.attemptsAtOnce());
        monitor.pumpAll();
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindLeadership(Leadership held) {
        leadership.bind(held);
        monitor.pumpAll();
    }

    void unbindLeadership(Leadership held) {
        leadership.unbind(held);
    }

    @Deactivate
    void close() {
        monitor.close();
        Threads.close(timer, CLOSING);
        attempts.shutdownNow();
        Threads.close(pool, CLOSING);
        handlers.close();
        election.get().close();
    }

    static Settings settingsOf(Config config, Map<String, Object> properties) {
        Map<String, Integer> special = new HashMap<>();
        properties.forEach((key, value) -> {
            boolean known = key.startsWith("attempts.")
                    || key.startsWith("timeoutMillis.")
                    || key.startsWith("concurrency.")
                    || key.startsWith("targetConcurrency");
            if (known) {
                special.put(key, wholeOf(key, value));
            }
        });
        return new Settings(
                config.election(),
                config.attemptsAtOnce(),
                config.attempts(),
                Duration.ofMillis(config.firstRetryMillis()),
                Duration.ofMillis(config.longestRetryMillis()),
                Duration.ofMillis(config.timeoutMillis()),
                Duration.ofMillis(config.rollbackAfterMillis()),
                Duration.ofMillis(config.clearRetryMillis()),
                Duration.ofMillis(config.longestWaitMillis()),
                Duration.ofMillis(config.retainFinishedMillis()),
                Duration.ofMillis(config.sweepMillis()),
                special);
    }

    private static int wholeOf(String key, Object value) {
        try {
            return Integer.parseInt(String.valueOf(value));
        } catch (NumberFormatException malformed) {
            throw new IllegalArgumentException(
                    PID + ": " + key + " must be a whole number but was " + value, malformed);
        }
    }

    @Override
    public CompletionStage<List<Metric>> metrics() {
        return CompletableFuture.completedStage(monitor.metrics());
    }

    @Override
    public List<Fault> check(JobSubmission submission) {
        return jobs.check(submission);
    }

    @Override
    public CompletionStage<Submitted> submit(JobSubmission submission, String actor) {
        return jobs.submit(submission, actor);
    }

    @Override
    public CompletionStage<Commanded> command(String job, Command command, String actor) {
        return jobs.command(job, command, actor);
    }

    @Override
    public CompletionStage<List<JobStatus>> jobs() {
        return jobs.jobs();
    }

    @Override
    public CompletionStage<Optional<JobStatus>> job(String job) {
        return jobs.job(job);
    }

    @Override
    public CompletionStage<Optional<List<TaskStatus>>> tasks(String job) {
        return jobs.tasks(job);
    }

    @Override
    public CompletionStage<Optional<TaskStatus>> task(String job, String task) {
        return jobs.task(job, task);
    }

    @Override
    public CompletionStage<Optional<List<LogEntry>>> log(String job, Optional<String> after, int limit) {
        return jobs.log(job, after, limit);
    }

    @Override
    public CompletionStage<Optional<List<SharedStatus>>> shared(String job) {
        return jobs.shared(job);
    }

    @Override
    public CompletionStage<List<SharedStatus>> shared(List<SharedKey> keys) {
        return jobs.shared(keys);
    }

    @Override
    public Subscription follow(String job, Consumer<LogEntry> listener) {
        return jobs.follow(job, listener);
    }
}
