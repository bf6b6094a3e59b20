package io.patchbay.migrator.internal.monitor;

import io.patchbay.api.recovery.JobState;
import io.patchbay.api.recovery.ReverseTask;
import io.patchbay.migrator.internal.audit.LogLine;
import io.patchbay.migrator.internal.audit.LogPage;
import io.patchbay.migrator.internal.model.Graph;
import io.patchbay.migrator.internal.model.JobRecord;
import io.patchbay.migrator.internal.model.ReverseGraph;
import io.patchbay.migrator.internal.model.TaskRecord;
import io.patchbay.migrator.internal.store.JobStore;
import io.patchbay.migrator.internal.work.TaskTable;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** One job as this node knows it, from its log. Confined to the job's executor. */
final class Replica {
    private final String id;
    private final TaskTable forward;
    private final Map<String, Known> reverseKnown = new HashMap<>();
    private final Set<String> pages = new HashSet<>();
    private volatile JobStore.StoredJob job; // written on the executor, read by all
    private TaskTable reverse = new TaskTable(Graph.EMPTY);
    private int reverseOf;

    private record Known(TaskRecord record, int version) {}

    /** A task and where it is. */
    record Place(TaskTable table, int number) {
        TaskRecord record() {
            return table.record(number);
        }

        int version() {
            return table.version(number);
        }
    }

    Replica(JobStore.StoredJob job, Graph graph) {
        this.id = job.record().facts().id();
        this.job = job;
        this.forward = new TaskTable(graph);
    }

    String id() {
        return id;
    }

    JobRecord job() {
        return job.record();
    }

    /** The job as it was seen last; from any thread. */
    JobRecord lastJob() {
        return job.record();
    }

    /** Like {@link #lastJob}. */
    JobState lastState() {
        return job.record().state();
    }

    /** Of the job's entry. */
    int version() {
        return job.version();
    }

    JobState state() {
        return job.record().state();
    }

    TaskTable forward() {
        return forward;
    }

    TaskTable reverse() {
        return reverse;
    }

    /** Whether the reverse graph of the job's entry is the one that is here. */
    boolean reverseIsKnown() {
        return reverseOf == job.record().clears();
    }

    /** Takes news of the job's entry in. */
    boolean update(JobStore.StoredJob news) {
        if (news.version() <= job.version()) {
            return false;
        }
        job = news;
        return true;
    }

    /** Takes the reverse graph in. */
    void reverse(int number, BitSet undone) {
        reverse = new TaskTable(ReverseGraph.of(forward.graph(), undone));
        reverseOf = number;
        reverseKnown.forEach((task, known) -> reverse.graph()
                .number(task)
                .ifPresent(place -> reverse.update(place, known.record(), known.version())));
    }

    /** Which of the names are of pages that were not seen. */
    List<String> unseen(List<String> names) {
        return names.stream().filter(name -> !pages.contains(name)).toList();
    }

    boolean hasSeen(String page) {
        return pages.contains(page);
    }

    void seen(String page) {
        pages.add(page);
    }

    /**
     * Takes a page of the log in.
     *
     * @return whether it tells of the job's entry, which is then to be read
     */
    boolean update(LogPage page) {
        boolean ofJob = false;
        for (LogLine line : page.lines()) {
            if (line.record().isPresent()) {
                update(line.task(), line.record().get(), line.version());
            } else {
                ofJob = true;
            }
        }
        return ofJob;
    }

    /** Takes news of a task in. */
    void update(String task, TaskRecord record, int version) {
        if (ReverseTask.isReverse(task)) {
            reverseKnown.merge(
                    task, new Known(record, version), (known, news) -> news.version() > known.version() ? news : known);
            reverse.graph().number(task).ifPresent(number -> reverse.update(number, record, version));
        } else {
            forward.graph().number(task).ifPresent(number -> forward.update(number, record, version));
        }
    }

    /** How many tasks of the graph that runs wait for nothing but somebody who begins them. */
    int readyTasks() {
        return switch (state()) {
            case RUNNING -> forward.ready().cardinality();
            case CLEARING -> reverse.ready().cardinality();
            default -> 0;
        };
    }

    /** A task of either graph. */
    Optional<Place> place(String task) {
        TaskTable table = ReverseTask.isReverse(task) ? reverse : forward;
        OptionalInt number = table.graph().number(task);
        return number.isPresent() ? Optional.of(new Place(table, number.getAsInt())) : Optional.empty();
    }
}
