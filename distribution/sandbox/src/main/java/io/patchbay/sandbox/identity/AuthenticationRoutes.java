package io.patchbay.sandbox.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchbay.sandbox.http.Answer;
import io.patchbay.sandbox.http.Caller;
import io.patchbay.sandbox.http.Json;
import io.patchbay.sandbox.http.RefusalException;
import io.patchbay.sandbox.http.Request;
import io.patchbay.sandbox.http.Routes;
import io.patchbay.sandbox.state.Cloud;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tokens: issued for a password or another token, for a project or for none; looked at and revoked. Thread-safe under the lock. */
final class AuthenticationRoutes {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
    private static final String WHO = "The request you have made requires authentication.";
    private static final String WHICH = "Could not find token: ";

    private final Cloud cloud;
    private final TokenStore tokens;
    private final byte[] password;

    AuthenticationRoutes(Cloud cloud, TokenStore tokens, String password) {
        this.cloud = cloud;
        this.tokens = tokens;
        this.password = password.getBytes(StandardCharsets.UTF_8);
    }

    void add(Routes routes) {
        routes.addOpen("POST", "v3/auth/tokens", this::issue)
                .add("GET", "v3/auth/tokens", this::validate)
                .add("HEAD", "v3/auth/tokens", this::validate)
                .add("DELETE", "v3/auth/tokens", this::revoke)
                .add("GET", "v3/auth/projects", this::projects)
                .add(
                        "GET",
                        "v3/auth/catalog",
                        (request, caller) -> Answer.of(
                                200,
                                Json.object(
                                        "catalog", Catalogue.of(request.origin(), caller.projectId()),
                                        "links",
                                                Json.object(
                                                        "next",
                                                        null,
                                                        "self",
                                                        Identity.self(request),
                                                        "previous",
                                                        null))));
    }

    private Answer issue(Request request, Caller nobody) {
        JsonNode auth = request.body().path("auth");
        JsonNode identity = auth.path("identity");
        if (!identity.path("methods").isArray()) {
            throw new RefusalException(
                    400,
                    "Invalid input for field 'identity/methods': expected a list of methods such as [\"password\"].");
        }
        String user;
        if (Json.contains(identity.path("methods"), "password")) {
            user = userByPassword(identity.path("password").path("user"));
        } else if (Json.contains(identity.path("methods"), "token")) {
            user = tokens.caller(identity.path("token").path("id").asText())
                    .orElseThrow(() -> new RefusalException(401, WHO))
                    .user();
        } else {
            throw new RefusalException(401, WHO);
        }
        JsonNode scope = auth.path("scope");
        Optional<String> project =
                scope.has("project") ? Optional.of(project(scope.path("project"))) : Optional.empty();
        List<String> roles = project.map(id -> roles(id, user)).orElse(List.of());
        if (project.isPresent() && roles.isEmpty()) {
            throw new RefusalException(401, WHO);
        }
        Caller caller = tokens.issue(user, project, roles);
        return new Answer(
                201,
                Optional.of(token(request, caller, identity.path("methods"))),
                Map.of("X-Subject-Token", caller.token()));
    }

    private String userByPassword(JsonNode named) {
        Optional<ObjectNode> user = named.has("id")
                ? cloud.table("users").find(named.path("id").asText())
                : ofDefaultDomain(named)
                        ? Identity.named(cloud, "users", named.path("name").asText())
                        : Optional.empty();
        byte[] given = named.path("password").asText().getBytes(StandardCharsets.UTF_8);
        if (user.isEmpty() || !MessageDigest.isEqual(given, password)) {
            throw new RefusalException(401, WHO);
        }
        return user.get().path("id").asText();
    }

    private String project(JsonNode named) {
        Optional<ObjectNode> project = named.has("id")
                ? cloud.table("projects").find(named.path("id").asText())
                : ofDefaultDomain(named)
                        ? Identity.named(cloud, "projects", named.path("name").asText())
                        : Optional.empty();
        return project.filter(found -> found.path("enabled").asBoolean())
                .orElseThrow(() -> new RefusalException(401, WHO))
                .path("id")
                .asText();
    }

    private static boolean ofDefaultDomain(JsonNode named) {
        JsonNode domain = named.path("domain");
        return domain.path("id").asText().equals(Identity.DOMAIN)
                || domain.path("name").asText().equalsIgnoreCase("Default");
    }

    private List<String> roles(String project, String user) {
        return cloud
                .table("grants")
                .where(grant -> grant.path("project").asText().equals(project)
                        && grant.path("user").asText().equals(user))
                .stream()
                .map(grant -> cloud.table("roles")
                        .find(grant.path("role").asText())
                        .orElseThrow()
                        .path("name")
                        .asText())
                .toList();
    }

    private JsonNode token(Request request, Caller caller, JsonNode methods) {
        JsonNode domain = Json.object("id", Identity.DOMAIN, "name", "Default");
        ObjectNode token = Json.object(
                "methods", methods,
                "user",
                        Json.object(
                                "domain",
                                domain,
                                "id",
                                caller.user(),
                                "name",
                                cloud.table("users")
                                        .find(caller.user())
                                        .orElseThrow()
                                        .path("name"),
                                "password_expires_at",
                                null),
                "audit_ids", List.of(caller.auditId()),
                "expires_at", time(caller.expires()),
                "issued_at", time(caller.issued()));
        caller.project().ifPresent(id -> {
            token.set(
                    "project",
                    Json.object(
                            "domain", domain,
                            "id", id,
                            "name",
                                    cloud.table("projects")
                                            .find(id)
                                            .map(project -> project.path("name").asText())
                                            .orElse("")));
            token.put("is_domain", false);
            token.set(
                    "roles",
                    Json.array(caller.roles().stream()
                            .map(name -> Json.object(
                                    "id",
                                    Identity.named(cloud, "roles", name)
                                            .orElseThrow()
                                            .path("id"),
                                    "name",
                                    name))
                            .toList()));
            token.set("catalog", Catalogue.of(request.origin(), id));
        });
        return Json.object("token", token);
    }

    private Answer validate(Request request, Caller caller) {
        Caller subject = subject(request);
        return new Answer(
                200,
                Optional.of(token(request, subject, Json.array(List.of("password")))),
                Map.of("X-Subject-Token", subject.token()));
    }

    private Answer revoke(Request request, Caller caller) {
        tokens.revoke(subject(request).token());
        return Answer.of(204);
    }

    private Caller subject(Request request) {
        String token = request.header("x-subject-token").orElse("");
        return tokens.caller(token)
                .orElseThrow(() -> new RefusalException(404, WHICH + (token.isEmpty() ? "None" : "<unknown>") + "."));
    }

    private Answer projects(Request request, Caller caller) {
        return Identity.listed(
                "projects",
                cloud.table("projects")
                        .where(project -> !roles(project.path("id").asText(), caller.user())
                                .isEmpty()),
                request);
    }

    private static String time(Instant instant) {
        return TIME.format(instant);
    }
}
