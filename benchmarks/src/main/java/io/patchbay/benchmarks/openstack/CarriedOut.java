package io.patchbay.benchmarks.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * What a job's tasks took, and what they would have taken had each begun as soon as its dependencies and the caps let it. Immutable.
 *
 * @param tasks in the order in which they began
 */
record CarriedOut(List<Task> tasks) {
    /** One of them; times are milliseconds since the job was submitted. */
    record Task(String id, String type, List<String> dependencies, long from, long to) {
        long millis() {
            return to - from;
        }
    }

    /** @param listed the tasks as the API lists them */
    static CarriedOut of(Instant submitted, List<JsonNode> listed) {
        List<Task> tasks = new ArrayList<>();
        for (JsonNode task : listed) {
            if (task.hasNonNull("startedAt") && task.hasNonNull("finishedAt")) {
                List<String> dependencies = new ArrayList<>();
                task.path("dependencies").forEach(dependency -> dependencies.add(dependency.asText()));
                tasks.add(new Task(
                        task.path("id").asText(),
                        task.path("type").asText(),
                        dependencies,
                        since(submitted, task.path("startedAt")),
                        since(submitted, task.path("finishedAt"))));
            }
        }
        tasks.sort(Comparator.comparingLong(Task::from));
        return new CarriedOut(List.copyOf(tasks));
    }

    private static long since(Instant submitted, JsonNode time) {
        return Duration.between(submitted, Instant.parse(time.asText())).toMillis();
    }

    /** Milliseconds until the last had ended. */
    long millis() {
        return tasks.stream().mapToLong(Task::to).max().orElse(0);
    }

    /**
     * The same tasks, each as long as it was, begun in the order of what still hangs on them: the critical path where the cap does not
     * bind, and what the cap allows where it does.
     *
     * @param atOnce how many run at once
     */
    long idealMillis(int atOnce) {
        Map<String, Task> byId = new HashMap<>();
        tasks.forEach(task -> byId.put(task.id(), task));
        Map<String, List<Task>> dependents = new HashMap<>();
        Map<String, Integer> open = new HashMap<>();
        for (Task task : tasks) {
            List<String> known =
                    task.dependencies().stream().filter(byId::containsKey).toList();
            open.put(task.id(), known.size());
            known.forEach(dependency -> dependents
                    .computeIfAbsent(dependency, first -> new ArrayList<>())
                    .add(task));
        }
        Map<String, Long> tails = new HashMap<>();
        tasks.forEach(task -> tail(task, dependents, tails));
        PriorityQueue<Task> ready = new PriorityQueue<>(
                Comparator.comparingLong((Task task) -> tails.get(task.id())).reversed());
        PriorityQueue<Map.Entry<Long, Task>> running = new PriorityQueue<>(Map.Entry.comparingByKey());
        tasks.stream().filter(task -> open.get(task.id()) == 0).forEach(ready::add);
        long now = 0;
        while (!ready.isEmpty() || !running.isEmpty()) {
            while (!ready.isEmpty() && running.size() < atOnce) {
                Task next = ready.poll();
                running.add(Map.entry(now + next.millis(), next));
            }
            Map.Entry<Long, Task> ended = running.poll();
            now = ended.getKey();
            for (Task dependent : dependents.getOrDefault(ended.getValue().id(), List.of())) {
                if (open.merge(dependent.id(), -1, Integer::sum) == 0) {
                    ready.add(dependent);
                }
            }
        }
        return now;
    }

    /** How long it takes at least from a task's beginning to the end. */
    private static long tail(Task task, Map<String, List<Task>> dependents, Map<String, Long> tails) {
        Long known = tails.get(task.id());
        if (known != null) {
            return known;
        }
        long longest = 0;
        for (Task dependent : dependents.getOrDefault(task.id(), List.of())) {
            longest = Math.max(longest, tail(dependent, dependents, tails));
        }
        tails.put(task.id(), longest + task.millis());
        return longest + task.millis();
    }
}
