package io.patchbay.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.json.JSONArray;
import org.json.JSONObject;

/** What there is in a sandbox cloud, as its APIs tell its administrator. Thread-safe. */
final class SandboxApi {
    private static final Duration BOUND = Duration.ofSeconds(20);
    private static final String ADMIN = "admin";

    /** Where things of a kind are listed, and by what the tasks that make them know them. */
    enum Kind {
        TENANT("create.tenant", "/tenant/id", "/identity/v3/projects", "projects", "id"),
        SECURITY_GROUP(
                "create.security_group",
                "/security_group/id",
                "/network/v2.0/security-groups",
                "security_groups",
                "id"),
        NETWORK("create.network", "/network/id", "/network/v2.0/networks", "networks", "id"),
        SUBNET("create.subnet", "/subnet/id", "/network/v2.0/subnets", "subnets", "id"),
        ROUTER("create.router", "/router/id", "/network/v2.0/routers", "routers", "id"),
        FLOATING_IP("create.floatingip", "/floating_ip/id", "/network/v2.0/floatingips", "floatingips", "id"),
        SPEC("create.spec", "/spec/id", "/compute/v2.1/flavors", "flavors", "id"),
        KEYPAIR("create.keypair", "/keypair/name", "/compute/v2.1/os-keypairs", "keypairs", "name"),
        VOLUME(
                "import.volume",
                "/volume_pair/target/id",
                "/volume/v3/{admin}/volumes/detail?all_tenants=1",
                "volumes",
                "id"),
        INSTANCE(
                "create-and-diagnosis.instance",
                "/instance/id",
                "/compute/v2.1/servers/detail?all_tenants=1",
                "servers",
                "id");

        private final String type;
        private final String output;
        private final String path;
        private final String member;
        private final String key;

        Kind(String type, String output, String path, String member, String key) {
            this.type = type;
            this.output = output;
            this.path = path;
            this.member = member;
            this.key = key;
        }

        /** The type of the tasks that make such things. */
        String type() {
            return type;
        }

        /** Where the output of such a task says what was made, as a JSON pointer. */
        String output() {
            return output;
        }
    }

    private final HttpClient http;
    private final URI url;
    private final String token;
    private final String admin;
    private final Map<Kind, Set<String>> before;

    private SandboxApi(HttpClient http, URI url, String token, String admin, Map<Kind, Set<String>> before) {
        this.http = http;
        this.url = url;
        this.token = token;
        this.admin = admin;
        this.before = before;
    }

    /** Logs in, and looks what there is before anything is made. */
    static SandboxApi open(HttpClient http, URI url, String password)
            throws IOException, InterruptedException, StepFailedException {
        JSONObject domain = new JSONObject().put("id", "default");
        JSONObject user =
                new JSONObject().put("name", ADMIN).put("domain", domain).put("password", password);
        JSONObject auth = new JSONObject()
                .put(
                        "identity",
                        new JSONObject()
                                .put("methods", new JSONArray().put("password"))
                                .put("password", new JSONObject().put("user", user)))
                .put(
                        "scope",
                        new JSONObject()
                                .put(
                                        "project",
                                        new JSONObject().put("name", ADMIN).put("domain", domain)));
        HttpRequest request = HttpRequest.newBuilder(url.resolve("/identity/v3/auth/tokens"))
                .timeout(BOUND)
                .POST(BodyPublishers.ofString(new JSONObject().put("auth", auth).toString()))
                .build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        String token = answer.headers()
                .firstValue("X-Subject-Token")
                .orElseThrow(() -> new StepFailedException("the sandbox answered " + answer.statusCode()));
        String admin = new JSONObject(answer.body())
                .getJSONObject("token")
                .getJSONObject("project")
                .getString("id");
        SandboxApi empty = new SandboxApi(http, url, token, admin, Map.of());
        return new SandboxApi(http, url, token, admin, empty.made());
    }

    /** What was made since it was opened: ids, or names where these are what tasks know, by kind. */
    Map<Kind, Set<String>> made() throws IOException, InterruptedException, StepFailedException {
        Map<Kind, Set<String>> made = new TreeMap<>();
        for (Kind kind : Kind.values()) {
            Set<String> there = new TreeSet<>();
            for (Object entry : list(kind)) {
                JSONObject thing = (JSONObject) entry;
                JSONObject inner = kind == Kind.KEYPAIR ? thing.getJSONObject("keypair") : thing;
                if (!isBornWithAProject(kind, thing)) {
                    there.add(inner.getString(kind.key));
                }
            }
            there.removeAll(before.getOrDefault(kind, Set.of()));
            made.put(kind, there);
        }
        return made;
    }

    private static boolean isBornWithAProject(Kind kind, JSONObject thing) {
        return kind == Kind.SECURITY_GROUP && thing.getString("name").equals("default");
    }

    private JSONArray list(Kind kind) throws IOException, InterruptedException, StepFailedException {
        HttpRequest request = HttpRequest.newBuilder(url.resolve(kind.path.replace("{admin}", admin)))
                .timeout(BOUND)
                .header("X-Auth-Token", token)
                .build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new StepFailedException(kind.path + " answered " + answer.statusCode() + " " + answer.body());
        }
        return new JSONObject(answer.body()).getJSONArray(kind.member);
    }
}
