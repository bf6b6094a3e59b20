package io.patchbay.migrator.internal.model;

import io.patchbay.api.recovery.ReverseTask;
import io.patchbay.api.recovery.TaskSpec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The graph that undoes what some tasks have made: every arrow is turned round. No state. */
public final class ReverseGraph {
    private ReverseGraph() {}

    /**
     * Makes it. A task that needs no undoing, or is not to be undone, hands its place on: what it depended on is undone after what
     * depended on it.
     *
     * @param forward the graph that ran
     * @param undone the numbers of the tasks to undo; those without a reverse task are left out
     */
    public static Graph of(Graph forward, BitSet undone) {
        List<TaskSpec> tasks = new ArrayList<>();
        for (int number = undone.nextSetBit(0); number >= 0; number = undone.nextSetBit(number + 1)) {
            TaskSpec task = forward.task(number);
            Optional<ReverseTask> reverse = task.reverse();
            if (reverse.isPresent()) {
                tasks.add(new TaskSpec(
                        ReverseTask.idOf(task.id()),
                        reverse.get().type(),
                        task.name(),
                        reverse.get().input(),
                        nextUndone(forward, undone, number),
                        true,
                        task.shared(),
                        task.target(),
                        Optional.empty(),
                        task.policy()));
            }
        }
        return new Graph(tasks);
    }

    /** The nearest followers that have reverse tasks of their own. */
    private static List<String> nextUndone(Graph forward, BitSet undone, int number) {
        List<String> nearest = new ArrayList<>();
        BitSet seen = new BitSet();
        Deque<Integer> next = new ArrayDeque<>();
        next.add(number);
        while (!next.isEmpty()) {
            for (int successor : forward.successors(next.remove())) {
                if (seen.get(successor)) {
                    continue;
                }
                seen.set(successor);
                if (undone.get(successor) && forward.task(successor).reverse().isPresent()) {
                    nearest.add(ReverseTask.idOf(forward.task(successor).id()));
                } else {
                    next.add(successor);
                }
            }
        }
        return nearest;
    }
}
