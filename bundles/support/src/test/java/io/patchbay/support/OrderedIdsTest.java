package io.patchbay.support;

import static org.assertj.core.api.Assertions.assertThat;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderedIdsTest {
    private final OrderedIds ids =
            new OrderedIds(Clock.fixed(Instant.ofEpochMilli(1_700_000_000_000L), ZoneOffset.UTC));

    @Test
    void areTwentyFourHexDigits() {
        assertThat(ids.next()).matches("[0-9a-f]{24}");
    }

    @Test
    void ascendEvenWithinOneMillisecond() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            made.add(ids.next());
        }

        assertThat(made).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void tellWhenTheyWereMade() {
        assertThat(OrderedIds.madeAt(ids.next())).hasValue(1_700_000_000_000L);
    }

    @Test
    void otherTextsTellNothing() {
        assertThat(OrderedIds.madeAt("0123")).isEmpty();
        assertThat(OrderedIds.madeAt("x".repeat(24))).isEmpty();
    }
}
