package io.patchbay.recovery;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchbay.api.recovery.TaskResult;
import io.patchbay.api.recovery.TaskStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How long tasks of each type have taken in the jobs that were run with a data folder. Immutable.
 *
 * @param noop whether handlers made them that do nothing: nobody else is to go by them
 * @param byType the mean, by type
 */
record Durations(boolean noop, Map<String, Duration> byType) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Copies the map. */
    Durations {
        byType = Map.copyOf(byType);
    }

    /** What a data folder tells; nothing if it is new. */
    static Durations of(Path data, boolean noop) throws IOException {
        Path file = fileIn(data, noop);
        Map<String, Duration> byType = new HashMap<>();
        if (Files.isReadable(file)) {
            try {
                JsonNode kept = JSON.readTree(file.toFile());
                kept.properties()
                        .forEach(type -> byType.put(
                                type.getKey(), Duration.ofMillis(type.getValue().asLong())));
            } catch (JacksonException damaged) {
                throw new IOException(file + " is no JSON: remove it, it only holds measured durations", damaged);
            }
        }
        return new Durations(noop, byType);
    }

    private static Path fileIn(Path data, boolean noop) {
        return data.resolve("recovery").resolve(noop ? "durations-noop.json" : "durations.json");
    }

    /** The same with what the tasks of a job took that has just run. */
    Durations with(List<TaskStatus> tasks) {
        Map<String, Duration> sums = new HashMap<>();
        Map<String, Integer> counts = new HashMap<>();
        for (TaskStatus task : tasks) {
            boolean ran = task.result().equals(Optional.of(TaskResult.SUCCESS))
                    && task.startedAt().isPresent()
                    && task.finishedAt().isPresent();
            if (ran) {
                Duration took = Duration.between(
                        task.startedAt().get(), task.finishedAt().get());
                sums.merge(task.spec().type(), took.isNegative() ? Duration.ZERO : took, Duration::plus);
                counts.merge(task.spec().type(), 1, Integer::sum);
            }
        }
        Map<String, Duration> all = new HashMap<>(byType);
        sums.forEach((type, sum) -> all.put(type, sum.dividedBy(counts.get(type))));
        return new Durations(noop, all);
    }

    void write(Path data) throws IOException {
        ObjectNode kept = JSON.createObjectNode();
        byType.forEach((type, each) -> kept.put(type, each.toMillis()));
        WholeFile.write(
                fileIn(data, noop), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(kept));
    }
}
