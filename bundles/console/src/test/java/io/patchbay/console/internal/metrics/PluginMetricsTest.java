package io.patchbay.console.internal.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.hotswap.FaultReason;
import io.patchbay.api.hotswap.PluginFault;
import io.patchbay.api.hotswap.PluginStatus;
import io.patchbay.api.hotswap.PluginStatus.State;
import io.patchbay.api.hotswap.RejectedJar;
import io.patchbay.api.hotswap.RejectionCause;
import io.patchbay.api.metrics.Metric;
import io.patchbay.api.metrics.Sample;
import io.patchbay.console.internal.FakePlugins;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What operators read of plug-ins in metrics. */
class PluginMetricsTest {
    private final FakePlugins plugins = new FakePlugins();
    private final PluginMetrics metrics = new PluginMetrics(plugins);

    @Test
    void countsFaultsApartByWhatThePluginDid() {
        plugins.installed = List.of(plugin(State.SERVING, Map.of(FaultReason.THREW, 2L, FaultReason.TOO_SLOW, 3L)));

        assertThat(samples("patchbay_plugin_faults_total"))
                .contains(new Sample(labels("threw"), 2), new Sample(labels("too_slow"), 3));
    }

    @Test
    void countsFromZeroSoThatTheFirstFaultIsARise() {
        plugins.installed = List.of(plugin(State.SERVING, Map.of()));

        assertThat(samples("patchbay_plugin_faults_total")).contains(new Sample(labels("stuck"), 0));
    }

    @Test
    void saysWhatAFaultyPluginDid() {
        plugins.installed = List.of(plugin(State.FAULTY, Map.of(FaultReason.BAD_ANSWER, 5L)));

        assertThat(samples("patchbay_plugin_faulty")).containsExactly(new Sample(labels("bad_answer"), 1));
    }

    @Test
    void callsNoPluginFaultyThatServesInSpiteOfWhatItDid() {
        plugins.installed = List.of(plugin(State.SERVING, Map.of(FaultReason.BAD_ANSWER, 1L)));

        assertThat(samples("patchbay_plugin_faulty")).containsExactly(new Sample(labels(""), 0));
    }

    @Test
    void addsUpWhatIsInstalledTwiceWhileItIsReplaced() {
        PluginStatus one = plugin(State.FAULTY, Map.of(FaultReason.THREW, 2L));
        plugins.installed = List.of(one, one);

        assertThat(samples("patchbay_plugin_faults_total")).contains(new Sample(labels("threw"), 4));
        assertThat(samples("patchbay_plugin_faulty")).containsExactly(new Sample(labels("threw"), 1));
    }

    @Test
    void saysWhyJarsAreRefused() {
        plugins.refused = List.of(new RejectedJar(
                "mine.jar", RejectionCause.UNRESOLVED, "does not resolve: missing package x", Instant.EPOCH));

        assertThat(samples("patchbay_rejected_jars"))
                .contains(new Sample(Map.of("cause", "unresolved"), 1), new Sample(Map.of("cause", "not_a_jar"), 0));
    }

    private List<Sample> samples(String name) {
        return metrics.metrics().toCompletableFuture().join().stream()
                .filter(metric -> metric.name().equals(name))
                .flatMap(metric -> samples(metric).stream())
                .toList();
    }

    private static List<Sample> samples(Metric metric) {
        return metric instanceof Metric.Counter counter ? counter.samples() : ((Metric.Gauge) metric).samples();
    }

    private static Map<String, String> labels(String reason) {
        return Map.of("kind", "strategy", "name", "mine", "version", "1.0.0", "reason", reason);
    }

    private static PluginStatus plugin(State state, Map<FaultReason, Long> faults) {
        return new PluginStatus(
                "strategy",
                "mine",
                "1.0.0",
                0,
                state,
                false,
                "mine-1.0.0.jar",
                "",
                faults,
                faults.keySet().stream().findFirst().map(reason -> new PluginFault(reason, "on purpose")));
    }
}
