package io.patchbay.migrator.internal.work;

import io.patchbay.api.recovery.TaskCounts;
import io.patchbay.api.recovery.TaskState;
import io.patchbay.migrator.internal.model.Graph;
import io.patchbay.migrator.internal.model.TaskRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Where the tasks of one graph are, as far as this node knows, and which of them may begin. Only newer versions change it, so that
 * it does not matter in which order news come. Confined to the job's executor.
 */
public final class TaskTable {
    private static final int MOST_NAMED = 200;

    private final Graph graph;
    private final TaskRecord[] records;
    private final int[] versions;
    private final int[] unfinished; // dependencies without a result
    private final int[] unsatisfied; // dependencies with a result that does not let others begin
    private final BitSet ready = new BitSet();
    private final BitSet hopeless = new BitSet();
    private final BitSet running = new BitSet();
    private int succeeded;
    private int failed;

    public TaskTable(Graph graph) {
        this.graph = graph;
        this.records = new TaskRecord[graph.size()];
        Arrays.fill(records, TaskRecord.FRESH);
        this.versions = new int[graph.size()];
        Arrays.fill(versions, -1);
        this.unfinished = new int[graph.size()];
        this.unsatisfied = new int[graph.size()];
        for (int number = 0; number < graph.size(); number++) {
            unfinished[number] = graph.dependencies(number).length;
            sort(number);
        }
    }

    public Graph graph() {
        return graph;
    }

    public TaskRecord record(int number) {
        return records[number];
    }

    /** Of the task's entry; -1 if there is none. */
    public int version(int number) {
        return versions[number];
    }

    /** Tasks that wait for nothing but somebody who begins them. Not to be changed. */
    public BitSet ready() {
        return ready;
    }

    /** Tasks that can never begin, all whose dependencies have a result. Not to be changed. */
    public BitSet hopeless() {
        return hopeless;
    }

    /** Tasks that a worker has claimed. Not to be changed. */
    public BitSet running() {
        return running;
    }

    /** Whether every task has a result. */
    public boolean allDone() {
        return succeeded + failed == graph.size();
    }

    /** Whether every task has succeeded, or was excepted. */
    public boolean allSatisfied() {
        return succeeded == graph.size();
    }

    public TaskCounts counts() {
        int done = succeeded + failed;
        return new TaskCounts(
                graph.size(), graph.size() - done - running.cardinality(), running.cardinality(), succeeded, failed);
    }

    /** The dependencies of a task whose results do not let it begin, or the first {@value #MOST_NAMED}. */
    public List<String> failedDependencies(int number) {
        List<String> failing = new ArrayList<>();
        for (int dependency : graph.dependencies(number)) {
            if (records[dependency].done() && !records[dependency].satisfied()) {
                failing.add(graph.task(dependency).id());
                if (failing.size() == MOST_NAMED) {
                    break; // they are kept in the task's entry
                }
            }
        }
        return failing;
    }

    /**
     * Takes news in.
     *
     * @return whether they were news
     */
    public boolean update(int number, TaskRecord record, int version) {
        if (version <= versions[number]) {
            return false;
        }
        TaskRecord before = records[number];
        records[number] = record;
        versions[number] = version;
        count(before, -1);
        count(record, 1);
        running.set(number, record.state() == TaskState.RUNNING);
        if (before.done() != record.done() || before.satisfied() != record.satisfied()) {
            tellSuccessors(number, before, record);
        }
        sort(number);
        return true;
    }

    private void count(TaskRecord record, int step) {
        if (record.satisfied()) {
            succeeded += step;
        } else if (record.done()) {
            failed += step;
        }
    }

    private void tellSuccessors(int number, TaskRecord before, TaskRecord now) {
        int finishing = (before.done() ? 1 : 0) - (now.done() ? 1 : 0);
        int blocking = (now.done() && !now.satisfied() ? 1 : 0) - (before.done() && !before.satisfied() ? 1 : 0);
        for (int successor : graph.successors(number)) {
            unfinished[successor] += finishing;
            unsatisfied[successor] += blocking;
            sort(successor);
        }
    }

    private void sort(int number) {
        boolean waiting = records[number].state() == TaskState.WAITING && unfinished[number] == 0;
        ready.set(number, waiting && unsatisfied[number] == 0);
        hopeless.set(number, waiting && unsatisfied[number] > 0);
    }
}
