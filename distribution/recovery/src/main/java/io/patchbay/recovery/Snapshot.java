package io.patchbay.recovery;

import io.patchbay.api.recovery.JobStatus;
import io.patchbay.api.recovery.JobSubmission;
import io.patchbay.api.recovery.ReverseTask;
import io.patchbay.api.recovery.TaskCounts;
import io.patchbay.api.recovery.TaskSpec;
import io.patchbay.api.recovery.TaskState;
import io.patchbay.api.recovery.TaskStatus;
import io.patchbay.api.recovery.plan.Plans;
import io.patchbay.api.recovery.plan.Preview;
import io.patchbay.support.operator.Text;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How far a job has come, and what is still to come. Immutable.
 *
 * @param status the job
 * @param counts of the graph that runs
 * @param running ids of tasks that run
 * @param waitingFor why a task that could begin does not, if there is one
 * @param criticalPath the tasks that decide how long it still takes
 * @param left how long that is
 */
record Snapshot(
        JobStatus status,
        TaskCounts counts,
        List<String> running,
        Optional<String> waitingFor,
        List<String> criticalPath,
        Duration left) {
    /** Looks at a job. */
    static Snapshot of(JobStatus status, List<TaskStatus> tasks, Plans plans, Map<String, Duration> measured) {
        boolean clearing = status.clearTasks().total() > 0;
        List<TaskStatus> graph = tasks.stream()
                .filter(task -> ReverseTask.isReverse(task.spec().id()) == clearing)
                .toList();
        Preview rest = rest(status, graph, plans, measured);
        return new Snapshot(
                status,
                clearing ? status.clearTasks() : status.tasks(),
                graph.stream()
                        .filter(task -> task.state() == TaskState.RUNNING)
                        .map(task -> task.spec().id())
                        .toList(),
                graph.stream()
                        .filter(task ->
                                task.state() == TaskState.WAITING && task.why().isPresent())
                        .map(task -> task.spec().id() + ": " + task.why().get().contents())
                        .findFirst(),
                rest.criticalPath(),
                rest.estimate());
    }

    /** What is not done yet, as if it were a graph of its own. */
    private static Preview rest(JobStatus status, List<TaskStatus> graph, Plans plans, Map<String, Duration> measured) {
        Set<String> open = graph.stream()
                .filter(task -> task.state() != TaskState.DONE)
                .map(task -> task.spec().id())
                .collect(Collectors.toSet());
        List<TaskSpec> left = graph.stream()
                .map(TaskStatus::spec)
                .filter(spec -> open.contains(spec.id()))
                .map(spec -> spec.after(
                        spec.dependencies().stream().filter(open::contains).toList()))
                .toList();
        return plans.preview(JobSubmission.of(status.name(), status.type(), status.cluster(), left), measured);
    }

    /** A line that says it all. */
    String line() {
        String state = status.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        StringBuilder line = new StringBuilder(state)
                .append(": ")
                .append(counts.done())
                .append('/')
                .append(counts.total())
                .append(" tasks");
        if (counts.failed() > 0) {
            line.append(", ").append(counts.failed()).append(" without success");
        }
        if (!criticalPath.isEmpty()) {
            line.append(", about ")
                    .append(Text.span(left.toMillis()))
                    .append(" left: ")
                    .append(String.join(" > ", criticalPath));
        }
        return line.toString();
    }
}
