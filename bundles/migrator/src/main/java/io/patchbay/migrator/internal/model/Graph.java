package io.patchbay.migrator.internal.model;

import io.patchbay.api.recovery.TaskSpec;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The tasks of a job and what they wait for, by number: a task's number is its place in the list. Immutable. */
public final class Graph {
    /** Without any task. */
    public static final Graph EMPTY = new Graph(List.of());

    private final List<TaskSpec> tasks;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final int[][] dependencies;
    private final int[][] successors;

    /** @param tasks checked by {@link GraphCheck} */
    public Graph(List<TaskSpec> tasks) {
        this.tasks = List.copyOf(tasks);
        for (TaskSpec task : tasks) {
            numbers.put(task.id(), numbers.size());
        }
        this.dependencies = new int[tasks.size()][];
        int[] degrees = new int[tasks.size()];
        for (int number = 0; number < dependencies.length; number++) {
            dependencies[number] = tasks.get(number).dependencies().stream()
                    .mapToInt(numbers::get)
                    .toArray();
            for (int dependency : dependencies[number]) {
                degrees[dependency]++;
            }
        }
        this.successors = successorsOf(dependencies, degrees);
    }

    private static int[][] successorsOf(int[][] dependencies, int[] degrees) {
        int[][] successors = new int[degrees.length][];
        for (int number = 0; number < degrees.length; number++) {
            successors[number] = new int[degrees[number]];
        }
        int[] filled = new int[degrees.length];
        for (int number = 0; number < degrees.length; number++) {
            for (int dependency : dependencies[number]) {
                successors[dependency][filled[dependency]++] = number;
            }
        }
        return successors;
    }

    public int size() {
        return tasks.size();
    }

    public List<TaskSpec> tasks() {
        return tasks;
    }

    public TaskSpec task(int number) {
        return tasks.get(number);
    }

    public OptionalInt number(String id) {
        Integer number = numbers.get(id);
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /** Not to be changed. */
    public int[] dependencies(int number) {
        return dependencies[number];
    }

    /** Not to be changed. */
    public int[] successors(int number) {
        return successors[number];
    }

    /** Each task after those that it waits for; tasks of circles, and those that follow them, are left out. */
    public int[] order() {
        int[] missing = new int[size()];
        int[] order = new int[size()];
        int filled = 0;
        for (int number = 0; number < missing.length; number++) {
            missing[number] = dependencies[number].length;
            if (missing[number] == 0) {
                order[filled++] = number;
            }
        }
        for (int place = 0; place < filled; place++) {
            for (int successor : successors[order[place]]) {
                if (--missing[successor] == 0) {
                    order[filled++] = successor;
                }
            }
        }
        return Arrays.copyOf(order, filled);
    }

    /** The tasks that some need, directly or through others, and they themselves. */
    public BitSet closureOf(BitSet some) {
        return reached(some, dependencies);
    }

    /** The tasks that follow some, directly or through others, and they themselves. */
    public BitSet followersOf(BitSet some) {
        return reached(some, successors);
    }

    private static BitSet reached(BitSet from, int[][] arrows) {
        BitSet reached = (BitSet) from.clone();
        Deque<Integer> next = new ArrayDeque<>();
        from.stream().forEach(next::add);
        while (!next.isEmpty()) {
            for (int neighbour : arrows[next.remove()]) {
                if (!reached.get(neighbour)) {
                    reached.set(neighbour);
                    next.add(neighbour);
                }
            }
        }
        return reached;
    }
}
