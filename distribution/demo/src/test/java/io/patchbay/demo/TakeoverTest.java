package io.patchbay.demo;

import static org.assertj.core.api.Assertions.assertThat;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TakeoverTest {
    private static final Instant KILLED = Instant.parse("2026-01-31T12:00:00Z");

    private final List<RecoveryApi.Entry> log = new ArrayList<>(List.of(
            entry("job.running", "", "a", -500),
            entry("create.network.started", "net", "b", -400),
            entry("create.network.taken-over", "net", "a", 1600),
            entry("create.network.success", "net", "a", 1900)));

    @Test
    void tellsWhoTookOverAndWhen() {
        Takeover takeover = Takeover.of(log, "b");

        assertThat(takeover.takenOver()).isEqualTo(1);
        assertThat(takeover.heirs()).containsExactly("a");
        assertThat(takeover.since(KILLED)).isEqualTo(Duration.ofMillis(1600));
        assertThat(takeover.committedTwice()).isZero();
    }

    @Test
    void countsTasksWithMoreThanOneResult() {
        log.add(entry("create.network.success", "net", "b", 2000));

        assertThat(Takeover.of(log, "b").committedTwice()).isEqualTo(1);
    }

    private static RecoveryApi.Entry entry(String code, String task, String node, int afterMillis) {
        return new RecoveryApi.Entry(code, task, node, KILLED.plusMillis(afterMillis));
    }
}
