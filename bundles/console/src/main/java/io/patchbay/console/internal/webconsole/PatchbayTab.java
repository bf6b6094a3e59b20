package io.patchbay.console.internal.webconsole;

import io.patchbay.api.node.Node;
import io.patchbay.api.node.NodeReadiness;
import io.patchbay.api.operator.OperatorApi;
import io.patchbay.console.internal.operator.InsideNode;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.apache.felix.webconsole.servlet.AbstractServlet;
import org.apache.felix.webconsole.servlet.ServletConstants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The tab of the Web Console on this node. The Web Console calls it with requests that {@link ConsoleGate} has let in, on the HTTP
 * server's threads; thread-safe.
 */
@Component(
        service = Servlet.class,
        property = {
            ServletConstants.PLUGIN_LABEL + "=" + PatchbayTab.LABEL,
            ServletConstants.PLUGIN_TITLE + "=Patchbay",
            ServletConstants.PLUGIN_CATEGORY + "=Patchbay",
            ServletConstants.PLUGIN_CSS_REFERENCES + "=/" + PatchbayTab.LABEL + "/res/patchbay/patchbay.css"
        })
public final class PatchbayTab extends AbstractServlet {
    static final String LABEL = "patchbay";

    private static final long serialVersionUID = 1;
    private static final String NOTICE = PatchbayTab.class.getName() + ".notice";

    private final transient OperatorApi api;
    private final transient NodeReadiness readiness;
    private final transient FormProof proof = new FormProof();
    private final transient TabActions actions;

    @Activate
    public PatchbayTab(
            @Reference(name = "api") OperatorApi api,
            @Reference(name = "readiness") NodeReadiness readiness,
            @Reference(name = "node") Node node) {
        this.api = api;
        this.readiness = readiness;
        this.actions = new TabActions(node.data().resolve("console"));
    }

    /** Does what a form says; the Web Console then has the page rendered, as after a GET. */
    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!proof.isIn(request)) {
            response.sendError(
                    HttpServletResponse.SC_FORBIDDEN,
                    "This form is not from the page as it is now: load the page again, and repeat what you did.");
            return;
        }
        try {
            request.setAttribute(NOTICE, actions.perform(request, asker(request)));
        } catch (InterruptedException stopping) {
            interrupted(response);
        }
    }

    @Override
    public void renderContent(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<TabActions.Notice> notice =
                Optional.ofNullable(request.getAttribute(NOTICE)).map(TabActions.Notice.class::cast);
        try {
            response.getWriter().print(new TabPage(asker(request), proof).render(notice));
        } catch (InterruptedException stopping) {
            interrupted(response);
        }
    }

    private InsideNode asker(HttpServletRequest request) {
        return new InsideNode(api, readiness, request.getRemoteAddr() + " (web console)");
    }

    private static void interrupted(HttpServletResponse response) throws IOException {
        Thread.currentThread().interrupt();
        response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE, "The node is being stopped.");
    }
}
