package io.patchbay.migrator.internal.monitor;

import io.patchbay.api.recovery.JobResult;
import io.patchbay.api.recovery.TaskResult;
import io.patchbay.migrator.internal.audit.LogLine;
import io.patchbay.migrator.internal.audit.LogPage;
import io.patchbay.migrator.internal.model.JobRecord;
import io.patchbay.migrator.internal.model.TaskRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What of one job's audit log is for every operator's eyes: what becomes of the job, who wanted that, and which tasks failed for good.
 * What follows from that, as tasks that are ignored, is left to the audit log. Confined to the job's executor.
 */
final class Bulletin {
    static final int MOST_FAILURES = 50; // a job may have thousands, and the log is for the whole node

    private static final String OPERATION = "operation.";
    private static final Set<JobResult> BAD =
            Set.of(JobResult.FAILED, JobResult.PARTIAL_SUCCESS, JobResult.WAITED_TOO_LONG);

    private final JobRecord.Facts job;
    private final Instant since;
    private int failures; // since it began to run

    /**
     * Something to say.
     *
     * @param bad whether somebody should look after it
     */
    record News(boolean bad, String text) {}

    /** @param since from when on things are news: what was written before has been told by a process that is gone */
    Bulletin(JobRecord.Facts job, Instant since) {
        this.job = job;
        this.since = since;
    }

    /** What there is to say of a job that this node learns of. */
    Optional<News> ofAccepted() {
        return job.submittedAt().isBefore(since)
                ? Optional.empty()
                : good("is accepted, " + job.plan().tasks() + " tasks from " + job.submittedBy());
    }

    /** What there is to say of a transaction. */
    List<News> of(LogPage page) {
        List<News> all = new ArrayList<>();
        for (LogLine line : page.lines()) {
            if (!line.at().isBefore(since)) {
                line.record()
                        .map(record -> ofTask(line, record))
                        .orElseGet(() -> ofJob(line))
                        .ifPresent(all::add);
            }
        }
        return all;
    }

    private Optional<News> ofJob(LogLine line) {
        String details = wordsOf(line.details());
        if (line.code().startsWith(OPERATION)) {
            String operation = line.code().substring(OPERATION.length());
            return good("is told to " + operation + " by " + line.actor() + " and is "
                    + line.details().replace('_', '-'));
        }
        return switch (line.code()) {
            case "job.waiting" -> good("waits: " + details);
            case "job.running" -> {
                failures = 0;
                yield good("runs");
            }
            case "job.completed" -> news(isBad(line), "has completed: " + details);
            case "job.clearing" -> good("is being cleared: " + details);
            case "job.clear-failed" -> news(true, "could not be cleared: " + details);
            case "job.reporting" -> isBad(line) ? news(true, "is over: " + details) : Optional.empty();
            case "job.finished" -> good("is finished: " + details);
            default -> Optional.empty();
        };
    }

    private Optional<News> ofTask(LogLine line, TaskRecord record) {
        if (line.code().equals(OPERATION + "skip")) {
            return good("has task " + line.task() + " skipped by " + line.actor());
        }
        boolean failed = record.result()
                .filter(result -> result == TaskResult.FAILED || result == TaskResult.UNKNOWN)
                .isPresent();
        if (!failed || failures > MOST_FAILURES) {
            return Optional.empty();
        }
        failures++;
        if (failures > MOST_FAILURES) {
            return news(true, "has more tasks that failed than are told here: its audit log has all");
        }
        String why = record.why().map(reason -> ": " + reason.contents()).orElse("");
        return news(true, "could not do task " + line.task() + ", attempt " + record.attempt() + why);
    }

    /** How a job went stands first in what its log says of its states. */
    private static boolean isBad(LogLine line) {
        return BAD.stream().anyMatch(result -> line.details().startsWith(nameOf(result)));
    }

    private static String wordsOf(String details) {
        for (JobResult result : JobResult.values()) {
            if (details.startsWith(nameOf(result))) {
                String name = nameOf(result);
                String rest = details.substring(name.length()).strip();
                return name.replace('_', ' ') + (rest.isEmpty() ? "" : ", " + rest);
            }
        }
        return details;
    }

    private static String nameOf(JobResult result) {
        return result.name().toLowerCase(Locale.ROOT);
    }

    private Optional<News> good(String what) {
        return news(false, what);
    }

    private Optional<News> news(boolean bad, String what) {
        String name = job.name().equals(job.id()) ? job.id() : job.name() + " (" + job.id() + ")";
        return Optional.of(new News(bad, "Recovery job " + name + " " + what));
    }
}
