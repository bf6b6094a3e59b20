package io.patchbay.sandbox.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.patchbay.sandbox.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;

/** A project of a test's own, and talking to the cloud in its name. What was made is deleted at the end. Confined to the test's thread. */
final class Tenancy implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    private final CloudUnderTest cloud = CloudUnderTest.get();
    private final Map<String, String> catalogue = new HashMap<>();
    private final Deque<Runnable> undo = new ArrayDeque<>();
    private final String tag = "contract-" + UUID.randomUUID().toString().substring(0, 8);
    private final String adminToken;
    private final String user;
    private final String project;
    private String token;

    private Tenancy() {
        Reply admin = authenticate(Json.object("name", "admin", "domain", Json.object("name", "Default")))
                .is(201);
        adminToken = admin.header("X-Subject-Token");
        token = adminToken;
        user = admin.text("/token/user/id");
        catalogue(admin.body());
        project = post(
                        "identity",
                        "/projects",
                        Json.object("project", Json.object("name", tag, "domain_id", "default")))
                .is(201)
                .text("/project/id");
        String role = get("identity", "/roles?name=admin").text("/roles/0/id");
        send(
                        "PUT",
                        "identity",
                        "/projects/" + project + "/users/" + user + "/roles/" + role,
                        MissingNode.getInstance(),
                        "")
                .is(204);
        Reply scoped = authenticate(Json.object("id", project)).is(201);
        token = scoped.header("X-Subject-Token");
        catalogue(scoped.body());
    }

    static Tenancy open() {
        return new Tenancy();
    }

    CloudUnderTest cloud() {
        return cloud;
    }

    String project() {
        return project;
    }

    String user() {
        return user;
    }

    String token() {
        return token;
    }

    /** A name that nobody else uses. */
    String name(String what) {
        return tag + "-" + what;
    }

    Reply authenticate(JsonNode scope) {
        return authenticate(cloud.user(), cloud.password(), Json.object("project", scope));
    }

    Reply authenticate(String name, String password, JsonNode scope) {
        JsonNode identity = Json.object(
                "methods", List.of("password"),
                "password",
                        Json.object(
                                "user",
                                Json.object(
                                        "name", name, "domain", Json.object("name", "Default"), "password", password)));
        JsonNode auth = scope.isMissingNode()
                ? Json.object("identity", identity)
                : Json.object("identity", identity, "scope", scope);
        return exchange("POST", cloud.authUrl() + "/auth/tokens", Json.object("auth", auth), Map.of());
    }

    Reply get(String service, String path) {
        return send("GET", service, path, MissingNode.getInstance(), "");
    }

    Reply post(String service, String path, JsonNode body) {
        return send("POST", service, path, body, "");
    }

    Reply put(String service, String path, JsonNode body) {
        return send("PUT", service, path, body, "");
    }

    Reply delete(String service, String path) {
        return send("DELETE", service, path, MissingNode.getInstance(), "");
    }

    /** At a microversion such as {@code compute 2.79}. */
    Reply send(String method, String service, String path, JsonNode body, String version) {
        Map<String, String> headers = new HashMap<>(Map.of("X-Auth-Token", token));
        if (!version.isEmpty()) {
            headers.put("OpenStack-API-Version", version);
        }
        return exchange(method, base(service) + path, body, headers);
    }

    /** As anybody, with the headers that are given and nothing else. */
    Reply exchange(String method, String url, JsonNode body, Map<String, String> headers) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                    .timeout(PATIENCE)
                    .method(
                            method,
                            body.isMissingNode()
                                    ? BodyPublishers.noBody()
                                    : BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
            if (!body.isMissingNode()) {
                request.header("Content-Type", "application/json");
            }
            headers.forEach(request::header);
            HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
            JsonNode parsed = response.body().startsWith("{")
                    ? JSON.readTree(response.body())
                    : Json.object("text", response.body());
            return new Reply(method + " " + url, response.statusCode(), parsed, response.headers());
        } catch (IOException failed) {
            throw new UncheckedIOException(method + " " + url, failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Makes something that is deleted at the end, and tells its id. */
    String make(String service, String collection, String single, JsonNode asked) {
        Reply made = post(service, "/" + collection, Json.object(single, asked));
        assertWell(made);
        String id = made.text("/" + single + "/id");
        forget(service, "/" + collection + "/" + id);
        return id;
    }

    /** Has something deleted at the end, before what was made earlier; it may be gone by then. */
    void forget(String service, String path) {
        undo.push(() -> {
            delete(service, path);
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> Set.of(404, 405).contains(get(service, path).status())
                            || delete(service, path).status() == 404);
        });
    }

    /** Has something undone at the end, before what was made earlier. */
    void forgetBy(Runnable undoing) {
        undo.push(undoing);
    }

    /** Waits until something is in a state, and fails early where it has ended in an error. */
    Reply await(String service, String path, String pointer, String wanted) {
        Awaitility.await(path + " is " + wanted)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    Reply seen = get(service, path);
                    String state = wanted.equals("404") ? String.valueOf(seen.status()) : seen.text(pointer);
                    if (!state.equals(wanted) && state.equalsIgnoreCase("error")) {
                        throw new AssertionError(path + " is in " + state + ": " + seen.body());
                    }
                    return state.equals(wanted);
                });
        return get(service, path);
    }

    @Override
    public void close() {
        while (!undo.isEmpty()) {
            undo.pop().run();
        }
        get("network", "/security-groups?project_id=" + project)
                .at("/security_groups")
                .forEach(group ->
                        delete("network", "/security-groups/" + group.path("id").asText()));
        token = adminToken;
        delete("identity", "/projects/" + project);
    }

    private static void assertWell(Reply reply) {
        if (reply.status() / 100 != 2) {
            throw new AssertionError(reply.asked() + " answered " + reply.status() + " " + reply.body());
        }
    }

    /** Where a service is, without a slash at the end. */
    String base(String service) {
        return switch (service) {
            case "identity" -> cloud.authUrl();
            case "network" -> catalogue.get("network") + "/v2.0";
            case "volume" -> catalogue.get("volumev3");
            case "image" -> catalogue.get("image") + "/v2";
            default -> catalogue.get(service);
        };
    }

    private void catalogue(JsonNode scoped) {
        scoped.at("/token/catalog").forEach(entry -> entry.path("endpoints").forEach(endpoint -> {
            if (endpoint.path("interface").asText().equals("public")) {
                catalogue.put(entry.path("type").asText(), endpoint.path("url").asText());
            }
        }));
    }
}
