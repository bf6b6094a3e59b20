package io.patchbay.sandbox.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchbay.sandbox.http.Answer;
import io.patchbay.sandbox.http.Caller;
import io.patchbay.sandbox.http.Json;
import io.patchbay.sandbox.http.RefusalException;
import io.patchbay.sandbox.http.Request;
import io.patchbay.sandbox.http.Service;
import io.patchbay.sandbox.state.Cloud;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Versions, users, roles and role grants; projects and tokens have classes of their own. Thread-safe, as every service. */
public final class Identity extends Service {
    static final String DOMAIN = "default";

    /** The service, with its seeds if the cloud is empty. */
    public Identity(Cloud cloud, TokenStore tokens, String password) {
        super(cloud, tokens);
        cloud.change(this::seed);
        routes.addOpen("GET", "", (request, nobody) -> versions(request))
                .addOpen("GET", "v3", (request, nobody) -> Answer.of(200, Json.object("version", version(request))));
        new AuthenticationRoutes(cloud, tokens, password).add(routes);
        new ProjectRoutes(cloud).add(routes);
        routes.add("GET", "v3/domains", (request, caller) -> list("domains", request))
                .add("GET", "v3/domains/{id}", (request, caller) -> show("domains", "domain", request))
                .add("GET", "v3/users", (request, caller) -> list("users", request))
                .add("GET", "v3/users/{id}", (request, caller) -> show("users", "user", request))
                .add("GET", "v3/users/{id}/projects", this::projectsOf)
                .add("GET", "v3/roles", (request, caller) -> list("roles", request))
                .add("GET", "v3/roles/{id}", (request, caller) -> show("roles", "role", request))
                .add("GET", "v3/services", (request, caller) -> services(request, caller))
                .add(
                        "GET",
                        "v3/regions",
                        (request, caller) -> listed(
                                "regions",
                                List.of(Json.object(
                                        "id", Catalogue.REGION, "description", "", "parent_region_id", null)),
                                request))
                .add("GET", "v3/projects/{id}/users/{user}/roles", this::grants)
                .add("PUT", "v3/projects/{id}/users/{user}/roles/{role}", this::grant)
                .add("HEAD", "v3/projects/{id}/users/{user}/roles/{role}", this::granted)
                .add("DELETE", "v3/projects/{id}/users/{user}/roles/{role}", this::withdraw);
    }

    @Override
    protected Answer refusal(Request request, RefusalException refused) {
        return Answer.of(
                refused.status(),
                Json.object(
                        "error",
                        Json.object(
                                "code", refused.status(),
                                "message", refused.getMessage(),
                                "title", title(refused.status()))));
    }

    @Override
    protected Answer unknown(Request request, boolean pathKnown) {
        return pathKnown
                ? refusal(request, new RefusalException(405, "The method is not allowed for the requested URL."))
                : refusal(
                        request,
                        new RefusalException(
                                404,
                                "The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again."));
    }

    @Override
    protected Map<String, String> headers(Request request) {
        return Map.of("x-openstack-request-id", request.id(), "Vary", "X-Auth-Token");
    }

    /** The role of that name, whose id is made once. */
    static Optional<ObjectNode> named(Cloud cloud, String table, String name) {
        return cloud.table(table).where("name", name).stream().findFirst();
    }

    static RefusalException notFound(String kind, String id) {
        return new RefusalException(404, "Could not find " + kind + ": " + id + ".");
    }

    static Answer listed(String name, Iterable<? extends JsonNode> rows, Request request) {
        java.util.List<JsonNode> shown = new java.util.ArrayList<>();
        rows.forEach(row -> shown.add(Json.visible(row)));
        return Answer.of(
                200,
                Json.object(name, shown, "links", Json.object("next", null, "self", self(request), "previous", null)));
    }

    static String self(Request request) {
        return request.origin() + "/identity/" + String.join("/", request.path());
    }

    private static String title(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 409 -> "Conflict";
            case 413 -> "Request Entity Too Large";
            case 503 -> "Service Unavailable";
            default -> "Internal Server Error";
        };
    }

    private void seed() {
        if (cloud.table("users").size() > 0) {
            return;
        }
        cloud.table("domains")
                .put(
                        DOMAIN,
                        Json.object(
                                "id",
                                DOMAIN,
                                "name",
                                "Default",
                                "description",
                                "The default domain",
                                "enabled",
                                true,
                                "tags",
                                List.of(),
                                "options",
                                Json.object(),
                                "links",
                                Json.object()));
        String user = cloud.shortId();
        cloud.table("users")
                .put(
                        user,
                        Json.object(
                                "id",
                                user,
                                "name",
                                "admin",
                                "domain_id",
                                DOMAIN,
                                "enabled",
                                true,
                                "password_expires_at",
                                null,
                                "options",
                                Json.object(),
                                "links",
                                Json.object()));
        for (String role : List.of("admin", "service", "member", "reader")) {
            String id = cloud.shortId();
            cloud.table("roles")
                    .put(
                            id,
                            Json.object(
                                    "id",
                                    id,
                                    "name",
                                    role,
                                    "domain_id",
                                    null,
                                    "description",
                                    null,
                                    "options",
                                    Json.object(),
                                    "links",
                                    Json.object()));
        }
        for (String project : List.of("admin", "service")) {
            String id = cloud.shortId();
            cloud.table("projects").put(id, ProjectRoutes.project(id, project, "", DOMAIN));
        }
        String admin =
                named(cloud, "projects", "admin").orElseThrow().path("id").asText();
        String role = named(cloud, "roles", "admin").orElseThrow().path("id").asText();
        cloud.table("grants")
                .put(grantKey(admin, user, role), Json.object("project", admin, "user", user, "role", role));
    }

    private Answer versions(Request request) {
        return Answer.of(300, Json.object("versions", Json.object("values", List.of(version(request)))));
    }

    private static JsonNode version(Request request) {
        return Json.object(
                "id", "v3.14",
                "status", "stable",
                "updated", "2020-04-07T00:00:00Z",
                "links", List.of(Json.object("rel", "self", "href", request.origin() + "/identity/v3/")),
                "media-types",
                        List.of(Json.object(
                                "base", "application/json", "type", "application/vnd.openstack.identity-v3+json")));
    }

    private Answer list(String table, Request request) {
        return listed(
                table,
                cloud.table(table).where(row -> request.query().entrySet().stream()
                        .allMatch(wanted -> !row.has(wanted.getKey())
                                || row.path(wanted.getKey())
                                        .asText()
                                        .equals(wanted.getValue().get(0)))),
                request);
    }

    private Answer show(String table, String name, Request request) {
        String id = request.parameter("id");
        return Answer.of(200, name, cloud.table(table).find(id).orElseThrow(() -> notFound(name, id)));
    }

    private Answer services(Request request, Caller caller) {
        java.util.List<JsonNode> services = new java.util.ArrayList<>();
        Catalogue.of(request.origin(), caller.projectId())
                .forEach(entry -> services.add(Json.object(
                        "id",
                        entry.path("id"),
                        "type",
                        entry.path("type"),
                        "name",
                        entry.path("name"),
                        "enabled",
                        true,
                        "links",
                        Json.object())));
        return listed("services", services, request);
    }

    private Answer projectsOf(Request request, Caller caller) {
        String user = user(request.parameter("id"));
        return listed(
                "projects",
                cloud.table("projects").where(project -> cloud.table("grants")
                        .any(grant -> grant.path("user").asText().equals(user)
                                && grant.path("project")
                                        .asText()
                                        .equals(project.path("id").asText()))),
                request);
    }

    private Answer grants(Request request, Caller caller) {
        String project = request.parameter("id");
        String user = request.parameter("user");
        return listed(
                "roles",
                cloud.table("roles").where(role -> cloud.table("grants")
                        .find(grantKey(project, user, role.path("id").asText()))
                        .isPresent()),
                request);
    }

    private Answer grant(Request request, Caller caller) {
        String key = grantKey(request);
        cloud.table("grants")
                .put(
                        key,
                        Json.object(
                                "project", request.parameter("id"),
                                "user", request.parameter("user"),
                                "role", request.parameter("role")));
        return Answer.of(204);
    }

    private Answer granted(Request request, Caller caller) {
        String key = grantKey(request);
        if (cloud.table("grants").find(key).isEmpty()) {
            throw notFound("role assignment with role", request.parameter("role"));
        }
        return Answer.of(204);
    }

    private Answer withdraw(Request request, Caller caller) {
        granted(request, caller);
        cloud.table("grants").remove(grantKey(request));
        return Answer.of(204);
    }

    private String grantKey(Request request) {
        String project = request.parameter("id");
        String role = request.parameter("role");
        if (cloud.table("roles").find(role).isEmpty()) {
            throw notFound("role", role);
        }
        if (cloud.table("projects").find(project).isEmpty()) {
            throw notFound("project", project);
        }
        return grantKey(project, user(request.parameter("user")), role);
    }

    private String user(String id) {
        return cloud.table("users")
                .find(id)
                .orElseThrow(() -> notFound("user", id))
                .path("id")
                .asText();
    }

    static String grantKey(String project, String user, String role) {
        return project + "/" + user + "/" + role;
    }
}
