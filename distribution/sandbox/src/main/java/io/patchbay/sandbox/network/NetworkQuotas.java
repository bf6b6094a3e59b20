package io.patchbay.sandbox.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchbay.sandbox.http.Answer;
import io.patchbay.sandbox.http.Json;
import io.patchbay.sandbox.http.Request;
import io.patchbay.sandbox.http.Routes;
import io.patchbay.sandbox.state.Quotas;
import io.patchbay.sandbox.state.Table;
import java.util.Map;

/** What a project may have of the network, and has. */
final class NetworkQuotas {
    private final NetworkState state;
    private final Quotas quotas;

    NetworkQuotas(NetworkState state, Quotas quotas) {
        this.state = state;
        this.quotas = quotas;
    }

    void add(Routes routes) {
        routes.add("GET", "v2.0/quotas/{project}", (request, caller) -> shown(request.parameter("project")))
                .add("GET", "v2.0/quotas/{project}/default", (request, caller) -> shown(""))
                .add("GET", "v2.0/quotas/{project}/details.json", (request, caller) -> details(request))
                .add("GET", "v2.0/quotas/{project}/details", (request, caller) -> details(request))
                .add("PUT", "v2.0/quotas/{project}", (request, caller) -> set(request))
                .add("DELETE", "v2.0/quotas/{project}", (request, caller) -> {
                    quotas.reset(request.parameter("project"), Quotas.NETWORK);
                    return Answer.of(204);
                });
    }

    private Answer shown(String project) {
        ObjectNode limits = Json.object();
        Quotas.NETWORK.keySet().forEach(name -> limits.put(name, quotas.limit(project, Quotas.NETWORK, name)));
        return Answer.of(200, Json.object("quota", limits));
    }

    private Answer set(Request request) {
        String project = request.parameter("project");
        JsonNode wanted = request.body("quota");
        wanted.properties().forEach(limit -> {
            if (!Quotas.NETWORK.containsKey(limit.getKey())) {
                throw NetworkState.bad("Unrecognized attribute(s) '" + limit.getKey() + "'");
            }
            quotas.set(project, limit.getKey(), limit.getValue().asInt());
        });
        return shown(project);
    }

    private Answer details(Request request) {
        String project = request.parameter("project");
        Map<String, Table> tables = Map.of(
                "network", state.networks(),
                "subnet", state.subnets(),
                "port", state.ports(),
                "router", state.routers(),
                "floatingip", state.floatingIps(),
                "security_group", state.groups(),
                "security_group_rule", state.rules());
        ObjectNode details = Json.object();
        Quotas.NETWORK
                .keySet()
                .forEach(name -> details.set(
                        name,
                        Json.object(
                                "limit",
                                quotas.limit(project, Quotas.NETWORK, name),
                                "used",
                                tables.containsKey(name)
                                        ? tables.get(name).count(row -> row.path("project_id")
                                                .asText()
                                                .equals(project))
                                        : 0,
                                "reserved",
                                0)));
        return Answer.of(200, Json.object("quota", details));
    }
}
