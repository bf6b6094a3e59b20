package io.patchbay.benchmarks;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The least that any placement has to do with the collections of the JDK: book a task and forget it (one put and one remove of a
 * hash map), and move a worker to another place of an order by load (one remove and one put of a tree map).
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BaselineBenchmark {
    private static final int KEYS = 4096; // a power of two

    /** How many entries both maps have. */
    @Param({"10", "1000", "10000"})
    public int workers;

    private final String[] tasks = new String[KEYS];
    private final Map<String, Integer> byName = new HashMap<>();
    private final Map<Double, Integer> byLoad = new TreeMap<>();
    private double[] loads = {};
    private int turn;

    /** Fills the maps. */
    @Setup
    public void fill() {
        for (int i = 0; i < KEYS; i++) {
            tasks[i] = "task-" + i;
        }
        loads = new double[workers];
        for (int i = 0; i < workers; i++) {
            byName.put("known-" + i, i);
            loads[i] = i;
            byLoad.put(loads[i], i);
        }
    }

    /** One of each. */
    @Benchmark
    public int putAndRemove() {
        int number = turn++;
        int worker = ((number * 0x9E3779B9) >>> 1) % workers; // any one, in no order
        String task = tasks[number & KEYS - 1];
        byName.put(task, worker);
        int removed = byName.remove(task);
        byLoad.remove(loads[worker]);
        loads[worker] += workers; // every load stays one of a kind
        byLoad.put(loads[worker], worker);
        return removed;
    }
}
