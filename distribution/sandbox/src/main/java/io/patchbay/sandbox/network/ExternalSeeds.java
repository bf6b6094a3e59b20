package io.patchbay.sandbox.network;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchbay.sandbox.http.Json;
import io.patchbay.sandbox.state.Cloud;
import io.patchbay.sandbox.state.Quotas;
import io.patchbay.sandbox.state.Site;
import java.util.List;
import java.util.Map;

/** Makes the networks that lead out, as far as they are not there yet. Used by who holds the cloud's lock. */
final class ExternalSeeds {
    private static final String PROJECT = "admin";

    private final NetworkState state;
    private final Networks networks;
    private final Subnets subnets;

    ExternalSeeds(Cloud cloud, Ports ports) {
        state = new NetworkState(cloud, new Quotas(cloud, Map.of())); // charged to nobody
        networks = new Networks(state, ports);
        subnets = new Subnets(state);
    }

    void plant(Site site) {
        site.external().forEach((name, ranges) -> {
            ObjectNode network = state.networks().where("name", name).stream()
                    .filter(there -> there.path("router:external").asBoolean())
                    .findFirst()
                    .orElseGet(() -> networks.create(
                            Json.object("name", name, "router:external", true), state.projectNamed(PROJECT)));
            for (String range : ranges) {
                if (!isThere(network, range)) {
                    subnets.create(
                            subnet(network, name, range, range.equals(ranges.get(0))), state.projectNamed(PROJECT));
                }
            }
        });
    }

    /** A range that overlaps with what somebody has made is as good as there. */
    private boolean isThere(ObjectNode network, String range) {
        Cidr wanted = Cidr.parse(range).orElseThrow();
        return state.subnetsOf(network.path("id").asText()).stream()
                .map(Addresses::range)
                .filter(there -> there.bits() == wanted.bits())
                .anyMatch(there -> there.contains(wanted.first()) || wanted.contains(there.first()));
    }

    private static ObjectNode subnet(ObjectNode network, String name, String range, boolean given) {
        ObjectNode subnet = Json.object(
                "name",
                name + "-subnet",
                "network_id",
                network.path("id"),
                "ip_version",
                range.contains(":") ? 6 : 4,
                "cidr",
                range,
                "gateway_ip",
                null,
                "enable_dhcp",
                false);
        if (given) {
            String start = range.substring(0, range.lastIndexOf('.') + 1);
            subnet.put("gateway_ip", start + "1");
            subnet.set(
                    "allocation_pools", Json.array(List.of(Json.object("start", start + "10", "end", start + "250"))));
        } else if (!range.contains(":")) {
            subnet.set("allocation_pools", Json.array(List.of()));
        }
        return subnet;
    }
}
