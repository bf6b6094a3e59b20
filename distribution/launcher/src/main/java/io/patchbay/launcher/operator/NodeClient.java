package io.patchbay.launcher.operator;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.patchbay.launcher.NodeAccess;
import io.patchbay.support.operator.NodeApi;
import io.patchbay.support.operator.RefusedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;

/** Asks one node by its HTTP API, as its admin. Confined to one thread. */
public final class NodeClient implements NodeApi {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration FILE_PATIENCE =
            Duration.ofMinutes(11); // more than the longest bound of the API itself
    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(5);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_REDIRECTS = 1; // to the leader

    private final HttpClient http;
    private final NodeAccess access;
    private final String below;

    /** Talks to no one yet. */
    public NodeClient(NodeAccess access) {
        this(
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT_PATIENCE)
                        .build(),
                access,
                CLUSTER);
    }

    private NodeClient(HttpClient http, NodeAccess access, String below) {
        this.http = http;
        this.access = access;
        this.below = below;
    }

    /** Where the node is. */
    public URI url() {
        return access.url();
    }

    @Override
    public NodeApi recovery() {
        return new NodeClient(http, access, RECOVERY);
    }

    @Override
    public NodeApi lobby() {
        return new NodeClient(http, access, LOBBY);
    }

    @Override
    public JsonNode get(String path) throws IOException, InterruptedException {
        return accepted(
                send("GET", URI.create(base() + below + path), BodyPublishers.noBody(), "application/json", PATIENCE));
    }

    @Override
    public JsonNode send(String method, String path, Object body) throws IOException, InterruptedException {
        return accepted(send(
                method,
                URI.create(base() + below + path),
                BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)),
                "application/json",
                FILE_PATIENCE)); // for some of what is wished, a node copies files
    }

    @Override
    public JsonNode send(String method, String path) throws IOException, InterruptedException {
        return accepted(
                send(method, URI.create(base() + below + path), BodyPublishers.noBody(), "application/json", PATIENCE));
    }

    @Override
    public JsonNode sendFile(String method, String path, Path file) throws IOException, InterruptedException {
        URI target = URI.create(base() + below + path);
        return accepted(send(method, target, BodyPublishers.ofFile(file), "application/octet-stream", FILE_PATIENCE));
    }

    /** Asked without a token. */
    @Override
    public JsonNode readiness() throws IOException, InterruptedException {
        return parsed(exchange(HttpRequest.newBuilder(URI.create(base() + "/readyz"))
                .timeout(PATIENCE)
                .build()));
    }

    private HttpResponse<String> send(String method, URI target, BodyPublisher body, String type, Duration patience)
            throws IOException, InterruptedException {
        URI to = target;
        for (int redirects = 0; ; redirects++) {
            HttpResponse<String> response = exchange(HttpRequest.newBuilder(to)
                    .timeout(patience)
                    .header("Authorization", "Bearer " + access.token())
                    .header("Content-Type", type)
                    .method(method, body)
                    .build());
            if (response.statusCode() != 307 || redirects >= MOST_REDIRECTS) {
                return response;
            }
            // not the client's own redirects: who is asked next is part of what to tell if that one refuses
            to = URI.create(response.headers().firstValue("Location").orElseThrow(() -> refused(response)));
        }
    }

    private HttpResponse<String> exchange(HttpRequest request) throws IOException, InterruptedException {
        String asked = request.uri().getScheme() + "://" + request.uri().getAuthority();
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (HttpTimeoutException late) {
            throw new IOException(
                    "the node at " + asked + " did not answer within "
                            + request.timeout().orElse(PATIENCE).toSeconds() + " s",
                    late);
        } catch (ConnectException nobody) {
            throw new IOException("no node answers at " + asked + ": is it running, and is --url right?", nobody);
        } catch (IOException failed) {
            throw new IOException("cannot talk to " + asked + ": " + failed, failed);
        }
    }

    private JsonNode accepted(HttpResponse<String> response) throws IOException {
        if (response.statusCode() / 100 != 2) {
            throw refused(response);
        }
        return response.body().isEmpty() ? MissingNode.getInstance() : parsed(response);
    }

    private JsonNode parsed(HttpResponse<String> response) throws IOException {
        try {
            return JSON.readTree(response.body());
        } catch (JacksonException noJson) {
            throw new IOException(
                    url() + " answered " + response.statusCode() + " and no JSON: is it a node of Patchbay?", noJson);
        }
    }

    /** Problem details say what is wrong in their detail. */
    private RefusedException refused(HttpResponse<String> response) {
        String told = "";
        try {
            JsonNode problem = JSON.readTree(response.body());
            told = problem.path("detail").asText(problem.path("title").asText());
        } catch (JacksonException noJson) {
            told = "no problem details";
        }
        URI asked = response.uri();
        String other =
                asked.getAuthority().equals(url().getAuthority()) ? "" : " (" + asked.getAuthority() + ", which leads)";
        return new RefusedException(
                response.statusCode(), "the node" + other + " answered " + response.statusCode() + ": " + told);
    }

    private String base() {
        return url().toString().replaceAll("/$", "");
    }
}
