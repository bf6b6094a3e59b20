package io.patchbay.console.internal.webconsole;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is still to come of a job, if enough nodes take part: a task takes as long as those of its type have taken so far.
 *
 * @param criticalPath the tasks that decide how long it still takes, the first one first
 * @param left how long that is
 * @param guessed whether no task of some type has been done yet
 */
record JobOutlook(List<String> criticalPath, Duration left, boolean guessed) {
    private static final double GUESS_MILLIS = 1_000;

    JobOutlook {
        criticalPath = List.copyOf(criticalPath);
    }

    /** Looks ahead. */
    static JobOutlook of(TaskGraph graph, List<TaskView> history, Instant now) {
        Map<String, OptionalDouble> means = new HashMap<>();
        Map<String, Double> endsIn = new HashMap<>();
        Map<String, TaskView> decidedBy = new HashMap<>();
        boolean guessed = false;
        double most = 0;
        Optional<TaskView> last = Optional.empty();
        for (TaskView task : graph.tasks()) {
            if (task.isOver()) {
                continue;
            }
            OptionalDouble mean = means.computeIfAbsent(task.type(), type -> mean(history, type, now));
            guessed |= mean.isEmpty();
            double begins = 0;
            for (TaskView before : graph.before(task)) {
                double end = endsIn.getOrDefault(before.id(), 0.0);
                if (end > begins) {
                    begins = end;
                    decidedBy.put(task.id(), before);
                }
            }
            double ran = task.ran(now).map(Duration::toMillis).orElse(0L);
            double ends = begins + Math.max(1, mean.orElse(GUESS_MILLIS) - ran);
            endsIn.put(task.id(), ends);
            if (ends > most) {
                most = ends;
                last = Optional.of(task);
            }
        }
        Deque<String> path = new ArrayDeque<>();
        while (last.isPresent()) {
            path.addFirst(last.get().id());
            last = Optional.ofNullable(decidedBy.get(last.get().id()));
        }
        return new JobOutlook(List.copyOf(path), Duration.ofMillis(Math.round(most)), guessed);
    }

    private static OptionalDouble mean(List<TaskView> history, String type, Instant now) {
        return history.stream()
                .filter(task -> task.type().equals(type) && task.look().equals("done"))
                .flatMap(task -> task.ran(now).stream())
                .mapToLong(Duration::toMillis)
                .average();
    }
}
