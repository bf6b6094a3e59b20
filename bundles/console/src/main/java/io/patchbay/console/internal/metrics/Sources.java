package io.patchbay.console.internal.metrics;

import io.patchbay.api.metrics.Metric;
import io.patchbay.api.metrics.MetricSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that counts or measures in this node. Thread-safe. */
@Component(service = Sources.class)
public final class Sources {
    private static final Logger LOG = LoggerFactory.getLogger(Sources.class);
    private static final long MOST_MILLIS = 1_000;

    private final List<MetricSource> sources = new CopyOnWriteArrayList<>();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindSource(MetricSource source) {
        sources.add(source);
    }

    void unbindSource(MetricSource source) {
        sources.remove(source);
    }

    /**
     * Asks all of them and waits a second at most; what then is missing, and what is there twice, is left out.
     *
     * @throws InterruptedException if this thread is to end
     */
    Collection<Metric> read() throws InterruptedException {
        List<CompletableFuture<List<Metric>>> asked =
                sources.stream().map(Sources::ask).toList();
        try {
            CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new)).get(MOST_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException some) {
            LOG.debug("Some metrics are missing", some);
        }
        Map<String, Metric> byName = new LinkedHashMap<>();
        int failed = 0;
        for (CompletableFuture<List<Metric>> answer : asked) {
            if (answer.isDone() && !answer.isCompletedExceptionally()) {
                answer.join().forEach(metric -> byName.putIfAbsent(metric.name(), metric));
            } else {
                failed++;
            }
        }
        Metric missing = new Metric.Gauge(
                "patchbay_metric_sources_failed", "Parts of this node whose metrics are missing here.", failed);
        byName.put(missing.name(), missing);
        return new ArrayList<>(byName.values());
    }

    private static CompletableFuture<List<Metric>> ask(MetricSource source) {
        try {
            return source.metrics().toCompletableFuture();
        } catch (RuntimeException broken) { // or has just been stopped
            return CompletableFuture.failedFuture(broken);
        }
    }
}
