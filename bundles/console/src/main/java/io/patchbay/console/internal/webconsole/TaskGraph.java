package io.patchbay.console.internal.webconsole;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tasks in an order in which none comes before what it depends on. Immutable. */
final class TaskGraph {
    private final Map<String, TaskView> tasks;
    private final Map<String, Integer> waves = new HashMap<>();

    /** @param all tasks without a cycle; a dependency that is not among them is passed over */
    TaskGraph(List<TaskView> all) {
        Map<String, TaskView> byId = new LinkedHashMap<>();
        all.forEach(task -> byId.put(task.id(), task));
        this.tasks = ordered(byId);
        for (TaskView task : tasks.values()) {
            int wave = before(task).stream()
                    .mapToInt(one -> waves.get(one.id()) + 1)
                    .max()
                    .orElse(0);
            waves.put(task.id(), wave);
        }
    }

    private static Map<String, TaskView> ordered(Map<String, TaskView> byId) {
        Map<String, Integer> missing = new HashMap<>();
        Map<String, List<TaskView>> dependents = new HashMap<>();
        for (TaskView task : byId.values()) {
            List<String> known =
                    task.dependencies().stream().filter(byId::containsKey).toList();
            missing.put(task.id(), known.size());
            known.forEach(id ->
                    dependents.computeIfAbsent(id, none -> new ArrayList<>()).add(task));
        }
        Deque<TaskView> next = new ArrayDeque<>();
        byId.values().stream().filter(task -> missing.get(task.id()) == 0).forEach(next::add);
        Map<String, TaskView> ordered = new LinkedHashMap<>();
        while (!next.isEmpty()) {
            TaskView task = next.remove();
            ordered.put(task.id(), task);
            for (TaskView dependent : dependents.getOrDefault(task.id(), List.of())) {
                if (missing.merge(dependent.id(), -1, Integer::sum) == 0) {
                    next.add(dependent);
                }
            }
        }
        return ordered;
    }

    List<TaskView> tasks() {
        return List.copyOf(tasks.values());
    }

    /** What a task depends on. */
    List<TaskView> before(TaskView task) {
        return task.dependencies().stream()
                .filter(tasks::containsKey)
                .map(tasks::get)
                .toList();
    }

    /** How many tasks are one after another before a task can begin. */
    int wave(TaskView task) {
        return waves.get(task.id());
    }
}
