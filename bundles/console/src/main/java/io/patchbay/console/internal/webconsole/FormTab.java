package io.patchbay.console.internal.webconsole;

import io.patchbay.api.node.Node;
import io.patchbay.api.node.NodeReadiness;
import io.patchbay.api.operator.OperatorApi;
import io.patchbay.console.internal.operator.InsideNode;
import io.patchbay.support.operator.NodeApi;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.apache.felix.webconsole.servlet.AbstractServlet;

/**
 * A tab of the Web Console whose page has buttons. The Web Console calls it with requests that {@link ConsoleGate} has let in, on the
 * HTTP server's threads; thread-safe.
 */
abstract class FormTab extends AbstractServlet {
    private static final long serialVersionUID = 1;
    private static final String NOTICE = FormTab.class.getName() + ".notice";

    private final transient OperatorApi api;
    private final transient NodeReadiness readiness;
    private final transient FormProof proof = new FormProof();
    private final transient TabActions actions;

    FormTab(OperatorApi api, NodeReadiness readiness, Node node) {
        this.api = api;
        this.readiness = readiness;
        this.actions = new TabActions(node.data().resolve("console"));
    }

    /** The whole page, with what came of the last form. */
    abstract String page(NodeApi node, FormProof known, Optional<TabActions.Notice> notice) throws InterruptedException;

    /** Does what a form says; the Web Console then has the page rendered, as after a GET. */
    @Override
    protected final void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
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
    public final void renderContent(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<TabActions.Notice> notice =
                Optional.ofNullable(request.getAttribute(NOTICE)).map(TabActions.Notice.class::cast);
        try {
            response.getWriter().print(page(asker(request), proof, notice));
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
