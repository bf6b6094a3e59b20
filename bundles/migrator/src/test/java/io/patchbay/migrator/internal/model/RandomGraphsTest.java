package io.patchbay.migrator.internal.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import io.patchbay.api.Attributes;
import io.patchbay.api.recovery.Fault;
import io.patchbay.api.recovery.ReverseTask;
import io.patchbay.api.recovery.TaskSpec;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of any graph; each seed makes many. */
class RandomGraphsTest {
    private static final int GRAPHS = 200;

    /** Every task waits for some of those before it; then they are mixed. */
    private static List<TaskSpec> acyclic(Random random, int most) {
        List<TaskSpec> tasks = new ArrayList<>();
        int size = 1 + random.nextInt(most);
        for (int number = 0; number < size; number++) {
            TaskSpec task =
                    TaskSpec.of("t" + number, "some.type", Attributes.NONE).after(some(random, number));
            tasks.add(random.nextInt(4) == 0 ? task : task.undoneBy(new ReverseTask("other.type", Attributes.NONE)));
        }
        Collections.shuffle(tasks, random);
        return tasks;
    }

    private static String[] some(Random random, int below) {
        Set<String> chosen = new HashSet<>();
        for (int count = below == 0 ? 0 : random.nextInt(4); count > 0; count--) {
            chosen.add("t" + random.nextInt(below));
        }
        return chosen.toArray(String[]::new);
    }

    private static TaskSpec waitingFor(TaskSpec task, String more) {
        List<String> all = new ArrayList<>(task.dependencies());
        all.add(more);
        return TaskSpec.of(task.id(), task.type(), task.input()).after(all.toArray(String[]::new));
    }

    /** Which tasks each of them waits for, directly or through others; found the slow way. */
    private static Map<String, Set<String>> before(List<TaskSpec> tasks) {
        Map<String, Set<String>> before = new HashMap<>();
        tasks.forEach(task -> before.put(task.id(), new HashSet<>(task.dependencies())));
        boolean grows = true;
        while (grows) {
            grows = false;
            for (Set<String> own : before.values()) {
                for (String name : List.copyOf(own)) {
                    grows |= own.addAll(before.getOrDefault(name, Set.of()));
                }
            }
        }
        return before;
    }

    private static List<List<Integer>> needs(List<TaskSpec> tasks) {
        Graph graph = new Graph(tasks);
        return tasks.stream()
                .map(task -> task.dependencies().stream()
                        .map(name -> graph.number(name).orElseThrow())
                        .toList())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void nothingIsWrongWithAGraphWithoutCircles(long seed) {
        Random random = new Random(seed);
        for (int count = 0; count < GRAPHS; count++) {
            assertThat(GraphCheck.faultsOf(acyclic(random, 60))).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void eachTaskComesAfterWhatItWaitsFor(long seed) {
        Random random = new Random(seed);
        for (int count = 0; count < GRAPHS; count++) {
            Graph graph = new Graph(acyclic(random, 60));
            BitSet seen = new BitSet();
            for (int number : graph.order()) {
                for (int dependency : graph.dependencies(number)) {
                    assertThat(seen.get(dependency)).isTrue();
                }
                seen.set(number);
            }
            assertThat(seen.cardinality()).isEqualTo(graph.size());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void circlesAreFoundWhereThereAreSomeAndEachIsOne(long seed) {
        Random random = new Random(seed);
        for (int count = 0; count < GRAPHS; count++) {
            List<TaskSpec> tasks = acyclic(random, 25);
            for (int more = random.nextInt(4); more > 0; more--) {
                int place = random.nextInt(tasks.size());
                tasks.set(place, waitingFor(tasks.get(place), "t" + random.nextInt(tasks.size())));
            }
            List<List<Integer>> needs = needs(tasks);

            List<List<Integer>> circles = Circles.of(needs);

            boolean any = before(tasks).entrySet().stream()
                    .anyMatch(task -> task.getValue().contains(task.getKey()));
            assertThat(!circles.isEmpty()).as(tasks.toString()).isEqualTo(any);
            Set<Integer> members = new HashSet<>();
            for (List<Integer> circle : circles) {
                for (int place = 0; place < circle.size(); place++) {
                    assertThat(needs.get(circle.get(place))).contains(circle.get((place + 1) % circle.size()));
                    assertThat(members.add(circle.get(place)))
                            .as("in one circle")
                            .isTrue();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33})
    void everyFaultIsFoundBesideTheOthers(long seed) {
        Random random = new Random(seed);
        for (int count = 0; count < GRAPHS; count++) {
            List<TaskSpec> tasks = acyclic(random, 40);
            int size = tasks.size();
            int unknown = random.nextInt(size);
            tasks.set(unknown, waitingFor(tasks.get(unknown), "nobody"));
            TaskSpec twice = tasks.get(random.nextInt(size));
            tasks.add(TaskSpec.of(twice.id(), twice.type(), Attributes.NONE));
            tasks.add(TaskSpec.of("x", "some.type", Attributes.NONE).after("y", "y"));
            tasks.add(TaskSpec.of("y", "some.type", Attributes.NONE).after("x"));

            assertThat(GraphCheck.faultsOf(tasks))
                    .extracting(Fault::code, Fault::pointer)
                    .containsExactlyInAnyOrder(
                            tuple(
                                    "unknown-dependency",
                                    "/tasks/" + unknown + "/dependencies/"
                                            + (tasks.get(unknown).dependencies().size() - 1)),
                            tuple("duplicate-id", "/tasks/" + size + "/id"),
                            tuple("duplicate-dependency", "/tasks/" + (size + 1) + "/dependencies/1"),
                            tuple("cycle", "/tasks/" + (size + 1) + "/dependencies"));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {41, 42, 43})
    void whatIsUndoneIsUndoneAfterAllThatNeededIt(long seed) {
        Random random = new Random(seed);
        for (int count = 0; count < GRAPHS; count++) {
            List<TaskSpec> tasks = acyclic(random, 40);
            Graph forward = new Graph(tasks);
            BitSet undone = new BitSet();
            tasks.forEach(task -> undone.set(forward.number(task.id()).orElseThrow(), random.nextInt(3) > 0));

            Graph reverse = ReverseGraph.of(forward, undone);

            assertThat(reverse.order()).hasSize(reverse.size());
            Map<String, Set<String>> neededFirst = before(reverse.tasks());
            Map<String, Set<String>> madeFirst = before(tasks);
            for (TaskSpec undo : reverse.tasks()) {
                String own = ReverseTask.forwardOf(undo.id());
                for (TaskSpec other : reverse.tasks()) {
                    if (madeFirst.get(ReverseTask.forwardOf(other.id())).contains(own)) {
                        assertThat(neededFirst.get(undo.id())).contains(other.id());
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {51, 52})
    void graphsAreReadAsTheyWereWritten(long seed) {
        Random random = new Random(seed);
        for (int count = 0; count < 20; count++) {
            List<TaskSpec> tasks = acyclic(random, 100);

            assertThat(SpecJson.read(SpecJson.write(tasks))).isEqualTo(tasks);
        }
    }

    @Test
    void inputsOfAMegabyteAreReadAsTheyWereWritten() {
        List<Object> texts = Collections.nCopies(1000, "é\"\\\u0001".repeat(250));
        List<TaskSpec> tasks = List.of(TaskSpec.of("a", "some.type", Attributes.of("texts", texts)));

        assertThat(SpecJson.read(SpecJson.write(tasks))).isEqualTo(tasks);
    }

    @Test
    void theLargestGraphIsCheckedHoweverManyCirclesItHas() {
        List<TaskSpec> tasks = new ArrayList<>();
        for (int number = 0; number < 20_000; number += 2) {
            tasks.add(TaskSpec.of("t" + number, "some.type", Attributes.NONE).after("t" + (number + 1)));
            tasks.add(TaskSpec.of("t" + (number + 1), "some.type", Attributes.NONE)
                    .after("t" + number));
        }

        assertThat(GraphCheck.faultsOf(tasks)).hasSize(100).allMatch(fault -> fault.code()
                .equals("cycle"));
    }
}
