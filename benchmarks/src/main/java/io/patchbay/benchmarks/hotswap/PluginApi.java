package io.patchbay.benchmarks.hotswap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The native API as an operator's script calls it. Thread-safe. */
public final class PluginApi {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String url;
    private final String token;

    PluginApi(String url, String token) {
        this.url = url;
        this.token = token;
    }

    /** A plug-in as it is listed. */
    public record Plugin(
            String kind, String name, String version, String state, String file, long faults, String lastFault) {
        boolean is(String otherKind, String otherName) {
            return kind.equals(otherKind) && name.equals(otherName);
        }
    }

    /** All versions of one plug-in. */
    public List<Plugin> versions(String kind, String name) {
        List<Plugin> versions = new ArrayList<>();
        for (JsonNode one : call("GET", "/plugins", "").path("plugins")) {
            Plugin plugin = new Plugin(
                    one.path("kind").asText(),
                    one.path("name").asText(),
                    one.path("version").asText(),
                    one.path("state").asText(),
                    one.path("file").asText(),
                    one.path("faults").asLong(),
                    one.path("lastFault").asText(""));
            if (plugin.is(kind, name)) {
                versions.add(plugin);
            }
        }
        return versions;
    }

    /** The version that serves; the one that is faulty, if it is the only one. */
    Optional<String> serving(String kind, String name) {
        List<Plugin> versions = versions(kind, name);
        return versions.stream()
                .filter(plugin -> plugin.state().equals("serving"))
                .map(Plugin::version)
                .findFirst();
    }

    /** Why files are not installed, by their names. */
    public Map<String, String> rejected() {
        Map<String, String> rejected = new TreeMap<>();
        for (JsonNode one : call("GET", "/plugins", "").path("rejected")) {
            rejected.put(one.path("file").asText(), one.path("reason").asText());
        }
        return rejected;
    }

    void pin(String kind, String name, String version) {
        call("PUT", "/plugins/" + kind + "/" + name + "/pin", "{\"version\":\"" + version + "\"}");
    }

    void unpin(String kind, String name) {
        call("DELETE", "/plugins/" + kind + "/" + name + "/pin", "");
    }

    /** What stands at another path of the node, whatever its status. */
    String page(String path) {
        return send("GET", path, "").body();
    }

    /** Calls, and gives the answer; an empty object if it has none. */
    JsonNode call(String method, String path, String body) {
        HttpResponse<String> response = send(method, "/cluster/v1" + path, body);
        if (response.statusCode() / 100 != 2) {
            throw new IllegalStateException(
                    method + " " + path + " was answered with " + response.statusCode() + " " + response.body());
        }
        try {
            return response.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(response.body());
        } catch (IOException noJson) {
            throw new UncheckedIOException(method + " " + path, noJson);
        }
    }

    private HttpResponse<String> send(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(method + " " + path, failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}
