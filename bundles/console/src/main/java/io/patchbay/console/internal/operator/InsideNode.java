package io.patchbay.console.internal.operator;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchbay.api.node.NodeReadiness;
import io.patchbay.api.operator.OperatorAnswer;
import io.patchbay.api.operator.OperatorApi;
import io.patchbay.api.operator.OperatorRequest;
import io.patchbay.support.operator.NodeApi;
import io.patchbay.support.operator.RefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The node that this bundle runs in, as the operator's words see it. Confined to one thread. */
public final class InsideNode implements NodeApi {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(11); // more than the longest bound of the API itself

    private final OperatorApi api;
    private final NodeReadiness readiness;
    private final String by;
    private final String below;

    /**
     * Asks in somebody's name.
     *
     * @param by who asks, for the audit log
     */
    public InsideNode(OperatorApi api, NodeReadiness readiness, String by) {
        this(api, readiness, by, CLUSTER);
    }

    private InsideNode(OperatorApi api, NodeReadiness readiness, String by, String below) {
        this.api = api;
        this.readiness = readiness;
        this.by = by;
        this.below = below;
    }

    @Override
    public NodeApi recovery() {
        return new InsideNode(api, readiness, by, RECOVERY);
    }

    @Override
    public NodeApi lobby() {
        return new InsideNode(api, readiness, by, LOBBY);
    }

    @Override
    public JsonNode get(String path) throws IOException, InterruptedException {
        return ask(OperatorRequest.get(below + path, by));
    }

    @Override
    public JsonNode send(String method, String path, Object body) throws IOException, InterruptedException {
        return ask(OperatorRequest.of(method, below + path, JSON.writeValueAsString(body), by));
    }

    @Override
    public JsonNode send(String method, String path) throws IOException, InterruptedException {
        return ask(OperatorRequest.of(method, below + path, "", by));
    }

    @Override
    public JsonNode sendFile(String method, String path, Path file) throws IOException, InterruptedException {
        return ask(new OperatorRequest(method, below + path, "", Optional.of(file), by));
    }

    @Override
    public JsonNode readiness() {
        Map<String, String> blocked = readiness.blockedBy();
        ObjectNode answer = JSON.createObjectNode().put("ready", blocked.isEmpty());
        ObjectNode reasons = answer.putObject("blockedBy");
        blocked.forEach(reasons::put);
        return answer;
    }

    private JsonNode ask(OperatorRequest request) throws IOException, InterruptedException {
        try {
            OperatorAnswer answer =
                    api.ask(request).toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (!answer.isGood()) {
                throw refused(answer);
            }
            return answer.body().isEmpty() ? MissingNode.getInstance() : JSON.readTree(answer.body());
        } catch (ExecutionException failed) {
            throw new IOException("the node failed to answer", failed);
        } catch (TimeoutException late) {
            throw new IOException("the node did not answer within " + PATIENCE.toMinutes() + " min", late);
        }
    }

    private static RefusedException refused(OperatorAnswer answer) {
        if (answer.elsewhere().isPresent()) {
            String leader = answer.elsewhere().get().getAuthority();
            return new RefusedException(answer.status(), "this node does not lead; ask the one at " + leader);
        }
        return new RefusedException(answer.status(), "the node answered " + answer.status() + ": " + detail(answer));
    }

    private static String detail(OperatorAnswer answer) {
        try {
            JsonNode problem = JSON.readTree(answer.body());
            return problem.path("detail").asText(problem.path("title").asText());
        } catch (JacksonException noJson) {
            return "no problem details";
        }
    }
}
