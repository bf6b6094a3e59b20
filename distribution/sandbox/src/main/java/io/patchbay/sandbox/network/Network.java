package io.patchbay.sandbox.network;

import io.patchbay.sandbox.http.Answer;
import io.patchbay.sandbox.http.Json;
import io.patchbay.sandbox.http.RefusalException;
import io.patchbay.sandbox.http.Request;
import io.patchbay.sandbox.http.Service;
import io.patchbay.sandbox.state.Cloud;
import io.patchbay.sandbox.state.Quotas;
import io.patchbay.sandbox.state.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Neutron, of classes for each kind of resource. Thread-safe, as every service. */
public final class Network extends Service {
    private static final List<String> EXTENSIONS = List.of(
            "address-scope",
            "allowed-address-pairs",
            "binding",
            "default-subnetpools",
            "external-net",
            "extra_dhcp_opt",
            "extraroute",
            "filter-validation",
            "net-mtu",
            "network_availability_zone",
            "pagination",
            "port-security",
            "project-id",
            "provider",
            "quotas",
            "quota_details",
            "router",
            "security-group",
            "sorting",
            "standard-attr-description",
            "standard-attr-revisions",
            "standard-attr-tag",
            "standard-attr-timestamp",
            "subnet_allocation");

    private final NetworkPorts serverPorts;

    /** The service, with its seeds if the cloud is empty. */
    public Network(Cloud cloud, Tokens tokens, Quotas quotas, Site site) {
        super(cloud, tokens);
        NetworkState state = new NetworkState(cloud, quotas);
        Addresses addresses = new Addresses(state);
        SecurityGroups groups = new SecurityGroups(state);
        Ports ports = new Ports(state, addresses, groups);
        FloatingIps floating = new FloatingIps(state, ports);
        Networks networks = new Networks(state, ports);
        Subnets subnets = new Subnets(state);
        Routers routers = new Routers(state, ports);
        SecurityGroupRules rules = new SecurityGroupRules(state);
        for (Resources kind : List.of(networks, subnets, ports, routers, floating, groups, rules)) {
            kind.add(routes);
        }
        routers.addActions(routes);
        new Tags(state).add(routes);
        new NetworkQuotas(state, quotas).add(routes);
        routes.addOpen("GET", "", (request, nobody) -> versions(request))
                .addOpen("GET", "v2.0", (request, nobody) -> Answer.of(200, Json.object("resources", List.of())))
                .add("GET", "v2.0/extensions", (request, caller) -> extensions())
                .add(
                        "GET",
                        "v2.0/availability_zones",
                        (request, caller) -> Answer.of(200, Json.object("availability_zones", List.of())))
                .add("GET", "v2.0/agents", (request, caller) -> Answer.of(200, Json.object("agents", List.of())));
        cloud.change(() -> new ExternalSeeds(cloud, ports).plant(site));
        serverPorts = new NetworkPorts(state, ports, groups);
    }

    /** What the compute service does with ports. */
    public NetworkPorts serverPorts() {
        return serverPorts;
    }

    @Override
    protected Request refine(Request request) {
        List<String> path = request.path();
        int last = path.size() - 1;
        if (last < 1 || !path.get(last).endsWith(".json")) {
            return request;
        }
        List<String> plain = new ArrayList<>(path);
        plain.set(last, path.get(last).substring(0, path.get(last).length() - ".json".length()));
        return new Request(
                request.method(),
                plain,
                request.query(),
                request.headers(),
                request.content(),
                request.id(),
                request.origin(),
                request.fate(),
                request.parameters());
    }

    @Override
    protected Answer refusal(Request request, RefusalException refused) {
        return Answer.of(
                refused.status(),
                Json.object(
                        "NeutronError",
                        Json.object("type", refused.type(), "message", refused.getMessage(), "detail", "")));
    }

    @Override
    protected Map<String, String> headers(Request request) {
        return Map.of("X-Openstack-Request-Id", request.id());
    }

    private static Answer versions(Request request) {
        return Answer.of(
                200,
                Json.object(
                        "versions",
                        List.of(Json.object(
                                "id", "v2.0",
                                "status", "CURRENT",
                                "links",
                                        List.of(Json.object(
                                                "rel", "self", "href", request.origin() + "/network/v2.0/"))))));
    }

    private static Answer extensions() {
        return Answer.of(
                200,
                Json.object(
                        "extensions",
                        EXTENSIONS.stream()
                                .map(alias -> Json.object(
                                        "name",
                                        alias,
                                        "alias",
                                        alias,
                                        "description",
                                        "",
                                        "updated",
                                        "2013-01-01T00:00:00-00:00",
                                        "links",
                                        List.of()))
                                .toList()));
    }
}
