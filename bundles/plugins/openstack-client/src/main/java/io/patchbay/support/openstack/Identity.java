package io.patchbay.support.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchbay.support.openstack.CloudSettings.Domain;
import io.patchbay.support.openstack.CloudSettings.Named;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gets tokens from Keystone with user and password. Immutable, thread-safe. */
final class Identity {
    private final Exchange exchange;
    private final Timepiece time;
    private final CloudSettings settings;

    Identity(Exchange exchange, Timepiece time, CloudSettings settings) {
        this.exchange = exchange;
        this.time = time;
        this.settings = settings;
    }

    /** @param project for which the token is to be */
    Token authenticate(Named project) throws OpenStackException, InterruptedException {
        String words = "identity POST /auth/tokens";
        URI address = URI.create(settings.identity() + "/auth/tokens");
        JsonNode body =
                Json.of(Map.of("auth", Map.of("identity", identity(), "scope", Map.of("project", named(project)))));
        long before = time.nanos();
        Answer answer = exchange.send(new Exchange.Request(words, "POST", address, Map.of(), Optional.of(body)));
        if (!answer.isSuccess()) {
            throw ErrorBody.of(answer.body()).exception(words + " for cloud " + settings.name(), answer.status());
        }
        return Token.of(answer, before);
    }

    private Map<String, Object> identity() {
        Map<String, Object> user = named(settings.user());
        user.put("password", settings.password());
        return Map.of("methods", List.of("password"), "password", Map.of("user", user));
    }

    private static Map<String, Object> named(Named named) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(named.byId() ? "id" : "name", named.value());
        if (!named.byId()) {
            Domain domain = named.domain();
            json.put("domain", Map.of(domain.byId() ? "id" : "name", domain.value()));
        }
        return json;
    }
}
