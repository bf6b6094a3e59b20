package io.patchbay.recovery;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchbay.api.recovery.JobStatus;
import io.patchbay.api.recovery.JobType;
import io.patchbay.api.recovery.ReverseTask;
import io.patchbay.api.recovery.TaskStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How long each instance of a job took until it served, against the objective and the last drill before. Immutable.
 *
 * @param noop whether handlers did it that do nothing
 * @param completedAt when the job was complete
 */
record Report(
        String job,
        String name,
        String cluster,
        boolean drill,
        boolean noop,
        String result,
        Instant completedAt,
        long elapsedMillis,
        Optional<Long> objectiveMillis,
        Optional<String> before,
        List<Line> instances) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FOLDER = "recovery/reports";

    /**
     * One instance.
     *
     * @param millis from the begin of the job until it served; empty if it does not
     * @param millisBefore the same in the last drill
     */
    record Line(String task, String name, String result, Optional<Long> millis, Optional<Long> millisBefore) {}

    /** Copies the list. */
    Report {
        instances = List.copyOf(instances);
    }

    /** Whether a job of that id was reported: another one with it would be compared with itself, and take its place. */
    static boolean isThere(Path data, String job) {
        return Files.exists(data.resolve(FOLDER).resolve(job + ".json"));
    }

    static Report of(JobStatus job, List<TaskStatus> tasks, RecoverOptions options) throws IOException {
        Optional<JsonNode> drill = lastDrill(job, options);
        Instant begun = job.startedAt().orElse(job.submittedAt());
        List<Line> lines = new ArrayList<>();
        for (TaskStatus task : tasks) {
            if (task.spec().goal() && !ReverseTask.isReverse(task.spec().id())) {
                String result = task.result().map(Report::words).orElse("none");
                lines.add(new Line(
                        task.spec().id(),
                        task.spec().name(),
                        result,
                        task.finishedAt()
                                .filter(end -> result.equals("success"))
                                .map(end -> Duration.between(begun, end).toMillis()),
                        drill.flatMap(report -> millisOf(report, task.spec().id()))));
            }
        }
        return new Report(
                job.id(),
                job.name(),
                job.cluster(),
                job.type() == JobType.SIMULATION,
                options.noop(),
                job.result().map(Report::words).orElse("none"),
                job.completedAt().orElse(begun),
                job.elapsed().toMillis(),
                job.objective().map(Duration::toMillis),
                drill.map(report -> report.path("job").asText()),
                lines);
    }

    private static String words(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** The newest report of a drill of the same plan that is not this job's. */
    private static Optional<JsonNode> lastDrill(JobStatus job, RecoverOptions options) throws IOException {
        Path folder = options.data().resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        List<JsonNode> drills = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".json")).toList()) {
                read(file).filter(report -> isDrillBefore(report, job, options)).ifPresent(drills::add);
            }
        }
        return drills.stream()
                .max(Comparator.comparing(
                        report -> Instant.parse(report.path("completedAt").asText())));
    }

    /** Empty if it was cut off, as by a full disk: it is no reason to end a recovery, and others can be compared with. */
    private static Optional<JsonNode> read(Path file) throws IOException {
        try {
            return Optional.of(JSON.readTree(file.toFile()));
        } catch (JacksonException damaged) {
            return Optional.empty();
        }
    }

    private static boolean isDrillBefore(JsonNode report, JobStatus job, RecoverOptions options) {
        return report.path("name").asText().equals(job.name())
                && report.path("drill").asBoolean()
                && report.path("noop").asBoolean() == options.noop()
                && !report.path("job").asText().equals(job.id());
    }

    private static Optional<Long> millisOf(JsonNode report, String task) {
        for (JsonNode line : report.path("instances")) {
            if (line.path("task").asText().equals(task) && line.has("millis")) {
                return Optional.of(line.path("millis").asLong());
            }
        }
        return Optional.empty();
    }

    /** Writes it as JSON and as a page, and returns the page. */
    Path write(Path data) throws IOException {
        Path folder = data.resolve(FOLDER);
        WholeFile.write(
                folder.resolve(job + ".json"),
                JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json()));
        return WholeFile.write(
                folder.resolve(job + ".html"), new ReportPage(this).html().getBytes(StandardCharsets.UTF_8));
    }

    private ObjectNode json() {
        ObjectNode report = JSON.createObjectNode()
                .put("job", job)
                .put("name", name)
                .put("cluster", cluster)
                .put("drill", drill)
                .put("noop", noop)
                .put("result", result)
                .put("completedAt", completedAt.toString())
                .put("elapsedMillis", elapsedMillis);
        objectiveMillis.ifPresent(
                millis -> report.put("objectiveMillis", millis).put("withinObjective", elapsedMillis <= millis));
        before.ifPresent(earlier -> report.put("lastDrill", earlier));
        ArrayNode lines = report.putArray("instances");
        for (Line line : instances) {
            ObjectNode one = lines.addObject()
                    .put("task", line.task())
                    .put("name", line.name())
                    .put("result", line.result());
            line.millis().ifPresent(millis -> one.put("millis", millis));
            line.millisBefore().ifPresent(millis -> one.put("millisInLastDrill", millis));
        }
        return report;
    }
}
