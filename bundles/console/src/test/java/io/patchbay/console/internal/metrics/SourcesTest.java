package io.patchbay.console.internal.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.metrics.Metric;
import io.patchbay.api.metrics.MetricSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SourcesTest {
    private static final Metric ROOMS = new Metric.Gauge("patchbay_rooms", "Rooms.", 1);

    private final Sources sources = new Sources();

    @Test
    void asksEveryOne() throws InterruptedException {
        sources.bindSource(answering(ROOMS));
        sources.bindSource(answering(new Metric.Gauge("patchbay_workers", "Workers.", 2)));

        assertThat(names()).contains("patchbay_rooms", "patchbay_workers");
    }

    @Test
    void leavesOutWhoeverThrows() throws InterruptedException {
        sources.bindSource(() -> {
            throw new IllegalStateException("broken");
        });
        sources.bindSource(answering(ROOMS));

        assertThat(names()).contains("patchbay_rooms");
        assertThat(failed()).isEqualTo(1);
    }

    @Test
    void leavesOutWhoeverDoesNotAnswer() throws InterruptedException {
        sources.bindSource(CompletableFuture::new);
        sources.bindSource(answering(ROOMS));

        assertThat(names()).contains("patchbay_rooms");
        assertThat(failed()).isEqualTo(1);
    }

    @Test
    void keepsTheFirstOfTwoMetricsOfOneName() throws InterruptedException {
        sources.bindSource(answering(ROOMS));
        sources.bindSource(answering(new Metric.Gauge("patchbay_rooms", "Other rooms.", 7)));

        assertThat(sources.read()).contains(ROOMS);
    }

    @Test
    void forgetsWhoHasGone() throws InterruptedException {
        MetricSource source = answering(ROOMS);
        sources.bindSource(source);
        sources.unbindSource(source);

        assertThat(names()).doesNotContain("patchbay_rooms");
    }

    private List<String> names() throws InterruptedException {
        return sources.read().stream().map(Metric::name).toList();
    }

    private double failed() throws InterruptedException {
        return sources.read().stream()
                .filter(metric -> metric.name().equals("patchbay_metric_sources_failed"))
                .mapToDouble(metric -> ((Metric.Gauge) metric).samples().get(0).value())
                .sum();
    }

    private static MetricSource answering(Metric metric) {
        return () -> CompletableFuture.completedStage(List.of(metric));
    }
}
