package io.patchbay.placement.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.metrics.Distribution;
import io.patchbay.api.metrics.Metric;
import io.patchbay.api.metrics.Sample;
import io.patchbay.api.placement.RefusalCode;
import io.patchbay.api.placement.WorkerAnnouncement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PlacementMetricsTest {
    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void tellsHowManyDecisionsOfAPurposeTookHowLong() {
        rig.workers("a").schedule("t");
        rig.schedule("u");

        assertThat(decisions("placed")).isEqualTo(2);
    }

    @Test
    void countsEveryDecisionButTimesOnlySoManyInATick() {
        rig.workers("a");
        for (int task = 0; task < 2 * Stopwatch.MOST_PER_TICK; task++) {
            rig.schedule("t" + task);
        }

        assertThat(decisions("placed")).isEqualTo(Stopwatch.MOST_PER_TICK);
        assertThat(samples("patchbay_placement_decisions_total"))
                .contains(new Sample(Map.of("purpose", "play", "outcome", "placed"), 2 * Stopwatch.MOST_PER_TICK));
    }

    @Test
    void timesDecisionsAgainAfterTheNextTick() {
        rig.workers("a");
        for (int task = 0; task < 2 * Stopwatch.MOST_PER_TICK; task++) {
            rig.schedule("t" + task);
        }
        rig.pass(Ticker.TICK_MILLIS);
        rig.schedule("another");

        assertThat(decisions("placed")).isEqualTo(Stopwatch.MOST_PER_TICK + 1);
    }

    @Test
    void tellsDecisionsThatChangeNothingApart() {
        rig.workers("a").schedule("t");
        rig.schedule("t");

        assertThat(decisions("kept")).isEqualTo(1);
    }

    @Test
    void tellsWhyRequestsWereRefused() {
        rig.join("a", 0.9);
        rig.refused("t");

        assertThat(samples("patchbay_placement_refusals_total"))
                .contains(new Sample(Map.of("purpose", "play", "code", "full"), 1));
    }

    @Test
    void countsRequestsThatFoundTheQueueFull() {
        Counters counters = new Counters();
        counters.addBusy();

        assertThat(counters.snapshot().refused()).isEqualTo(Map.of(RefusalCode.BUSY, 1L));
    }

    @Test
    void tellsTasksThatAreReservedFromThoseThatExecute() {
        rig.workers("a").schedule("t");
        rig.schedule("u");
        rig.pickUp("a", "u");

        assertThat(samples("patchbay_tasks"))
                .contains(
                        new Sample(Map.of("purpose", "play", "state", "executing"), 1),
                        new Sample(Map.of("purpose", "play", "state", "reserved"), 1));
    }

    @Test
    void tellsHowManyWorkersThereAre() {
        rig.workers("a", "b");

        assertThat(samples("patchbay_workers")).contains(new Sample(Map.of("purpose", "play"), 2));
    }

    @Test
    void tellsOfSoManyPurposesOnly() {
        for (int i = 0; i < PlacementMetrics.MOST_PURPOSES; i++) {
            rig.join(WorkerAnnouncement.ready("w" + i, "purpose" + i, Rig.INFO, 0));
        }

        assertThat(samples("patchbay_workers"))
                .hasSize(PlacementMetrics.MOST_PURPOSES)
                .extracting(sample -> sample.labels().get("purpose"))
                .contains("portal", "conference");
    }

    @Test
    void saysNothingOfALedgerThatAnotherNodeLeads() {
        rig.workers("a");
        rig.engine.resign(Rig.FIRST_TERM);

        assertThat(samples("patchbay_workers")).isEmpty();
    }

    @Test
    void saysWhetherThisNodeLeads() {
        rig.engine.resign(Rig.FIRST_TERM);

        assertThat(samples("patchbay_leader")).containsExactly(new Sample(Map.of(), 0));
    }

    private long decisions(String outcome) {
        return metrics().stream()
                .filter(Metric.Histogram.class::isInstance)
                .flatMap(metric -> ((Metric.Histogram) metric).distributions().stream())
                .filter(one -> one.labels().equals(Map.of("purpose", "play", "outcome", outcome)))
                .flatMap(one -> one.buckets().stream())
                .mapToLong(Distribution.Bucket::count)
                .sum();
    }

    private List<Sample> samples(String name) {
        return metrics().stream()
                .filter(metric -> metric.name().equals(name))
                .flatMap(metric -> metric instanceof Metric.Gauge gauge
                        ? gauge.samples().stream()
                        : ((Metric.Counter) metric).samples().stream())
                .toList();
    }

    private List<Metric> metrics() {
        return Rig.get(rig.engine.metrics());
    }
}
