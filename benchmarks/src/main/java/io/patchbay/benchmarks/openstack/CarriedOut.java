package io.patchbay.benchmarks.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a job's tasks took, and when they waited for the cloud meanwhile. Immutable.
 *
 * @param tasks in the order in which they began
 */
record CarriedOut(List<Task> tasks) {
    /**
     * One of them.
     *
     * @param target what it works on that others may work on, too
     * @param whole from its beginning to its end
     * @param cloud when it waited for the cloud
     */
    record Task(
            String id, String type, Optional<String> target, List<String> dependencies, Span whole, List<Span> cloud) {
        long cloudMicros() {
            return cloud.stream().mapToLong(Span::micros).sum();
        }
    }

    /** Microseconds since the job was submitted. */
    record Span(long from, long to) {
        long micros() {
            return to - from;
        }
    }

    /** @param listed the tasks as the API lists them */
    static CarriedOut of(Instant submitted, List<JsonNode> listed, CloudTimes times) {
        List<Task> tasks = new ArrayList<>();
        for (JsonNode task : listed) {
            if (task.hasNonNull("startedAt") && task.hasNonNull("finishedAt")) {
                List<String> dependencies = new ArrayList<>();
                task.path("dependencies").forEach(dependency -> dependencies.add(dependency.asText()));
                String id = task.path("id").asText();
                tasks.add(new Task(
                        id,
                        task.path("type").asText(),
                        Optional.of(task.path("target").asText("")).filter(target -> !target.isEmpty()),
                        dependencies,
                        new Span(
                                since(
                                        submitted,
                                        Instant.parse(task.path("startedAt").asText())),
                                since(
                                        submitted,
                                        Instant.parse(task.path("finishedAt").asText()))),
                        times.of(id).stream()
                                .map(span -> new Span(
                                        since(submitted, span.from()),
                                        since(submitted, span.from().plus(span.length()))))
                                .toList()));
            }
        }
        tasks.sort(Comparator.comparingLong(task -> task.whole().from()));
        return new CarriedOut(List.copyOf(tasks));
    }

    private static long since(Instant submitted, Instant time) {
        return Duration.between(submitted, time).toNanos() / 1000;
    }

    /** Microseconds until the last had ended. */
    long micros() {
        return tasks.stream().mapToLong(task -> task.whole().to()).max().orElse(0);
    }
}
