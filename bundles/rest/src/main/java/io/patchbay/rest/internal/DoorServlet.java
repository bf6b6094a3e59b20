package io.patchbay.rest.internal;

import io.patchbay.api.node.NodeReadiness;
import io.patchbay.rest.internal.cluster.ProblemCode;
import io.patchbay.rest.internal.http.Answer;
import io.patchbay.rest.internal.http.Call;
import io.patchbay.rest.internal.http.Dialect;
import io.patchbay.rest.internal.http.Route;
import io.patchbay.rest.internal.http.RoutedServlet;
import io.patchbay.rest.internal.http.Router;
import io.patchbay.rest.internal.json.JsonText;
import io.patchbay.rest.internal.owt.OwtError;
import io.patchbay.rest.internal.owt.OwtRoutes;
import io.patchbay.support.Current;
import io.patchbay.support.Threads;
import jakarta.servlet.Servlet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * What answers when nobody else does: whether the node lives and is ready, that a path is not known, and, while the API is not there
 * because a part of it is missing or being replaced, that it will be back. Thread-safe.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("patchbay-door")
@HttpWhiteboardServletPattern({"/", "/livez", "/readyz"})
@HttpWhiteboardServletAsyncSupported
public final class DoorServlet extends RoutedServlet {
    private static final long serialVersionUID = 1;

    private final transient Readiness readiness;

    @Activate
    public DoorServlet(@Reference(name = "settings") RestSettings settings) {
        this(settings, new Readiness());
    }

    private DoorServlet(RestSettings settings, Readiness readiness) {
        super(
                new Router(List.of(
                        Route.open("GET", "/livez", DoorServlet::live),
                        Route.open("GET", "/readyz", readiness::answer))),
                settings,
                DoorServlet::noFiles,
                Threads.timer("rest-door"));
        this.readiness = readiness;
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void bindReadiness(NodeReadiness service) {
        readiness.node.bind(service);
    }

    void unbindReadiness(NodeReadiness service) {
        readiness.node.unbind(service);
    }

    @Deactivate
    void deactivate() {
        close();
    }

    @Override
    protected Dialect dialectOf(String path) {
        return ApiServlet.dialect(path);
    }

    @Override
    protected Route unmatched(String method, List<String> segments, Router.Found found) {
        boolean ours = segments.size() > 1 && ApiServlet.isNative(segments);
        Answer answer;
        if (ours) {
            answer = ProblemCode.STARTING.answer("The node is starting, or a part of it is being replaced.");
        } else if (OwtRoutes.isSigned(segments)) {
            answer = OwtError.UNAVAILABLE.answer("The node is starting, or a part of it is being replaced");
        } else {
            answer = OwtError.NO_RESOURCE.answer();
        }
        return Route.open(method, "", call -> CompletableFuture.completedFuture(answer));
    }

    /** What the node says of itself. Thread-safe. */
    private static final class Readiness {
        private final Current<NodeReadiness> node = new Current<>();

        CompletionStage<Answer> answer(Call call) {
            Map<String, String> blocked =
                    node.get().map(NodeReadiness::blockedBy).orElse(Map.of("node", "its bundle is not there"));
            boolean good = blocked.isEmpty();
            Answer answer = Answer.of(good ? 200 : 503, Answer.JSON, JsonText.object(json -> {
                json.writeBooleanField("ready", good);
                json.writeObjectFieldStart("blockedBy");
                for (Map.Entry<String, String> reason : blocked.entrySet()) {
                    json.writeStringField(reason.getKey(), reason.getValue());
                }
                json.writeEndObject();
            }));
            return CompletableFuture.completedFuture(good ? answer : answer.retryable());
        }
    }

    private static CompletionStage<Answer> live(Call call) {
        return CompletableFuture.completedFuture(Answer.json(json -> json.writeBooleanField("live", true)));
    }

    private static Path noFiles() throws IOException {
        throw new IOException("no path here takes files");
    }
}
