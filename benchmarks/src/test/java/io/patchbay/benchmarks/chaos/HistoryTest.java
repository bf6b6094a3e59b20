package io.patchbay.benchmarks.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private static final Set<String> COMMON = Set.of("spec.small");

    private final History history = new History();

    @Test
    void hasNothingAgainstATaskThatWasTakenOver() {
        history.add(
                "job",
                List.of(
                        entry("01", "t.started", "net", 1),
                        entry("02", "t.taken-over", "net", 2),
                        entry("03", "t.success", "net", 3)),
                1,
                COMMON);

        assertThat(history.faults()).isEmpty();
        assertThat(history.summary()).isEqualTo("1 results, 1 takeovers, 0 results dropped");
    }

    @Test
    void noticesASecondResult() {
        history.add("job", List.of(entry("01", "t.success", "net", 2), entry("02", "t.success", "net", 3)), 1, COMMON);

        assertThat(history.faults()).containsExactly("job: net was committed twice, at epochs 2 and 3");
    }

    @Test
    void noticesAResultOfAnEarlierClaim() {
        history.add(
                "job", List.of(entry("01", "t.taken-over", "net", 5), entry("02", "t.success", "net", 4)), 1, COMMON);

        assertThat(history.faults()).containsExactly("job: the result of net has epoch 4, but epoch 5 was claimed");
    }

    @Test
    void noticesATaskWithoutAResult() {
        history.add("job", List.of(entry("01", "t.started", "net", 1)), 1, COMMON);

        assertThat(history.faults()).containsExactly("job: 0 of 1 tasks have a result");
    }

    @Test
    void noticesThatSomethingWasDeletedWhileItWasHeld() {
        history.add("one", List.of(entry("01", "t.success", "spec.small", 2)), 1, COMMON);
        history.add("two", List.of(entry("02", "t.shared", "spec.small", 1)), 1, COMMON);

        history.deleted("one", "spec.small", "03");

        assertThat(history.faults()).containsExactly("one deleted spec.small while two held it");
        assertThat(history.holders("spec.small")).containsExactly("one", "two");
    }

    @Test
    void forgetsAHolderThatGaveItBack() {
        history.add(
                "one",
                List.of(
                        entry("01", "t.success", "spec.small", 2),
                        entry("03", "u.skipped-shared_task_in_used", "clear.spec.small", 1)),
                1,
                COMMON);

        assertThat(history.holders("spec.small")).isEmpty();
        history.deleted("two", "spec.small", "04");
        assertThat(history.faults()).isEmpty();
    }

    private static JsonNode entry(String position, String code, String task, int epoch) {
        return new ObjectMapper()
                .createObjectNode()
                .put("position", position)
                .put("code", code)
                .put("task", task)
                .put("epoch", epoch);
    }
}
