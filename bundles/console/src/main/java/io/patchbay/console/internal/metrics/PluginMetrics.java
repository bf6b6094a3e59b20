package io.patchbay.console.internal.metrics;

import io.patchbay.api.hotswap.FaultReason;
import io.patchbay.api.hotswap.PluginNotice;
import io.patchbay.api.hotswap.PluginStatus;
import io.patchbay.api.hotswap.Plugins;
import io.patchbay.api.hotswap.RejectedJar;
import io.patchbay.api.hotswap.RejectionCause;
import io.patchbay.api.metrics.Metric;
import io.patchbay.api.metrics.MetricSource;
import io.patchbay.api.metrics.Sample;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** How plug-ins are. Thread-safe. */
@Component(service = MetricSource.class)
public final class PluginMetrics implements MetricSource {
    private static final String KIND = "kind";

    private final Plugins plugins;

    @Activate
    public PluginMetrics(@Reference Plugins plugins) {
        this.plugins = plugins;
    }

    @Override
    public CompletionStage<List<Metric>> metrics() {
        List<PluginStatus> all = plugins.plugins();
        return CompletableFuture.completedStage(List.of(
                new Metric.Counter(
                        "patchbay_plugin_faults_total",
                        "Broken contracts of a plug-in since it was installed.",
                        faults(all)),
                new Metric.Gauge(
                        "patchbay_plugin_faulty",
                        "1 for a plug-in that does not serve for what it did the last time, 0 for all others.",
                        faulty(all)),
                new Metric.Gauge("patchbay_plugins", "Plug-ins that are installed.", states(all)),
                new Metric.Gauge(
                        "patchbay_rejected_jars",
                        "Files in the folder of plug-ins that are not installed, and why.",
                        rejected(plugins.rejected())),
                new Metric.Gauge(
                        "patchbay_plugin_notices",
                        "What operators should know of plug-ins: names claimed twice, threads or classes left behind.",
                        notices(plugins.notices()))));
    }

    /** One jar may be installed twice while it is replaced: their faults are one number. */
    private static List<Sample> faults(List<PluginStatus> all) {
        // of every reason, also those of zero: a rate needs a value before the first fault
        return Arrays.stream(FaultReason.values())
                .filter(FaultReason::isCounted)
                .flatMap(reason -> all.stream()
                        .collect(Collectors.groupingBy(
                                plugin -> labels(plugin, reason.word()),
                                Collectors.summingLong(
                                        plugin -> plugin.faultsByReason().getOrDefault(reason, 0L))))
                        .entrySet()
                        .stream())
                .map(entry -> new Sample(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static List<Sample> faulty(List<PluginStatus> all) {
        return all.stream()
                .map(plugin -> plugin.state() == PluginStatus.State.FAULTY
                        ? new Sample(labels(plugin, reason(plugin)), 1)
                        : new Sample(labels(plugin, ""), 0))
                .distinct()
                .toList();
    }

    private static String reason(PluginStatus plugin) {
        return plugin.lastFault().map(fault -> fault.reason().word()).orElse("");
    }

    private static Map<String, String> labels(PluginStatus plugin, String reason) {
        return Map.of(KIND, plugin.kind(), "name", plugin.name(), "version", plugin.version(), "reason", reason);
    }

    private static List<Sample> rejected(List<RejectedJar> all) {
        return Arrays.stream(RejectionCause.values())
                .map(cause -> new Sample(
                        Map.of("cause", cause.word()),
                        all.stream().filter(jar -> jar.cause() == cause).count()))
                .toList();
    }

    private static List<Sample> notices(List<PluginNotice> all) {
        return Arrays.stream(PluginNotice.Kind.values())
                .map(kind -> new Sample(
                        Map.of(KIND, kind.name().toLowerCase(Locale.ROOT)),
                        all.stream().filter(notice -> notice.kind() == kind).count()))
                .toList();
    }

    private static List<Sample> states(List<PluginStatus> all) {
        Function<PluginStatus, Map<String, String>> labels = plugin ->
                Map.of(KIND, plugin.kind(), "state", plugin.state().name().toLowerCase(Locale.ROOT));
        return all.stream().collect(Collectors.groupingBy(labels, Collectors.counting())).entrySet().stream()
                .map(entry -> new Sample(entry.getKey(), entry.getValue()))
                .toList();
    }
}
