package io.patchbay.console.internal.webconsole;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a page shows of a task. Immutable.
 *
 * @param look as what it is drawn: {@code waiting}, {@code running}, {@code done} or {@code failed}
 * @param why why it waits or has failed; empty if nothing is to say
 */
record TaskView(
        String id,
        String type,
        List<String> dependencies,
        String look,
        String node,
        String why,
        Optional<Instant> startedAt,
        Optional<Instant> finishedAt) {
    TaskView {
        dependencies = List.copyOf(dependencies);
    }

    /** Reads one of the tasks that {@code /recovery/v1/jobs/{job}/tasks} answers. */
    static TaskView of(JsonNode task) {
        List<String> dependencies = new ArrayList<>();
        task.path("dependencies").forEach(one -> dependencies.add(one.asText()));
        return new TaskView(
                task.path("id").asText(),
                task.path("type").asText(),
                dependencies,
                look(task.path("state").asText(), task.path("result").asText()),
                task.path("node").asText(),
                task.path("why").path("contents").asText(),
                time(task.path("startedAt")),
                time(task.path("finishedAt")));
    }

    private static String look(String state, String result) {
        if (!state.equals("done")) {
            return state;
        }
        return result.equals("success") ? "done" : "failed";
    }

    private static Optional<Instant> time(JsonNode text) {
        return text.isTextual() ? Optional.of(Instant.parse(text.asText())) : Optional.empty();
    }

    /** Whether nothing of it is still to come. */
    boolean isOver() {
        return look.equals("done") || look.equals("failed");
    }

    /** How long it ran, until now if it still does; empty if it never began. */
    Optional<Duration> ran(Instant now) {
        return startedAt.map(begun -> Duration.between(begun, finishedAt.orElse(now)));
    }

    /** What there is to say about it in a line. */
    String title(Instant now) {
        StringBuilder title = new StringBuilder(id + ": " + look);
        if (!node.isEmpty()) {
            title.append(" on ").append(node);
        }
        ran(now).ifPresent(time -> title.append(", ").append(time.toMillis()).append(" ms"));
        return why.isEmpty() ? title.toString() : title.append(", ").append(why).toString();
    }
}
