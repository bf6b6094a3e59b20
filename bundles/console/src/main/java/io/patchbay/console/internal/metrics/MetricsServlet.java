package io.patchbay.console.internal.metrics;

import io.patchbay.console.internal.door.AdminDoor;
import io.prometheus.metrics.instrumentation.jvm.JvmClassLoadingMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmRuntimeInfoMetric;
import io.prometheus.metrics.instrumentation.jvm.JvmThreadsMetrics;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** {@code /metrics}: what this node counts, and how its process is. Thread-safe. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/metrics")
public final class MetricsServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final transient Sources sources;
    private final transient AdminDoor door;

    /** The library is loaded when somebody asks, and not while the node starts. */
    private static final class ThisProcess {
        private static final PrometheusRegistry REGISTRY = registry();

        private static PrometheusRegistry registry() {
            PrometheusRegistry registry = new PrometheusRegistry();
            JvmMemoryMetrics.builder().register(registry);
            JvmGarbageCollectorMetrics.builder().register(registry);
            JvmThreadsMetrics.builder().register(registry);
            JvmClassLoadingMetrics.builder().register(registry);
            JvmRuntimeInfoMetric.builder().register(registry);
            ProcessMetrics.builder().register(registry);
            return registry;
        }
    }

    @Activate
    public MetricsServlet(@Reference Sources sources, @Reference AdminDoor door) {
        this.sources = sources;
        this.door = door;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        if (!door.letsIn(request, response)) {
            return;
        }
        try {
            byte[] text = Exposition.of(sources.read(), ThisProcess.REGISTRY.scrape());
            response.setContentType(Exposition.CONTENT_TYPE);
            response.setContentLength(text.length);
            response.getOutputStream().write(text);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
    }
}
