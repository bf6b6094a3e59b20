package io.patchbay.api.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricTest {
    @Test
    void hasOneValueWithoutLabelsWhereNothingElseIsSaid() {
        assertThat(new Metric.Gauge("patchbay_rooms", "Rooms.", 3).samples()).containsExactly(new Sample(Map.of(), 3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Rooms", "rooms-open", "9rooms", "rooms__open", "rooms_"})
    void refusesWhatIsNoName(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Metric.Gauge(name, "Rooms.", 1));
    }

    @Test
    void hasACounterEndInTotal() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Metric.Counter("logins", "Logins.", 1))
                .withMessage("a counter's name must end in _total: logins");
    }

    @Test
    void hasOnlyACounterEndInTotal() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Metric.Gauge("rooms_total", "Rooms.", 1));
    }

    @Test
    void refusesACounterBelowZero() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Metric.Counter("logins_total", "Logins.", -1));
    }

    @Test
    void refusesTwoValuesWithTheSameLabels() {
        Sample sample = new Sample(Map.of("purpose", "play"), 1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Metric.Gauge("tasks", "Tasks.", List.of(sample, sample)));
    }

    @Test
    void refusesTheLabelThatBucketsHave() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Sample(Map.of("le", "1"), 1));
    }

    @Test
    void refusesALabelWithoutABound() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Sample(Map.of("name", "x".repeat(201)), 1));
    }

    @Test
    void refusesBucketsThatDoNotHoldEveryValue() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Distribution(Map.of(), List.of(new Distribution.Bucket(1, 1)), 1));
    }

    @Test
    void refusesBucketsThatDoNotAscend() {
        List<Distribution.Bucket> buckets = List.of(
                new Distribution.Bucket(2, 1),
                new Distribution.Bucket(1, 1),
                new Distribution.Bucket(Double.POSITIVE_INFINITY, 0));

        assertThatIllegalArgumentException().isThrownBy(() -> new Distribution(Map.of(), buckets, 1));
    }
}
