package io.patchbay.support.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchbay.support.openstack.OpenStackException.Kind;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What the identity service gives: who one is for a while, and where the services are.
 *
 * @param secret is sent with every request; never shown
 * @param renewAtNanos when to get another, by the clock of {@link Timepiece}
 * @param userId whose it is
 * @param projectId for which project
 * @param domainId to which domain the project belongs
 * @param roles the user's in the project, by name
 * @param catalogue the services, as they came
 */
record Token(
        String secret,
        long renewAtNanos,
        String userId,
        String projectId,
        String domainId,
        List<String> roles,
        JsonNode catalogue) {
    private static final Duration EARLY = Duration.ofMinutes(2);

    /** Its lifetime is taken between two times of the server: the clocks of both sides need not agree. */
    static Token of(Answer answer, long nowNanos) throws OpenStackException {
        JsonNode token = answer.body().path("token");
        String secret = answer.headers().firstValue("X-Subject-Token").orElse("");
        String project = token.path("project").path("id").asText("");
        if (secret.isEmpty() || project.isEmpty()) {
            throw OpenStackException.of(
                    Kind.BAD_ANSWER, "the identity service has answered without a token for a project");
        }
        List<String> roles = new ArrayList<>();
        token.path("roles").forEach(role -> roles.add(role.path("name").asText()));
        return new Token(
                secret,
                nowNanos + usable(token).toNanos(),
                token.path("user").path("id").asText(),
                project,
                token.path("project").path("domain").path("id").asText("default"),
                List.copyOf(roles),
                token.path("catalog"));
    }

    private static Duration usable(JsonNode token) throws OpenStackException {
        try {
            Duration lifetime = Duration.between(
                    Instant.parse(token.path("issued_at").asText()),
                    Instant.parse(token.path("expires_at").asText()));
            Duration early = EARLY.compareTo(lifetime.dividedBy(5)) < 0 ? EARLY : lifetime.dividedBy(5);
            return lifetime.minus(early);
        } catch (DateTimeException unreadable) {
            throw OpenStackException.of(
                    Kind.BAD_ANSWER, "the identity service has answered a token without times", unreadable);
        }
    }

    /** Where a service is. */
    URI address(ServiceType type, CloudSettings settings) throws OpenStackException {
        for (String name : type.catalogued()) {
            for (JsonNode service : catalogue) {
                if (!service.path("type").asText().equals(name)) {
                    continue;
                }
                for (JsonNode endpoint : service.path("endpoints")) {
                    if (isMeant(endpoint, settings)) {
                        return uri(endpoint.path("url").asText(), type);
                    }
                }
            }
        }
        throw OpenStackException.of(
                Kind.SETTINGS,
                "the catalogue of cloud " + settings.name() + " has no " + settings.face() + " address of a service "
                        + String.join(" or ", type.catalogued())
                        + settings.region()
                                .map(region -> " in region " + region)
                                .orElse(""));
    }

    private static boolean isMeant(JsonNode endpoint, CloudSettings settings) {
        String region =
                endpoint.path("region_id").asText(endpoint.path("region").asText());
        return endpoint.path("interface").asText().equals(settings.face())
                && settings.region().map(region::equals).orElse(true);
    }

    private static URI uri(String url, ServiceType type) throws OpenStackException {
        String bare = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        try {
            return URI.create(bare.endsWith(type.suffix()) ? bare : bare + type.suffix());
        } catch (IllegalArgumentException unreadable) {
            throw OpenStackException.of(
                    Kind.BAD_ANSWER, "the catalogue has a broken address of " + type.word(), unreadable);
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "token of user " + userId + " in project " + projectId;
    }
}
