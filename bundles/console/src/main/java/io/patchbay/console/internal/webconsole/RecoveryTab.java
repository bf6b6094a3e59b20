package io.patchbay.console.internal.webconsole;

import io.patchbay.api.node.NodeReadiness;
import io.patchbay.api.operator.OperatorApi;
import io.patchbay.console.internal.operator.InsideNode;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.apache.felix.webconsole.servlet.AbstractServlet;
import org.apache.felix.webconsole.servlet.ServletConstants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The tab of the Web Console on recovery jobs, with a page for each. The Web Console calls it with requests that {@link ConsoleGate}
 * has let in, on the HTTP server's threads; thread-safe.
 */
@Component(
        service = Servlet.class,
        property = {
            ServletConstants.PLUGIN_LABEL + "=" + RecoveryTab.LABEL,
            ServletConstants.PLUGIN_TITLE + "=Recovery jobs",
            ServletConstants.PLUGIN_CATEGORY + "=Patchbay",
            ServletConstants.PLUGIN_CSS_REFERENCES + "=/" + RecoveryTab.LABEL + "/res/patchbay/patchbay.css"
        })
public final class RecoveryTab extends AbstractServlet {
    static final String LABEL = "recovery";

    private static final long serialVersionUID = 1;

    private final transient OperatorApi api;
    private final transient NodeReadiness readiness;
    private final transient Clock clock;

    @Activate
    public RecoveryTab(
            @Reference(name = "api") OperatorApi api,
            @Reference(name = "readiness") NodeReadiness readiness,
            @Reference(name = "clock") Clock clock) {
        this.api = api;
        this.readiness = readiness;
        this.clock = clock;
    }

    @Override
    public void renderContent(HttpServletRequest request, HttpServletResponse response) throws IOException {
        InsideNode node = new InsideNode(api, readiness, request.getRemoteAddr() + " (web console)");
        try {
            response.getWriter()
                    .print(new JobPage(node.recovery(), clock)
                            .render(Optional.ofNullable(request.getParameter("job"))
                                    .filter(job -> !job.isBlank())));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE, "The node is being stopped.");
        }
    }
}
