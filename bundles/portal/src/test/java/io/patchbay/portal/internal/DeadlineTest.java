package io.patchbay.portal.internal;

import static org.assertj.core.api.Assertions.assertThat;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    private final ManualAlarms alarms = new ManualAlarms();
    private final List<String> rung = new ArrayList<>();

    @Test
    void ringsWhenItIsTime() {
        alarms.deadline(1_000, () -> rung.add("ring"));
        alarms.advance(999);
        assertThat(rung).isEmpty();
        alarms.advance(1);
        assertThat(rung).containsExactly("ring");
    }

    @Test
    void startsAgainAfterAStandstill() {
        alarms.deadline(1_000, () -> rung.add("ring"));
        alarms.jump(60_000);
        assertThat(rung).isEmpty();
        alarms.advance(1_000);
        assertThat(rung).containsExactly("ring");
    }

    @Test
    void isSilentOnceCancelled() {
        Alarm deadline = alarms.deadline(1_000, () -> rung.add("ring"));
        alarms.jump(60_000);
        deadline.cancel();
        alarms.advance(10_000);

        assertThat(rung).isEmpty();
        assertThat(alarms.pending()).isZero();
    }
}
