package io.patchbay.dashboard.internal;

import io.patchbay.api.node.AdminPeers;
import io.patchbay.api.node.Credentials;
import io.patchbay.api.node.Node;
import io.patchbay.api.node.NodeReadiness;
import io.patchbay.api.operator.OperatorApi;
import io.patchbay.dashboard.internal.asset.Assets;
import io.patchbay.dashboard.internal.asset.BundleFiles;
import io.patchbay.dashboard.internal.live.Counts;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * {@code /console}: the dashboard, which is made at the first request, because nobody who starts a node waits for it. Called on the
 * HTTP server's threads; thread-safe.
 */
@Component(service = Servlet.class, configurationPid = DashboardSettings.PID)
@Designate(ocd = DashboardServlet.Config.class)
@HttpWhiteboardServletPattern("/console/*")
@HttpWhiteboardServletAsyncSupported
public final class DashboardServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    /** Configuration, PID {@value DashboardSettings#PID}. */
    @ObjectClassDefinition(name = "Patchbay dashboard")
    public @interface Config {
        @AttributeDefinition(description = "How long a login lasts in which nobody does anything and no page listens")
        long idleTimeoutMillis() default 1_800_000;

        @AttributeDefinition(description = "How long a login lasts at most")
        long sessionMillis() default 43_200_000;

        @AttributeDefinition(description = "How many logins there are at once; the one used least recently ends")
        int maxSessions() default 16;

        @AttributeDefinition(description = "How many pages listen at once; more are told to come back")
        int maxStreams() default 16;

        @AttributeDefinition(description = "How often a page that listens is told what has changed")
        long sampleMillis() default 1_000;

        @AttributeDefinition(
                description = "How long a browser may take to send a form or a command; files may take an hour")
        long bodyTimeoutMillis() default 30_000;

        @AttributeDefinition(description = "Longest jar of plug-ins that may be uploaded")
        long maxJarBytes() default 67_108_864;

        @AttributeDefinition(description = "Longest archive that may be published as a release")
        long maxReleaseBytes() default 4_294_967_296L;
    }

    private final transient Supplier<Dashboard> making;
    private transient Optional<Dashboard> dashboard = Optional.empty(); // guarded by this, like the next
    private boolean gone;

    @Activate
    public DashboardServlet(
            BundleContext bundle,
            Config config,
            @Reference(name = "clock") Clock clock,
            @Reference(name = "node") Node node,
            @Reference(name = "readiness") NodeReadiness readiness,
            @Reference(name = "peers") AdminPeers peers,
            @Reference(name = "credentials") Credentials credentials,
            @Reference(name = "api") OperatorApi api,
            @Reference(name = "counts") Counts counts) {
        DashboardSettings settings = new DashboardSettings(
                config.idleTimeoutMillis(),
                config.sessionMillis(),
                config.maxSessions(),
                config.maxStreams(),
                config.sampleMillis(),
                config.bodyTimeoutMillis(),
                config.maxJarBytes(),
                config.maxReleaseBytes());
        this.making = () -> new Dashboard(
                Assets.read(BundleFiles.of(bundle.getBundle())),
                settings,
                clock,
                node,
                readiness,
                peers,
                credentials,
                api,
                counts);
    }

    DashboardServlet(Supplier<Dashboard> making) {
        this.making = making;
    }

    @Deactivate
    void deactivate() {
        Optional<Dashboard> made;
        synchronized (this) {
            gone = true;
            made = dashboard;
        }
        made.ifPresent(Dashboard::close);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Dashboard> made = made();
        if (made.isPresent()) {
            made.get().answer(request, response);
        } else {
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE, "The dashboard is being stopped.");
        }
    }

    private synchronized Optional<Dashboard> made() {
        if (gone) {
            return Optional.empty();
        }
        if (dashboard.isEmpty()) {
            dashboard = Optional.of(making.get());
        }
        return dashboard;
    }
}
