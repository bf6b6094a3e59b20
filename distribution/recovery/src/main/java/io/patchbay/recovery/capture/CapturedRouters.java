package io.patchbay.recovery.capture;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchbay.api.recovery.plan.RecoveryPlan.Interface;
import io.patchbay.api.recovery.plan.RecoveryPlan.Router;
import io.patchbay.api.recovery.resource.ExternalInterface;
import io.patchbay.api.recovery.resource.ExternalNetwork;
import io.patchbay.api.recovery.resource.RouterState;
import io.patchbay.api.recovery.resource.Subnet;
import io.patchbay.support.openstack.OpenStackException;
import io.patchbay.support.openstack.Service;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Routers, as Neutron has them. Confined to one thread. */
final class CapturedRouters {
    private static final String INTERFACES = "network:router_interface"; // also of distributed routers
    private static final String OF_DOUBLED = "network:ha_router_replicated_interface";

    private final Service service;
    private final Wishes wishes;
    private final CapturedNetworks networks;
    private final Consumer<String> warnings;
    private final List<Router> routers = new ArrayList<>();

    CapturedRouters(Service service, Wishes wishes, CapturedNetworks networks, Consumer<String> warnings) {
        this.service = service;
        this.wishes = wishes;
        this.networks = networks;
        this.warnings = warnings;
    }

    List<Router> routers() {
        return routers;
    }

    void read(String project) throws OpenStackException, InterruptedException {
        for (JsonNode router : Found.sorted(service.list(Service.path("/routers", "project_id", project), "routers"))) {
            routers.add(new Router(
                    Found.id(router),
                    project,
                    Found.name(router),
                    Found.description(router),
                    interfaces(router),
                    external(router),
                    CapturedNetworks.routes(router, "routes"),
                    router.path("admin_state_up").asBoolean(true) ? Optional.empty() : Optional.of(RouterState.DOWN)));
        }
    }

    private List<Interface> interfaces(JsonNode router) throws OpenStackException, InterruptedException {
        List<Interface> interfaces = new ArrayList<>();
        for (JsonNode port : service.list(Service.path("/ports", "device_id", Found.id(router)), "ports")) {
            String owner = port.path("device_owner").asText();
            if (!owner.startsWith(INTERFACES) && !owner.equals(OF_DOUBLED)) {
                continue;
            }
            for (JsonNode place : port.path("fixed_ips")) {
                Optional<Subnet> subnet =
                        networks.subnet(place.path("subnet_id").asText());
                Optional<String> ip = Found.text(place, "ip_address");
                if (subnet.isPresent()) {
                    interfaces.add(new Interface(
                            subnet.get().id(), ip.equals(subnet.get().gatewayIp()) ? Optional.empty() : ip));
                } else {
                    warnings.accept(Found.words("router", router) + " is on subnet "
                            + place.path("subnet_id").asText() + " of another project: that interface is left out");
                }
            }
        }
        interfaces.sort(Comparator.comparing(Interface::subnet)
                .thenComparing(place -> place.ip().orElse("")));
        return interfaces;
    }

    private List<ExternalInterface> external(JsonNode router) throws OpenStackException, InterruptedException {
        JsonNode way = router.path("external_gateway_info");
        Optional<String> network = Found.text(way, "network_id");
        if (network.isEmpty()) {
            return List.of();
        }
        if (!way.path("enable_snat").asBoolean(true)) {
            warnings.accept(Found.words("router", router)
                    + " hides nobody's address on the way out (enable_snat is false): it will");
        }
        return List.of(new ExternalInterface(
                new ExternalNetwork(networks.nameOf(network.get())),
                wishes.keepsAddresses()
                        ? Found.text(way.path("external_fixed_ips").path(0), "ip_address")
                        : Optional.empty()));
    }
}
