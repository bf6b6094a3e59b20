package io.patchbay.console.internal.webconsole;

import io.patchbay.api.node.Node;
import io.patchbay.api.node.NodeReadiness;
import io.patchbay.api.operator.OperatorApi;
import io.patchbay.support.operator.NodeApi;
import jakarta.servlet.Servlet;
import java.util.Optional;
import org.apache.felix.webconsole.servlet.ServletConstants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The tab of the Web Console on the lobby. Thread-safe. */
@Component(
        service = Servlet.class,
        property = {
            ServletConstants.PLUGIN_LABEL + "=" + LobbyTab.LABEL,
            ServletConstants.PLUGIN_TITLE + "=Lobby",
            ServletConstants.PLUGIN_CATEGORY + "=Patchbay",
            ServletConstants.PLUGIN_CSS_REFERENCES + "=/" + LobbyTab.LABEL + "/res/patchbay/patchbay.css"
        })
public final class LobbyTab extends FormTab {
    static final String LABEL = "lobby";

    private static final long serialVersionUID = 1;

    @Activate
    public LobbyTab(
            @Reference(name = "api") OperatorApi api,
            @Reference(name = "readiness") NodeReadiness readiness,
            @Reference(name = "node") Node node) {
        super(api, readiness, node);
    }

    @Override
    String page(NodeApi node, FormProof known, Optional<TabActions.Notice> notice) throws InterruptedException {
        return new LobbyPage(node, known).render(notice);
    }
}
