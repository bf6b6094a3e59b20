package io.patchbay.console.internal.metrics;

import io.patchbay.api.metrics.Metric;
import io.patchbay.api.metrics.MetricSource;
import io.patchbay.api.metrics.Sample;
import io.patchbay.api.node.Node;
import io.patchbay.api.node.NodeReadiness;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Which Patchbay this is, and whether it is ready. Thread-safe. */
@Component(service = MetricSource.class)
public final class NodeMetrics implements MetricSource {
    private final Node node;
    private final NodeReadiness readiness;

    @Activate
    public NodeMetrics(@Reference Node node, @Reference NodeReadiness readiness) {
        this.node = node;
        this.readiness = readiness;
    }

    @Override
    public CompletionStage<List<Metric>> metrics() {
        return CompletableFuture.completedStage(List.of(
                new Metric.Gauge(
                        "patchbay_build_info",
                        "Always 1; the labels say what runs here.",
                        List.of(new Sample(Map.of("version", node.version()), 1))),
                new Metric.Gauge(
                        "patchbay_ready",
                        "Whether this node can do its work.",
                        readiness.blockedBy().isEmpty() ? 1 : 0)));
    }
}
