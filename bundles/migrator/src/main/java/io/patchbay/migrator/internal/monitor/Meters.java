package io.patchbay.migrator.internal.monitor;

import io.patchbay.api.metrics.Metric;
import io.patchbay.api.metrics.Sample;
import io.patchbay.api.recovery.JobState;
import io.patchbay.api.recovery.TaskResult;
import io.patchbay.api.recovery.TaskState;
import io.patchbay.migrator.internal.audit.LogLine;
import io.patchbay.migrator.internal.audit.LogPage;
import io.patchbay.migrator.internal.model.JobRecord;
import io.patchbay.migrator.internal.model.TaskRecord;
import io.patchbay.migrator.internal.work.TaskTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;

/**
 * What this node has done for recovery jobs, counted by the lines that it has written into their logs: so each step counts once, on
 * one node, if it was committed. Thread-safe.
 */
public final class Meters {
    private static final int MOST_TYPES = 100;
    private static final String OTHERS = "others";

    private final Map<String, OfType> types = new ConcurrentHashMap<>();
    private final LongAdder takeovers = new LongAdder();
    private final LongAdder fenced = new LongAdder();
    private final Times waits = new Times();

    /** What is counted of one task type. */
    private static final class OfType {
        private final LongAdder attempts = new LongAdder();
        private final Times times = new Times();
        private final Map<TaskResult, LongAdder> results = new EnumMap<>(TaskResult.class);

        OfType() {
            for (TaskResult result : TaskResult.values()) {
                results.put(result, new LongAdder());
            }
        }
    }

    /** A page that this node has written, before the replica knows of it. Called on the job's executor. */
    void count(LogPage page, Replica replica) {
        for (LogLine line : page.lines()) {
            if (line.record().isPresent()) {
                replica.place(line.task())
                        .ifPresent(place -> count(line, line.record().get(), place, replica.job()));
            } else if (line.code().endsWith(".fenced")) {
                fenced.increment();
            }
        }
    }

    private void count(LogLine line, TaskRecord record, Replica.Place place, JobRecord job) {
        OfType type = ofType(place.table().graph().task(place.number()).type());
        if (record.state() == TaskState.RUNNING) {
            type.attempts.increment();
            if (line.code().endsWith(".taken-over")) {
                takeovers.increment();
            } else {
                readySince(place, job).ifPresent(since -> waits.add(Duration.between(since, line.at())));
            }
        } else {
            record.result().ifPresent(result -> type.results.get(result).increment());
            timeOf(record).ifPresent(type.times::add);
        }
    }

    /** How long the attempt took that decided it; empty if it ended without one. */
    private static Optional<Duration> timeOf(TaskRecord record) {
        boolean tried = record.result()
                .filter(result -> result == TaskResult.SUCCESS || result == TaskResult.FAILED)
                .isPresent();
        return record.startedAt().filter(started -> tried).flatMap(started -> record.finishedAt()
                .map(ended -> Duration.between(started, ended)));
    }

    private OfType ofType(String type) {
        boolean known = types.containsKey(type) || types.size() < MOST_TYPES;
        return types.computeIfAbsent(known ? type : OTHERS, first -> new OfType());
    }

    /** Since when a task could have begun, if that is known. */
    private static Optional<Instant> readySince(Replica.Place place, JobRecord job) {
        TaskTable table = place.table();
        if (place.record().retryAt().isPresent()) {
            return place.record().retryAt();
        }
        int[] dependencies = table.graph().dependencies(place.number());
        if (dependencies.length == 0) {
            return job.state() == JobState.RUNNING ? job.startedAt() : Optional.empty();
        }
        return Arrays.stream(dependencies)
                .mapToObj(number -> table.record(number).finishedAt())
                .flatMap(Optional::stream)
                .max(Instant::compareTo);
    }

    /**
     * All of it as metrics.
     *
     * @param leads whether this node tells what every node knows alike
     */
    List<Metric> metrics(List<JobEngine> engines, boolean leads) {
        List<Metric> metrics = new ArrayList<>();
        metrics.add(new Metric.Counter(
                "patchbay_recovery_tasks_total", "Tasks that ended on this node, by how they ended.", results()));
        metrics.add(new Metric.Counter(
                "patchbay_recovery_attempts_total", "Attempts at tasks that this node has begun.", attempts()));
        metrics.add(new Metric.Counter(
                "patchbay_recovery_takeovers_total",
                "Attempts among them at tasks of a node that was gone.",
                takeovers.sum()));
        metrics.add(new Metric.Counter(
                "patchbay_recovery_fenced_total",
                "Results of this node that were dropped, because another one had taken the task over.",
                fenced.sum()));
        metrics.add(new Metric.Histogram(
                "patchbay_recovery_task_wait_seconds",
                "How long tasks could have begun before they did, with the pauses of their jobs.",
                List.of(waits.distribution(Map.of()))));
        metrics.add(new Metric.Histogram(
                "patchbay_recovery_task_seconds",
                "How long the last attempts at tasks took that succeeded or failed on this node.",
                types.entrySet().stream()
                        .map(type -> type.getValue().times.distribution(Map.of("type", type.getKey())))
                        .toList()));
        metrics.add(new Metric.Gauge(
                "patchbay_recovery_attempts_under_way",
                "Attempts that this node makes now.",
                engines.stream().mapToInt(JobEngine::attemptsUnderWay).sum()));
        if (leads) {
            metrics.add(new Metric.Gauge("patchbay_recovery_jobs", "Recovery jobs of the cluster.", jobs(engines)));
            metrics.add(new Metric.Gauge(
                    "patchbay_recovery_ready_tasks",
                    "Tasks of the cluster that could begin and have not begun.",
                    engines.stream().mapToInt(JobEngine::readyTasks).sum()));
        }
        return metrics;
    }

    private List<Sample> attempts() {
        return types.entrySet().stream()
                .map(type -> new Sample(
                        Map.of("type", type.getKey()), type.getValue().attempts.sum()))
                .toList();
    }

    private List<Sample> results() {
        List<Sample> samples = new ArrayList<>();
        types.forEach((type, counted) -> {
            for (TaskResult result : TaskResult.values()) {
                samples.add(new Sample(
                        Map.of("type", type, "result", inSmall(result)),
                        counted.results.get(result).sum()));
            }
        });
        return samples;
    }

    private static List<Sample> jobs(List<JobEngine> engines) {
        List<Sample> samples = new ArrayList<>();
        for (JobState state : JobState.values()) {
            Predicate<JobEngine> isThere = engine -> engine.replica().lastState() == state;
            samples.add(new Sample(
                    Map.of("state", inSmall(state)),
                    engines.stream().filter(isThere).count()));
        }
        return samples;
    }

    private static String inSmall(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
