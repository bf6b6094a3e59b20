package io.patchbay.console.internal.health;

import io.patchbay.console.internal.door.AdminDoor;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.felix.hc.api.execution.HealthCheckExecutionOptions;
import org.apache.felix.hc.api.execution.HealthCheckExecutor;
import org.apache.felix.hc.api.execution.HealthCheckSelector;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * {@code /system/health} and what is below it: 200 where what is asked for is well, else 503; as a page to a browser, else as JSON.
 * What the executor found less than two seconds ago it does not look for again. Thread-safe; a request waits for the checks.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/system/health/*")
public final class HealthServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final int MOST_MILLIS = 5_000; // an overloaded node is slow, not dead

    private static final Map<String, List<String>> TAGS = Map.of(
            "", List.of("live", "ready", "plugins"),
            "/live", List.of("live"),
            "/ready", List.of("ready"),
            "/plugins", List.of("plugins"));

    private final transient HealthCheckExecutor executor;
    private final transient AdminDoor door;

    @Activate
    public HealthServlet(@Reference HealthCheckExecutor executor, @Reference AdminDoor door) {
        this.executor = executor;
        this.door = door;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        if (!door.letsIn(request, response)) {
            return;
        }
        String path = Optional.ofNullable(request.getPathInfo()).orElse("").replaceAll("/$", "");
        if (!TAGS.containsKey(path)) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            response.setContentType("application/json");
            response.getWriter().write("{\"error\":\"there are live, ready and plugins\"}");
            return;
        }
        HealthReport report = report(TAGS.get(path));
        response.setStatus(report.isGood() ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        if (wantsPage(request)) {
            response.setHeader("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
            response.setContentType("text/html");
            response.getWriter().write(report.html());
        } else {
            response.setContentType("application/json");
            response.getWriter().write(report.json());
        }
    }

    private HealthReport report(List<String> tags) {
        HealthCheckExecutionOptions options =
                new HealthCheckExecutionOptions().setCombineTagsWithOr(true).setOverrideGlobalTimeout(MOST_MILLIS);
        return HealthReport.of(executor.execute(HealthCheckSelector.tags(tags.toArray(String[]::new)), options));
    }

    private static boolean wantsPage(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader("Accept"))
                .filter(accepted -> accepted.contains("text/html"))
                .isPresent();
    }
}
