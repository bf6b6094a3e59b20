package io.patchbay.placement.internal;

import static org.assertj.core.api.Assertions.assertThat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimerWheelTest {
    private static final long DAY = 86_400_000;
    private static final int SLACK = 8; // one tick

    private final TaskTable tasks = new TaskTable();
    private final int[] due = new int[16];

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void endsEachReservationOnceAndNeverEarlyAndAtMostATickLate(long seed) {
        Random random = new Random(seed);
        long now = random.nextLong(1L << 40);
        TimerWheel wheel = new TimerWheel(tasks, now);
        Map<Integer, Long> ends = new HashMap<>();
        for (int step = 0; step < 20_000; step++) {
            int dice = random.nextInt(10);
            if (dice < 5) {
                int task = tasks.add("t" + step);
                ends.put(task, now + span(random));
                wheel.add(task, ends.get(task));
            } else if (dice < 7 && !ends.isEmpty()) {
                int task = ends.keySet().iterator().next();
                if (dice == 5) {
                    wheel.cancel(task);
                    tasks.remove(task);
                    ends.remove(task);
                } else {
                    ends.put(task, now + span(random));
                    wheel.add(task, ends.get(task));
                }
            } else {
                long next = wheel.nextMillis();
                long until = random.nextBoolean() && next != TimerWheel.NEVER
                        ? Math.max(now, next)
                        : now + random.nextLong(1 + span(random));
                now = until;
                collect(wheel, now, ends);
            }
        }
    }

    @Test
    void saysWhenItHasSomethingToDo() {
        TimerWheel wheel = new TimerWheel(tasks, 0);
        assertThat(wheel.nextMillis()).isEqualTo(TimerWheel.NEVER);
        wheel.add(tasks.add("t"), 100);
        assertThat(wheel.nextMillis()).isBetween(100L, 100L + SLACK);
    }

    @Test
    void givesNoMoreThanThereIsRoomForAtOnce() {
        TimerWheel wheel = new TimerWheel(tasks, 0);
        for (int number = 0; number < 40; number++) {
            wheel.add(tasks.add("t" + number), 100);
        }
        assertThat(wheel.advance(200, due)).isEqualTo(16);
        assertThat(wheel.advance(200, due)).isEqualTo(16);
        assertThat(wheel.advance(200, due)).isEqualTo(8);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void findsThoseThatEndSoonestInTheirOrder(long seed) {
        Random random = new Random(seed);
        long now = random.nextLong(1L << 40);
        TimerWheel wheel = new TimerWheel(tasks, now);
        Map<Integer, Long> ends = new HashMap<>();
        for (int step = 0; step < 2_000; step++) {
            int task = tasks.add("t" + step);
            ends.put(task, now + span(random));
            wheel.add(task, ends.get(task));
            if (step % 8 == 0) {
                now += random.nextLong(1 + span(random) / 4);
                collect(wheel, now, ends);
                assertThat(endsOf(wheel.soonest(20, 10_000), ends))
                        .isEqualTo(ends.values().stream().sorted().limit(20).toList());
            }
        }
    }

    @Test
    void findsWhatIsDueAndWasNotHandedOutYet() {
        TimerWheel wheel = new TimerWheel(tasks, 0);
        for (int number = 0; number < 20; number++) {
            wheel.add(tasks.add("t" + number), 100);
        }
        wheel.advance(200, due);

        assertThat(wheel.soonest(20, 20)).hasSize(4);
    }

    @Test
    void looksAtNoMoreThanItIsAllowedTo() {
        TimerWheel wheel = new TimerWheel(tasks, 0);
        for (int number = 0; number < 1_000; number++) {
            wheel.add(tasks.add("t" + number), 70_000 + number);
        }

        assertThat(wheel.soonest(10, 100)).hasSize(10);
        assertThat(tasks.deadline(wheel.soonest(10, 100)[0])).isGreaterThan(70_000);
    }

    private static List<Long> endsOf(int[] found, Map<Integer, Long> ends) {
        return Arrays.stream(found).mapToObj(ends::get).toList();
    }

    private void collect(TimerWheel wheel, long now, Map<Integer, Long> ends) {
        List<Integer> over = new ArrayList<>();
        int count;
        do {
            count = wheel.advance(now, due);
            for (int index = 0; index < count; index++) {
                over.add(due[index]);
            }
        } while (count == due.length);
        for (int task : over) {
            assertThat(ends.remove(task)).isNotNull().isLessThanOrEqualTo(now);
            tasks.remove(task);
        }
        assertThat(ends.values()).allMatch(end -> end > now - SLACK);
    }

    private static long span(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> 1 + random.nextLong(20);
            case 1 -> 1 + random.nextLong(5000);
            case 2 -> 1 + random.nextLong(600_000);
            default -> 1 + random.nextLong(DAY);
        };
    }
}
