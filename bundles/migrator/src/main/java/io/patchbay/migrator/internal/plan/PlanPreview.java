package io.patchbay.migrator.internal.plan;

import io.patchbay.api.recovery.JobSubmission;
import io.patchbay.api.recovery.TaskSpec;
import io.patchbay.api.recovery.plan.Preview;
import io.patchbay.api.recovery.type.TaskType;
import io.patchbay.migrator.internal.model.Graph;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells what a graph will do, by the longest ways through it. Confined to one thread. */
final class PlanPreview {
    private static final Duration OTHER = Duration.ofSeconds(5);
    private static final Map<TaskType, Duration> GUESSED = Map.of(
            TaskType.CREATE_TENANT, Duration.ofSeconds(2),
            TaskType.CREATE_SECURITY_GROUP_RULE, Duration.ofSeconds(2),
            TaskType.CREATE_SPEC, Duration.ofSeconds(1),
            TaskType.CREATE_KEYPAIR, Duration.ofSeconds(1),
            TaskType.CREATE_ROUTER, Duration.ofSeconds(10),
            TaskType.COPY_VOLUME, Duration.ofMinutes(10),
            TaskType.IMPORT_VOLUME, Duration.ofSeconds(20),
            TaskType.CREATE_INSTANCE, Duration.ofSeconds(90),
            TaskType.STOP_INSTANCE, Duration.ofSeconds(30));

    private final Graph graph;
    private final Map<String, Duration> measured;
    private final int[] order;

    PlanPreview(JobSubmission job, Map<String, Duration> measured) {
        this.graph = new Graph(job.tasks());
        this.measured = Map.copyOf(measured);
        this.order = graph.order();
        if (order.length < graph.size()) {
            throw new IllegalArgumentException("tasks wait for each other in a circle");
        }
    }

    Preview preview() {
        List<String> path = criticalPath();
        Duration estimate = path.stream()
                .map(id -> each(graph.task(graph.number(id).orElseThrow()).type()))
                .reduce(Duration.ZERO, Duration::plus);
        return new Preview(waves(), types(), shared(), path, estimate);
    }

    /** What waits for nothing is in the first wave, everything else in the one after the last that it waits for. */
    private List<List<String>> waves() {
        List<List<String>> waves = new ArrayList<>();
        int[] wave = new int[graph.size()];
        for (int number : order) {
            for (int dependency : graph.dependencies(number)) {
                wave[number] = Math.max(wave[number], wave[dependency] + 1);
            }
            if (wave[number] == waves.size()) {
                waves.add(new ArrayList<>());
            }
            waves.get(wave[number]).add(graph.task(number).id());
        }
        return waves;
    }

    private List<Preview.TypeCount> types() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (int number : order) {
            counts.merge(graph.task(number).type(), 1, Integer::sum);
        }
        return counts.entrySet().stream()
                .map(type -> new Preview.TypeCount(
                        type.getKey(), type.getValue(), each(type.getKey()), measured.containsKey(type.getKey())))
                .toList();
    }

    private List<Preview.Sharing> shared() {
        List<Preview.Sharing> shared = new ArrayList<>();
        for (int number = 0; number < graph.size(); number++) {
            TaskSpec task = graph.task(number);
            if (task.shared().isPresent()) {
                List<String> users = new ArrayList<>();
                for (int successor : graph.successors(number)) {
                    users.add(graph.task(successor).id());
                }
                shared.add(new Preview.Sharing(task.shared().get().key(), task.id(), users));
            }
        }
        return shared;
    }

    private List<String> criticalPath() {
        Duration[] end = new Duration[graph.size()];
        int[] before = new int[graph.size()];
        int last = -1;
        for (int number : order) {
            Duration begin = Duration.ZERO;
            before[number] = -1;
            for (int dependency : graph.dependencies(number)) {
                if (before[number] < 0 || end[dependency].compareTo(begin) > 0) {
                    begin = end[dependency];
                    before[number] = dependency;
                }
            }
            end[number] = begin.plus(each(graph.task(number).type()));
            if (last < 0 || end[number].compareTo(end[last]) > 0) {
                last = number;
            }
        }
        List<String> path = new ArrayList<>();
        for (int number = last; number >= 0; number = before[number]) {
            path.add(graph.task(number).id());
        }
        Collections.reverse(path);
        return path;
    }

    private Duration each(String type) {
        return Optional.ofNullable(measured.get(type))
                .orElseGet(() -> TaskType.of(type).map(GUESSED::get).orElse(OTHER));
    }
}
