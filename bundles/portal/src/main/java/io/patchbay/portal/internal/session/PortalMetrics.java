package io.patchbay.portal.internal.session;

import io.patchbay.api.metrics.Metric;
import io.patchbay.api.metrics.Sample;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

/** What a portal counts, as metrics. Thread-safe; it looks at every session. */
final class PortalMetrics {
    private final PortalContext context;
    private final IntSupplier connections;

    PortalMetrics(PortalContext context, IntSupplier connections) {
        this.context = context;
        this.connections = connections;
    }

    List<Metric> read() {
        return List.of(
                new Metric.Counter(
                        "patchbay_logins_total",
                        "Attempts of clients to get into a room that have ended.",
                        context.endings().logins()),
                new Metric.Counter(
                        "patchbay_resumes_total",
                        "Attempts of clients to take their session over after a cut.",
                        context.endings().resumes()),
                new Metric.Counter(
                        "patchbay_deliveries_total",
                        "Notifications of rooms, each counted for every client that it went to.",
                        context.sessions().deliveries()),
                new Metric.Gauge("patchbay_sessions", "Clients that have a place in a room.", sessions()),
                new Metric.Gauge(
                        "patchbay_connections", "Connections of clients, in a room or not.", connections.getAsInt()),
                new Metric.Gauge(
                        "patchbay_logins_waiting",
                        "Logins that wait for their turn.",
                        context.admission().waiting()),
                new Metric.Gauge(
                        "patchbay_outlet_bytes",
                        "Memory of what clients have not been told, or are not known to have received.",
                        context.sessions().outletBytes()));
    }

    private List<Sample> sessions() {
        Map<Map<String, String>, Long> counts = new HashMap<>();
        for (String version : context.protocols().installed()) {
            counts.put(labels(version, true), 0L);
            counts.put(labels(version, false), 0L);
        }
        for (Session session : context.sessions().all()) {
            counts.merge(labels(session.facts().protocol().name(), session.isConnected()), 1L, Long::sum);
        }
        return counts.entrySet().stream()
                .map(entry -> new Sample(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Map<String, String> labels(String version, boolean connected) {
        return Map.of("version", version, "state", connected ? "connected" : "waiting");
    }
}
