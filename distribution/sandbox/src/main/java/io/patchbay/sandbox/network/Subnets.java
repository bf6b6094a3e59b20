package io.patchbay.sandbox.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchbay.sandbox.http.Json;
import io.patchbay.sandbox.http.RefusalException;
import io.patchbay.sandbox.state.Table;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Subnets: ranges, gateways, pools. */
final class Subnets extends Resources {
    private static final Set<String> PUTTABLE = Set.of(
            "name",
            "description",
            "gateway_ip",
            "enable_dhcp",
            "allocation_pools",
            "dns_nameservers",
            "host_routes",
            "service_types",
            "dns_publish_fixed_ip");
    private static final Set<String> POSTABLE = Set.of(
            "name",
            "description",
            "gateway_ip",
            "enable_dhcp",
            "allocation_pools",
            "dns_nameservers",
            "host_routes",
            "service_types",
            "dns_publish_fixed_ip",
            "network_id",
            "cidr",
            "ip_version",
            "ipv6_ra_mode",
            "ipv6_address_mode",
            "subnetpool_id",
            "prefixlen",
            "use_default_subnetpool",
            "segment_id");

    Subnets(NetworkState state) {
        super(state, "subnet", "subnets", POSTABLE, PUTTABLE);
    }

    @Override
    Table table() {
        return state.subnets();
    }

    @Override
    ObjectNode find(String id) {
        return state.subnet(id);
    }

    @Override
    ObjectNode create(JsonNode asked, String project) {
        ObjectNode network = state.network(required(asked, "network_id"));
        if (!asked.has("ip_version")) {
            throw NetworkState.bad("Failed to parse request. Required attribute 'ip_version' not specified");
        }
        String wanted = Json.text(asked, "cidr")
                .orElseThrow(() -> new RefusalException(
                        400,
                        "BadRequest",
                        "Bad subnets request: a subnetpool must be specified in the absence of a cidr."));
        Cidr range = Cidr.parse(wanted).orElseThrow(() -> NetworkState.invalid(wanted + " is not in a CIDR format."));
        int version = asked.path("ip_version").asInt(0);
        if (version != (range.bits() == 32 ? 4 : 6)) {
            throw new RefusalException(
                    400,
                    "InvalidInput",
                    "Invalid input for operation: cidr '" + wanted + "' does not match the ip_version '" + version
                            + "'.");
        }
        refuseOverlap(network, range);
        state.charge(project, "subnet", table());
        ObjectNode subnet = state.born(asked, project);
        subnet.put("revision_number", 0);
        subnet.setAll(Json.object(
                "network_id", network.path("id"),
                "ip_version", version,
                "subnetpool_id", null,
                "enable_dhcp", true,
                "ipv6_ra_mode", null,
                "ipv6_address_mode", null,
                "gateway_ip", gateway(asked, range).orElse(null),
                "cidr", range.toString(),
                "allocation_pools", List.of(),
                "host_routes", List.of(),
                "dns_nameservers", List.of(),
                "service_types", List.of()));
        copy(
                subnet,
                asked,
                "enable_dhcp",
                "host_routes",
                "dns_nameservers",
                "service_types",
                "ipv6_ra_mode",
                "ipv6_address_mode");
        subnet.set("allocation_pools", pools(asked, range, Json.text(subnet, "gateway_ip")));
        ((ArrayNode) network.path("subnets")).add(subnet.path("id"));
        return table().put(subnet.path("id").asText(), subnet);
    }

    @Override
    void update(ObjectNode subnet, JsonNode asked) {
        Cidr range = Cidr.parse(subnet.path("cidr").asText()).orElseThrow();
        if (asked.has("allocation_pools")) {
            subnet.set("allocation_pools", pools(asked, range, Json.text(subnet, "gateway_ip")));
        }
        copy(
                subnet,
                asked,
                "name",
                "description",
                "gateway_ip",
                "enable_dhcp",
                "dns_nameservers",
                "host_routes",
                "service_types");
    }

    @Override
    void delete(ObjectNode subnet) {
        String id = subnet.path("id").asText();
        if (!state.portsOn(id).isEmpty()) {
            throw new RefusalException(
                    409,
                    "SubnetInUse",
                    "Unable to complete operation on subnet " + id
                            + ": One or more ports have an IP allocation from this subnet.");
        }
        state.networks().find(subnet.path("network_id").asText()).ifPresent(network -> {
            List<JsonNode> rest = new ArrayList<>();
            network.path("subnets").forEach(other -> {
                if (!other.asText().equals(id)) {
                    rest.add(other);
                }
            });
            network.set("subnets", Json.array(rest));
        });
        table().remove(id);
    }

    private void refuseOverlap(ObjectNode network, Cidr range) {
        for (ObjectNode other : state.subnetsOf(network.path("id").asText())) {
            if (Cidr.parse(other.path("cidr").asText()).orElseThrow().overlaps(range)) {
                throw NetworkState.invalid("Requested subnet with cidr: " + range + " for network: "
                        + network.path("id").asText() + " overlaps with another subnet.");
            }
        }
    }

    private static Optional<String> gateway(JsonNode asked, Cidr range) {
        if (!asked.has("gateway_ip")) {
            return Optional.of(range.text(range.bits() == 32 ? range.firstHost() : range.first()));
        }
        Optional<String> wanted = Json.text(asked, "gateway_ip");
        wanted.ifPresent(address -> {
            if (Cidr.number(address).isEmpty()) {
                throw NetworkState.bad(
                        "Invalid input for gateway_ip. Reason: '" + address + "' is not a valid IP address.");
            }
        });
        return wanted;
    }

    /** All addresses but the gateway's, unless others are wanted. */
    private static ArrayNode pools(JsonNode asked, Cidr range, Optional<String> gateway) {
        ArrayNode pools = Json.array(List.of());
        if (asked.path("allocation_pools").isArray()) {
            for (JsonNode pool : asked.path("allocation_pools")) {
                pools.add(checked(pool, range, gateway));
            }
            return pools;
        }
        BigInteger from = range.firstHost();
        Optional<BigInteger> hole = gateway.flatMap(Cidr::number).filter(range::contains);
        if (hole.isPresent()) {
            addPool(pools, range, from, hole.get().subtract(BigInteger.ONE));
            from = hole.get().add(BigInteger.ONE);
        }
        addPool(pools, range, from, range.lastHost());
        return pools;
    }

    private static void addPool(ArrayNode pools, Cidr range, BigInteger from, BigInteger to) {
        if (from.compareTo(to) <= 0) {
            pools.add(Json.object("start", range.text(from), "end", range.text(to)));
        }
    }

    private static JsonNode checked(JsonNode pool, Cidr range, Optional<String> gateway) {
        String start = pool.path("start").asText();
        String end = pool.path("end").asText();
        Optional<BigInteger> first = Cidr.number(start);
        Optional<BigInteger> last = Cidr.number(end);
        if (first.isEmpty() || last.isEmpty()) {
            throw NetworkState.bad("Invalid input for allocation_pools. Reason: '" + (first.isEmpty() ? start : end)
                    + "' is not a valid IP address.");
        }
        if (first.get().compareTo(last.get()) > 0) {
            throw new RefusalException(
                    400,
                    "InvalidAllocationPool",
                    "The allocation pool {'start': '" + start + "', 'end': '" + end + "'} is not valid.");
        }
        if (!range.contains(first.get()) || !range.contains(last.get())) {
            throw new RefusalException(
                    400,
                    "OutOfBoundsAllocationPool",
                    "The allocation pool " + start + "-" + end + " spans beyond the subnet cidr " + range + ".");
        }
        Optional<BigInteger> taken = gateway.flatMap(Cidr::number);
        if (taken.isPresent()
                && taken.get().compareTo(first.get()) >= 0
                && taken.get().compareTo(last.get()) <= 0) {
            throw new RefusalException(
                    409,
                    "GatewayConflictWithAllocationPools",
                    "Gateway ip " + gateway.get() + " conflicts with allocation pool " + start + "-" + end + ".");
        }
        return Json.object("start", start, "end", end);
    }
}
