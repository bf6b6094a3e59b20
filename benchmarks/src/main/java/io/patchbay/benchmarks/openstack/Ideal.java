package io.patchbay.benchmarks.openstack;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How long the cloud alone would have kept a job: the same tasks, each as long as it waited for the cloud, begun in the order of what
 * still hangs on them. That is the critical path where caps do not bind, and what they allow where they do. Immutable.
 *
 * @param micros until the last would have ended
 * @param path the tasks that it then hangs on, in their order: each begins when the one before has ended
 */
record Ideal(long micros, List<String> path) {
    static Ideal of(CarriedOut job, Caps caps) {
        return new Schedule(job, caps).play();
    }

    /** The tasks being played through. Confined to one thread. */
    private static final class Schedule {
        private final Caps caps;
        private final Map<String, List<CarriedOut.Task>> dependents = new HashMap<>();
        private final Map<String, Integer> open = new HashMap<>();
        private final Map<String, Long> tails = new HashMap<>();
        private final List<CarriedOut.Task> ready = new ArrayList<>();
        private final Map<CarriedOut.Task, Long> running = new HashMap<>(); // with the time of its end
        private final Map<String, String> before = new HashMap<>();
        private long now;
        private String last = "";

        Schedule(CarriedOut job, Caps caps) {
            this.caps = caps;
            job.tasks().forEach(task -> open.put(task.id(), 0));
            for (CarriedOut.Task task : job.tasks()) {
                for (String dependency : task.dependencies()) {
                    if (open.containsKey(dependency)) { // else it was not carried out
                        open.merge(task.id(), 1, Integer::sum);
                        dependents
                                .computeIfAbsent(dependency, first -> new ArrayList<>())
                                .add(task);
                    }
                }
            }
            job.tasks().forEach(this::tail);
            job.tasks().stream().filter(task -> open.get(task.id()) == 0).forEach(ready::add);
        }

        /** How long it takes at least from a task's beginning to the end. */
        private long tail(CarriedOut.Task task) {
            Long known = tails.get(task.id());
            if (known != null) {
                return known;
            }
            long longest = 0;
            for (CarriedOut.Task dependent : dependents.getOrDefault(task.id(), List.of())) {
                longest = Math.max(longest, tail(dependent));
            }
            tails.put(task.id(), longest + task.cloudMicros());
            return longest + task.cloudMicros();
        }

        Ideal play() {
            while (!ready.isEmpty() || !running.isEmpty()) {
                begin();
                end();
            }
            return new Ideal(now, path());
        }

        private void begin() {
            ready.sort(Comparator.comparing((CarriedOut.Task task) -> tails.get(task.id()))
                    .reversed());
            for (CarriedOut.Task task : List.copyOf(ready)) {
                if (caps.allow(task, running.keySet())) {
                    ready.remove(task);
                    running.put(task, now + task.cloudMicros());
                    before.put(task.id(), last);
                }
            }
        }

        private void end() {
            CarriedOut.Task ended = running.keySet().stream()
                    .min(Comparator.comparing(running::get))
                    .orElseThrow();
            now = running.remove(ended);
            last = ended.id();
            for (CarriedOut.Task dependent : dependents.getOrDefault(last, List.of())) {
                if (open.merge(dependent.id(), -1, Integer::sum) == 0) {
                    ready.add(dependent);
                }
            }
        }

        private List<String> path() {
            Deque<String> path = new ArrayDeque<>();
            for (String task = last; !task.isEmpty(); task = before.get(task)) {
                path.addFirst(task);
            }
            return List.copyOf(path);
        }
    }
}
