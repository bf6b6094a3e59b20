package io.patchbay.examples.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.patchbay.api.placement.Strategy;
import io.patchbay.launcher.NodeSettings;
import io.patchbay.launcher.PatchbayNode;
import io.patchbay.support.operator.UsageException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.osgi.framework.BundleException;

/** Starts a node in this JVM on a free port, adds a strategy, and sees over HTTP that it serves. */
public final class Embedded {
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private Embedded() {}

    /**
     * Runs it.
     *
     * @param arguments the folder of a distribution, and one for the node's state
     */
    @SuppressWarnings("SystemOut") // for whoever started it
    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]).toAbsolutePath();
        Path data = Path.of(arguments[1]).toAbsolutePath();
        System.out.println(run(home, data).toPrettyString());
    }

    /** Starts the node, asks it who would get a task, and stops it; answers with what the node explained. */
    static JsonNode run(Path home, Path data)
            throws UsageException, IOException, BundleException, InterruptedException {
        NodeSettings settings =
                NodeSettings.embedded(home, data).with("io.patchbay.placement", "strategy.play", "last-to-join");
        try (PatchbayNode node = PatchbayNode.start(settings)) {
            node.plugIn(Strategy.class, "last-to-join", LastToJoin::new);
            if (!node.awaitReady(BOUND)) {
                throw new IllegalStateException("the node is not ready; its log says why");
            }
            URI url = node.url().orElseThrow();
            String token = new ObjectMapper()
                    .readTree(data.resolve("credentials.json").toFile())
                    .path("worker")
                    .path("token")
                    .asText();
            send(token, "PUT", url.resolve("/cluster/v1/workers/first"), "{\"purpose\":\"play\",\"load\":0.1}");
            send(token, "PUT", url.resolve("/cluster/v1/workers/second"), "{\"purpose\":\"play\",\"load\":0.2}");
            return send(
                    token, "POST", url.resolve("/cluster/v1/explain"), "{\"purpose\":\"play\",\"task\":\"a-game\"}");
        }
    }

    private static JsonNode send(String token, String method, URI url, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(method + " " + url + " answered " + response.statusCode() + " " + response.body());
        }
        return new ObjectMapper().readTree(response.body());
    }
}
