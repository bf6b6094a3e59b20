package io.patchbay.placement.internal;

import static org.assertj.core.api.Assertions.assertThat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskTableTest {
    private static final int LISTS = 5;

    private final TaskTable table = new TaskTable();

    @ParameterizedTest
    @ValueSource(ints = {10, 300, 4000})
    void findsWhatAMapFindsAndLinksWhatAListHolds(int names) {
        Random random = new Random(names);
        Map<String, Integer> tasks = new HashMap<>();
        List<List<Integer>> lists = new ArrayList<>();
        IntStream.range(0, LISTS).forEach(list -> lists.add(new ArrayList<>()));
        table.allowLists(LISTS);
        for (int step = 0; step < 20_000; step++) {
            String name = "task-" + random.nextInt(names);
            Integer known = tasks.get(name);
            assertThat(table.find(name)).isEqualTo(known == null ? TaskTable.NONE : known);
            int dice = random.nextInt(4);
            if (known == null) {
                tasks.put(name, table.add(name));
            } else if (dice == 0) {
                table.remove(known);
                tasks.remove(name);
                lists.forEach(list -> list.remove(known));
            } else if (dice == 1) {
                table.unlink(known);
                lists.forEach(list -> list.remove(known));
            } else {
                int list = random.nextInt(LISTS);
                table.link(known, list);
                lists.forEach(other -> other.remove(known));
                lists.get(list).add(0, known);
            }
            assertThat(table.size()).isEqualTo(tasks.size());
        }
        tasks.forEach((name, task) -> assertThat(table.name(task)).isEqualTo(name));
        for (int list = 0; list < LISTS; list++) {
            assertThat(walk(list)).isEqualTo(lists.get(list));
        }
    }

    @Test
    void tellsNamesWithTheSameHashApart() {
        // "Aa" and "BB" have the same hash code, and so has every mixture of them
        int one = table.add("AaAa");
        int other = table.add("BBBB");
        int third = table.add("AaBB");
        table.remove(one);
        assertThat(table.find("AaAa")).isEqualTo(TaskTable.NONE);
        assertThat(table.find("BBBB")).isEqualTo(other);
        assertThat(table.find("AaBB")).isEqualTo(third);
    }

    @Test
    void startsAnewWhenItIsEmptyAgain() {
        IntStream.range(0, 1000).forEach(number -> table.add("t" + number));
        IntStream.range(0, 1000).forEach(number -> table.remove(table.find("t" + number)));
        assertThat(table.add("t")).isZero();
    }

    private List<Integer> walk(int list) {
        List<Integer> tasks = new ArrayList<>();
        for (int task = table.first(list); task != TaskTable.NONE; task = table.next(task)) {
            tasks.add(task);
        }
        return tasks;
    }
}
