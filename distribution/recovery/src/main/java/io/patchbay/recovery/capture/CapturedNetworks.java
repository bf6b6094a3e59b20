package io.patchbay.recovery.capture;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchbay.api.recovery.plan.RecoveryPlan.Network;
import io.patchbay.api.recovery.resource.Route;
import io.patchbay.api.recovery.resource.Subnet;
import io.patchbay.support.openstack.OpenStackException;
import io.patchbay.support.openstack.Service;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Networks with their subnets, as Neutron has them. Confined to one thread. */
final class CapturedNetworks {
    private final Service service;
    private final Consumer<String> warnings;
    private final List<Network> networks = new ArrayList<>();
    private final Map<String, Subnet> subnets = new LinkedHashMap<>();
    private final Map<String, String> names = new HashMap<>();

    CapturedNetworks(Service service, Consumer<String> warnings) {
        this.service = service;
        this.warnings = warnings;
    }

    List<Network> networks() {
        return networks;
    }

    /** A subnet that is captured. */
    Optional<Subnet> subnet(String id) {
        return Optional.ofNullable(subnets.get(id));
    }

    /** The name of any network: of those that lead out it is the recovery site's own that is meant. */
    String nameOf(String network) throws OpenStackException, InterruptedException {
        String known = names.get(network);
        if (known == null) {
            known = Found.name(
                    service.get(Service.path("/networks/{}", network)).path("network"));
            names.put(network, known);
        }
        return known;
    }

    void read(String project) throws OpenStackException, InterruptedException {
        for (JsonNode network :
                Found.sorted(service.list(Service.path("/networks", "project_id", project), "networks"))) {
            String told = Found.words("network", network);
            if (network.path("router:external").asBoolean()) {
                warnings.accept(told + " leads out of this site, and the recovery site has its own: left out");
                continue;
            }
            warnIf(network.path("shared").asBoolean(), told + " is shared with other projects: it will be this one's");
            warnIf(!network.path("port_security_enabled").asBoolean(true), told + " is not guarded: it will be");
            warnIf(!network.path("admin_state_up").asBoolean(true), told + " is switched off: it will be on");
            networks.add(network(network, project));
        }
    }

    private void warnIf(boolean holds, String warning) {
        if (holds) {
            warnings.accept(warning);
        }
    }

    private Network network(JsonNode network, String project) throws OpenStackException, InterruptedException {
        List<Subnet> found = new ArrayList<>();
        for (JsonNode subnet :
                Found.sorted(service.list(Service.path("/subnets", "network_id", Found.id(network)), "subnets"))) {
            found.add(subnet(subnet));
        }
        found.forEach(subnet -> subnets.put(subnet.id(), subnet));
        return new Network(
                Found.id(network),
                project,
                Found.name(network),
                Found.description(network),
                Optional.empty(), // how large a packet may be is the recovery site's matter
                found);
    }

    private Subnet subnet(JsonNode subnet) {
        Found.text(subnet, "ipv6_address_mode")
                .or(() -> Found.text(subnet, "ipv6_ra_mode"))
                .ifPresent(mode -> warnings.accept(
                        Found.words("subnet", subnet) + " gives addresses out by " + mode + ": it will not"));
        JsonNode pools = subnet.path("allocation_pools");
        warnIf(
                pools.isArray() && pools.isEmpty(),
                Found.words("subnet", subnet) + " gives no addresses out: it will give out all");
        return new Subnet(
                Found.id(subnet),
                Found.name(subnet),
                subnet.path("cidr").asText(),
                Found.text(subnet, "gateway_ip"),
                subnet.path("enable_dhcp").asBoolean(true) ? Optional.empty() : Optional.of(false),
                AddressPools.chosen(subnet),
                Found.elements(subnet, "dns_nameservers").map(JsonNode::asText).toList(),
                routes(subnet, "host_routes"));
    }

    static List<Route> routes(JsonNode resource, String member) {
        return Found.elements(resource, member)
                .map(route -> new Route(
                        route.path("destination").asText(),
                        route.path("nexthop").asText()))
                .toList();
    }
}
