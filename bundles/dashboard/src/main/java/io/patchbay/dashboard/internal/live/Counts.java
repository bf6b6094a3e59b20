package io.patchbay.dashboard.internal.live;

import io.patchbay.api.metrics.Metric;
import io.patchbay.api.metrics.MetricSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Everything that counts or measures in this node. Thread-safe; does not block. */
@Component(service = Counts.class)
public final class Counts {
    private static final long MOST_MILLIS = 1_000;

    private final List<MetricSource> sources = new CopyOnWriteArrayList<>();

    @Activate
    public Counts() {
        // the references are dynamic
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void bindSource(MetricSource source) {
        sources.add(source);
    }

    public void unbindSource(MetricSource source) {
        sources.remove(source);
    }

    /** What all of them say within a second; one that fails or is late is left out, and so is a name that comes again. */
    CompletionStage<List<Metric>> read() {
        List<CompletableFuture<List<Metric>>> asked =
                sources.stream().map(Counts::ask).toList();
        return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new)).thenApply(all -> {
            Map<String, Metric> byName = new LinkedHashMap<>();
            asked.forEach(answer -> answer.join().forEach(metric -> byName.putIfAbsent(metric.name(), metric)));
            return new ArrayList<>(byName.values());
        });
    }

    private static CompletableFuture<List<Metric>> ask(MetricSource source) {
        try {
            return source.metrics()
                    .toCompletableFuture()
                    .copy()
                    .completeOnTimeout(List.of(), MOST_MILLIS, TimeUnit.MILLISECONDS)
                    .exceptionally(failed -> List.of());
        } catch (RuntimeException | LinkageError broken) { // or its bundle has just been stopped or replaced
            return CompletableFuture.completedFuture(List.of());
        }
    }
}
