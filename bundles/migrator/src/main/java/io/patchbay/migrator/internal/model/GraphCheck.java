package io.patchbay.migrator.internal.model;

import io.patchbay.api.recovery.Fault;
import io.patchbay.api.recovery.JobSubmission;
import io.patchbay.api.recovery.ReverseTask;
import io.patchbay.api.recovery.SharedKey;
import io.patchbay.api.recovery.TaskSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Finds what is wrong with a graph: all of it, each fault with its place. No state. */
public final class GraphCheck {
    private static final int MAX_FAULTS = 1000;
    private static final int MAX_NAMED = 20;

    private GraphCheck() {}

    /** Every fault, or the first {@value #MAX_FAULTS}; empty if the graph can run. */
    public static List<Fault> faultsOf(List<TaskSpec> tasks) {
        List<Fault> faults = new ArrayList<>();
        if (tasks.isEmpty() || tasks.size() > JobSubmission.MAX_TASKS) {
            faults.add(Fault.of(
                    "size",
                    "/tasks",
                    "a job must have 1 to " + JobSubmission.MAX_TASKS + " tasks but had " + tasks.size()));
            return faults;
        }
        Map<String, Integer> numbers = numbersOf(tasks, faults);
        checkShared(tasks, faults);
        for (int number = 0; number < tasks.size(); number++) {
            checkDependencies(tasks, number, numbers, faults);
        }
        findCycles(tasks, numbers, faults);
        return faults.size() <= MAX_FAULTS ? faults : faults.subList(0, MAX_FAULTS);
    }

    private static Map<String, Integer> numbersOf(List<TaskSpec> tasks, List<Fault> faults) {
        Map<String, Integer> numbers = new HashMap<>();
        for (int number = 0; number < tasks.size(); number++) {
            String id = tasks.get(number).id();
            String pointer = "/tasks/" + number + "/id";
            Integer before = numbers.putIfAbsent(id, number);
            if (before != null) {
                faults.add(
                        Fault.ofTask("duplicate-id", pointer, id, "task " + before + " has the id " + id + " already"));
            }
            if (ReverseTask.isReverse(id)) {
                faults.add(Fault.ofTask("reserved-id", pointer, id, "ids of reverse tasks begin like this one"));
            }
        }
        return numbers;
    }

    private static void checkShared(List<TaskSpec> tasks, List<Fault> faults) {
        Map<SharedKey, String> makers = new HashMap<>();
        for (int number = 0; number < tasks.size(); number++) {
            TaskSpec task = tasks.get(number);
            if (task.shared().isPresent()) {
                SharedKey key = task.shared().get().key();
                String before = makers.putIfAbsent(key, task.id());
                if (before != null) {
                    faults.add(Fault.ofTask(
                            "duplicate-shared",
                            "/tasks/" + number + "/shared",
                            task.id(),
                            "task " + before + " makes " + key + " already: depend on it"));
                }
            }
        }
    }

    private static void checkDependencies(
            List<TaskSpec> tasks, int number, Map<String, Integer> numbers, List<Fault> faults) {
        TaskSpec task = tasks.get(number);
        Set<String> seen = new HashSet<>();
        for (int place = 0; place < task.dependencies().size(); place++) {
            String dependency = task.dependencies().get(place);
            String pointer = "/tasks/" + number + "/dependencies/" + place;
            if (!numbers.containsKey(dependency)) {
                faults.add(Fault.ofTask(
                        "unknown-dependency", pointer, task.id(), "there is no task " + shown(dependency)));
            } else if (!seen.add(dependency)) {
                faults.add(Fault.ofTask("duplicate-dependency", pointer, task.id(), dependency + " is named twice"));
            }
        }
    }

    /** Beside other faults too: what is named and is not there takes part in none. */
    private static void findCycles(List<TaskSpec> tasks, Map<String, Integer> numbers, List<Fault> faults) {
        List<List<Integer>> needs = tasks.stream()
                .map(task -> task.dependencies().stream()
                        .map(numbers::get)
                        .filter(Objects::nonNull)
                        .toList())
                .toList();
        for (List<Integer> circle : Circles.of(needs)) {
            int first = circle.get(0);
            List<String> names = new ArrayList<>();
            circle.stream()
                    .limit(MAX_NAMED)
                    .forEach(number -> names.add(tasks.get(number).id()));
            names.add(circle.size() > MAX_NAMED ? "…" : tasks.get(first).id());
            faults.add(Fault.ofTask(
                    "cycle",
                    "/tasks/" + first + "/dependencies",
                    tasks.get(first).id(),
                    "tasks wait for each other in a circle: " + String.join(" waits for ", names)));
        }
    }

    private static String shown(String id) {
        return id.length() <= 100 ? id : id.substring(0, 100) + "…";
    }
}
