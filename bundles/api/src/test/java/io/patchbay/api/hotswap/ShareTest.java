package io.patchbay.api.hotswap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShareTest {
    @Test
    void aRoomIsOnTheSameSideWhateverTheTask() {
        Share half = Share.ofPercent(50);
        for (int room = 0; room < 100; room++) {
            assertThat(half.includes("one", "room" + room, "")).isEqualTo(half.includes("other", "room" + room, ""));
        }
    }

    @Test
    void holdsAboutThatPercentageOfAllTasks() {
        long included = IntStream.range(0, 10_000)
                .filter(task -> Share.ofPercent(20).includes("task" + task, "", ""))
                .count();
        assertThat(included).isBetween(1800L, 2200L);
    }

    @Test
    void whoIsInASmallPercentageIsInALargerOne() {
        for (int task = 0; task < 1000; task++) {
            String name = "task" + task;
            if (Share.ofPercent(10).includes(name, "", "")) {
                assertThat(Share.ofPercent(30).includes(name, "", "")).isTrue();
            }
        }
    }

    @Test
    void isTheSameInEveryRun() {
        assertThat(IntStream.range(0, 50).filter(task -> Share.ofPercent(10).includes("task" + task, "", "")))
                .containsExactly(3);
    }

    @Test
    void holdsWhatIsListedAndNothingElse() {
        Share listed = new Share(0, Set.of("room1"), Set.of("service1"));
        assertThat(listed.includes("task", "room1", "")).isTrue();
        assertThat(listed.includes("task", "room2", "service1")).isTrue();
        assertThat(listed.includes("task", "room2", "service2")).isFalse();
        assertThat(listed.includes("task", "", "")).isFalse();
    }

    @Test
    void mustHoldSomething() {
        assertThatThrownBy(() -> Share.ofPercent(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
