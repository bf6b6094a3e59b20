package io.patchbay.migrator.internal.monitor;

import io.patchbay.api.coordination.EntryTree;
import io.patchbay.api.coordination.EntryWatcher;
import io.patchbay.api.metrics.Metric;
import io.patchbay.api.recovery.Command;
import io.patchbay.api.recovery.JobOperation;
import io.patchbay.api.recovery.JobState;
import io.patchbay.api.recovery.JobType;
import io.patchbay.api.recovery.TaskKey;
import io.patchbay.migrator.internal.audit.LogLine;
import io.patchbay.migrator.internal.model.Graph;
import io.patchbay.migrator.internal.model.JobRecord;
import io.patchbay.migrator.internal.store.JobStore;
import io.patchbay.migrator.internal.store.Paths;
import io.patchbay.migrator.internal.store.Requests;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps an engine for each job, enters this node among the workers, and looks at everything now and then in case something was not
 * told. Thread-safe.
 */
public final class Monitor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Monitor.class);
    static final Duration TICK = Duration.ofMillis(50);

    private final Context context;
    private final Map<String, CompletableFuture<Optional<JobEngine>>> engines = new ConcurrentHashMap<>();
    private final List<EntryTree.Watch> watches = new ArrayList<>();
    private final List<Future<?>> timers = new ArrayList<>();
    private final Map<String, JobRecord> unplanned = new ConcurrentHashMap<>(); // read, but their plans have not been
    private final Cleaner cleaner;
    private final Instant since; // when this node began to look after jobs
    private volatile Set<String> known = Set.of();
    private volatile boolean listed;
    private volatile long lastSession; // that was told
    private final CompletableFuture<Void> prepared = new CompletableFuture<>();

    public Monitor(Context context) {
        this.context = context;
        this.cleaner = new Cleaner(context);
        this.since = context.clock().instant();
    }

    /** Completes once jobs can be stored. */
    CompletableFuture<Void> prepared() {
        return prepared;
    }

    /** Begins to follow what is stored. */
    public void open() {
        watches.add(context.tree().watch(Paths.WORKERS, new OnWorkers()));
        watches.add(context.tree().watch(Paths.INDEX, told(this::refreshJobs)));
        watches.add(context.tree().watch(Paths.SHARED, new OnShared()));
        watches.add(context.tree().watch(Paths.PERMITS, told(this::refreshPermits)));
        long sweep = context.settings().get().sweep().toMillis();
        timers.add(context.timer().scheduleWithFixedDelay(guarded(this::sweep), sweep, sweep, TimeUnit.MILLISECONDS));
        timers.add(context.timer()
                .scheduleWithFixedDelay(guarded(this::tick), TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Who is alive has changed, or the session. */
    private final class OnWorkers implements EntryWatcher {
        @Override
        public void changed(String path) {
            context.workers().refresh().whenComplete((done, failed) -> pumpAll());
        }

        @Override
        public void connected(long session) {
            enter(session);
        }

        @Override
        public void suspended() {
            context.workers().suspend();
        }
    }

    private static EntryWatcher told(Runnable action) {
        return new EntryWatcher() {
            @Override
            public void changed(String path) {
                action.run();
            }

            @Override
            public void connected(long session) {
                action.run();
            }

            @Override
            public void suspended() {
                // the workers are told
            }
        };
    }

    private void enter(long session) {
        lastSession = session;
        Requests.ensure(context.tree(), Paths.TOP)
                .thenCompose(done -> {
                    prepared.complete(null);
                    return isOver(session)
                            ? CompletableFuture.completedFuture((Void) null)
                            : context.workers().enter(session);
                })
                .thenCompose(done -> context.shared().refreshAll())
                .whenComplete((done, failed) -> {
                    if (failed == null) {
                        refreshJobs();
                        pumpAll();
                    } else {
                        LOG.debug("Could not enter the workers", failed);
                        later(Duration.ofMillis(300), () -> enterAgain(session));
                    }
                });
    }

    private void enterAgain(long session) {
        if (context.workers().self().isEmpty() && !isOver(session)) {
            enter(session);
        }
    }

    /** Whoever tries again must not enter, in the session that has come since, under a name of the one before. */
    private boolean isOver(long session) {
        return session != lastSession;
    }

    private void later(Duration pause, Runnable action) {
        try {
            Future<?> unused = context.timer().schedule(guarded(action), pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (java.util.concurrent.RejectedExecutionException closing) {
            LOG.debug("This node stops", closing);
        }
    }

    private static Runnable guarded(Runnable action) {
        return () -> {
            try {
                action.run();
            } catch (RuntimeException | LinkageError unexpected) { // a timer that throws is never run again
                LOG.error("The monitor of recovery jobs failed", unexpected);
            }
        };
    }

    /** A shared resource has changed. */
    private final class OnShared implements EntryWatcher {
        @Override
        public void changed(String path) {
            context.shared().changed(path, Monitor.this::pumpAll);
        }

        @Override
        public void connected(long session) {
            context.shared().refreshAll().whenComplete((done, failed) -> pumpAll());
        }

        @Override
        public void suspended() {
            // the workers are told
        }
    }

    /** What other nodes have given back, or lost with their sessions, may be taken. */
    private void refreshPermits() {
        context.permits().refresh().whenComplete((done, failed) -> pumpAll());
    }

    /** An engine for every job that is stored, and for no other. */
    private void refreshJobs() {
        context.store().jobIds().whenComplete((ids, failed) -> {
            if (failed != null) {
                return; // the next sweep looks again
            }
            known = Set.copyOf(ids);
            listed = true;
            unplanned.keySet().retainAll(known);
            ids.forEach(this::load);
            engines.keySet().stream().filter(id -> !known.contains(id)).forEach(this::drop);
        });
    }

    /** The engine of a job, as soon as the job is read; empty if there is no such job. */
    public CompletableFuture<Optional<JobEngine>> engine(String job) {
        CompletableFuture<Optional<JobEngine>> loading = new CompletableFuture<>();
        CompletableFuture<Optional<JobEngine>> before = engines.putIfAbsent(job, loading);
        if (before != null) {
            return before;
        }
        load(job, loading); // once it is in the map: an answer that is there at once takes it out again
        return loading;
    }

    /** Whoever asks for the engine is told if this fails; the next sweep tries again. */
    private void load(String id) {
        CompletableFuture<Optional<JobEngine>> unused = engine(id);
    }

    private void load(String id, CompletableFuture<Optional<JobEngine>> loading) {
        context.store()
                .job(id)
                .thenCompose(stored -> stored.isEmpty()
                        ? CompletableFuture.completedFuture(Optional.<JobEngine>empty())
                        : planned(stored.get()).thenApply(Optional::of))
                .whenComplete((engine, failed) -> {
                    if (failed != null || engine.isEmpty()) {
                        engines.remove(id, loading); // looked for again when asked for again
                    }
                    if (failed != null) {
                        LOG.debug("job={} could not be read", id, failed);
                        loading.completeExceptionally(failed);
                    } else {
                        loading.complete(engine);
                        unplanned.remove(id); // from here on its engine tells
                        engine.ifPresent(JobEngine::open);
                    }
                });
    }

    private CompletionStage<JobEngine> planned(JobStore.StoredJob stored) {
        unplanned.put(stored.record().facts().id(), stored.record());
        return context.store().graph(stored.record().facts().plan()).thenApply(graph -> engineOf(stored, graph));
    }

    private JobEngine engineOf(JobStore.StoredJob stored, Graph graph) {
        Bulletin bulletin = new Bulletin(stored.record().facts(), since);
        return new JobEngine(context, new Replica(stored, graph), bulletin, this::before, this::endedElsewhere);
    }

    /** The engine of a job that this node has just stored. */
    void stored(JobRecord job, Graph graph) {
        String id = job.facts().id();
        CompletableFuture<Optional<JobEngine>> fresh = new CompletableFuture<>();
        if (engines.putIfAbsent(id, fresh) == null) {
            JobEngine engine = engineOf(new JobStore.StoredJob(job, 0), graph);
            fresh.complete(Optional.of(engine));
            engine.open();
            engine.execute(engine::isRead); // there is nothing that it has not seen
        }
    }

    private void drop(String id) {
        CompletableFuture<Optional<JobEngine>> dropped = engines.get(id);
        if (dropped != null && dropped.isDone() && loaded(dropped).isPresent()) {
            engines.remove(id, dropped);
            loaded(dropped).ifPresent(JobEngine::close);
        }
    }

    private static Optional<JobEngine> loaded(CompletableFuture<Optional<JobEngine>> engine) {
        return engine.isDone() && !engine.isCompletedExceptionally() ? engine.join() : Optional.empty();
    }

    private Optional<JobEngine> loaded(String job) {
        return Optional.ofNullable(engines.get(job)).flatMap(Monitor::loaded);
    }

    List<JobEngine> loaded() {
        return engines.values().stream()
                .map(Monitor::loaded)
                .flatMap(Optional::stream)
                .toList();
    }

    /** What this node counts, and if it leads what there is in the cluster. */
    public List<Metric> metrics() {
        return context.meters().metrics(loaded(), context.leading().getAsBoolean());
    }

    /** Does whatever can be done now. */
    public void pumpAll() {
        loaded().forEach(JobEngine::pumpSoon);
    }

    private void tick() {
        loaded().stream().filter(engine -> !engine.replica().lastState().over()).forEach(JobEngine::tick);
    }

    private void sweep() {
        if (context.workers().self().isEmpty()) {
            return; // not connected: what comes then looks at everything
        }
        context.workers().refresh().whenComplete((done, failed) -> refreshJobs());
        context.shared().sweep();
        refreshPermits();
        List<JobEngine> all = loaded();
        all.stream()
                .filter(engine ->
                        !engine.hasRead() || !engine.replica().lastState().over())
                .forEach(engine -> engine.execute(engine::catchUp));
        if (context.leading().getAsBoolean() && listed) {
            yieldDrills(all);
            cleaner.clean(all, known);
        }
    }

    /** A real job takes the place of a drill of its group. */
    private void yieldDrills(List<JobEngine> all) {
        List<JobRecord> jobs =
                all.stream().map(engine -> engine.replica().lastJob()).toList();
        for (JobEngine engine : all) {
            JobRecord drill = engine.replica().lastJob();
            boolean wanted = drill.facts().type() == JobType.SIMULATION
                    && drill.facts().group().isPresent()
                    && jobs.stream()
                            .anyMatch(job -> job.state() == JobState.WAITING
                                    && job.facts().type() == JobType.MIGRATION
                                    && job.facts().group().equals(drill.facts().group()));
            if (wanted && (drill.state() == JobState.RUNNING || drill.state() == JobState.PAUSED)) {
                give(engine, new Command.Cancel());
            } else if (wanted && drill.state() == JobState.COMPLETED && drill.operation() != JobOperation.ROLLBACK) {
                give(engine, new Command.Rollback());
            }
        }
    }

    private void give(JobEngine engine, Command command) {
        engine.execute(() -> new Commands(context, engine)
                .give(command, LogLine.MIGRATOR, answer -> LOG.debug("A drill yields: {}", answer)));
    }

    /** Of a group the oldest runs first, and the next when it is over. */
    private Optional<String> before(JobRecord job) {
        if (job.facts().group().isEmpty()) {
            return Optional.empty();
        }
        Map<String, JobRecord> unread = Map.copyOf(unplanned); // before the engines: a job goes from here to there
        if (!listed || known.stream().anyMatch(id -> loaded(id).isEmpty() && !unread.containsKey(id))) {
            return Optional.of("not all jobs that may be before it have been read yet");
        }
        return loaded().stream()
                .map(engine -> engine.replica().lastJob())
                .filter(other -> precedes(other, job))
                .findAny()
                .map(other -> "job " + other.facts().id() + " of the same group is before it")
                .or(() -> unread.values().stream()
                        .filter(other -> precedes(other, job))
                        .findAny()
                        .map(other -> "job " + other.facts().id()
                                + " of the same group is before it, and its plan has not been read yet"));
    }

    private static boolean precedes(JobRecord other, JobRecord job) {
        return !other.facts().id().equals(job.facts().id())
                && other.facts().group().equals(job.facts().group())
                && !other.state().over()
                && (other.state() != JobState.WAITING || isBefore(other, job));
    }

    private static boolean isBefore(JobRecord one, JobRecord other) {
        return Comparator.<JobRecord, java.time.Instant>comparing(
                                job -> job.facts().submittedAt())
                        .thenComparing(job -> job.facts().id())
                        .compare(one, other)
                < 0;
    }

    /** A job that is over, or deleted, has given back what it held before. */
    private boolean endedElsewhere(TaskKey task) {
        if (!listed) {
            return false;
        }
        Optional<JobEngine> engine = loaded(task.job());
        return engine.isPresent() ? engine.get().replica().lastState().over() : !known.contains(task.job());
    }

    @Override
    public void close() {
        timers.forEach(timer -> timer.cancel(false));
        watches.forEach(EntryTree.Watch::close);
        context.capacity().close(); // the places that one job gives back are not for the next
        loaded().forEach(JobEngine::close);
    }
}
