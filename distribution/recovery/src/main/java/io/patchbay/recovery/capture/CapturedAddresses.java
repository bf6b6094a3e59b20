package io.patchbay.recovery.capture;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchbay.api.recovery.plan.RecoveryPlan.Address;
import io.patchbay.support.openstack.OpenStackException;
import io.patchbay.support.openstack.Service;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Addresses from outside (floating IPs), as Neutron has them. Confined to one thread. */
final class CapturedAddresses {
    private static final Comparator<JsonNode> ORDER = Comparator.comparing(
                    (JsonNode address) -> address.path("floating_ip_address").asText())
            .thenComparing(Found::id);

    private final Service service;
    private final Wishes wishes;
    private final CapturedNetworks networks;
    private final Consumer<String> warnings;
    private final List<Address> addresses = new ArrayList<>();
    private final Map<String, JsonNode> byPort = new HashMap<>();
    private final Set<String> used = new HashSet<>();

    CapturedAddresses(Service service, Wishes wishes, CapturedNetworks networks, Consumer<String> warnings) {
        this.service = service;
        this.wishes = wishes;
        this.networks = networks;
        this.warnings = warnings;
    }

    List<Address> addresses() {
        return addresses;
    }

    void read(String project) throws OpenStackException, InterruptedException {
        List<JsonNode> found =
                new ArrayList<>(service.list(Service.path("/floatingips", "project_id", project), "floatingips"));
        found.sort(ORDER);
        for (JsonNode address : found) {
            addresses.add(new Address(
                    Found.id(address),
                    project,
                    networks.nameOf(address.path("floating_network_id").asText()),
                    wishes.keepsAddresses() ? Found.text(address, "floating_ip_address") : Optional.empty(),
                    Found.description(address)));
            Found.text(address, "port_id").ifPresent(port -> byPort.put(port, address));
        }
    }

    /** The address that leads to an instance's port. */
    Optional<String> leadingTo(String port) {
        Optional<String> found = Optional.ofNullable(byPort.get(port)).map(Found::id);
        found.ifPresent(used::add);
        return found;
    }

    /** To be called when all instances are read. */
    void warnOfUnused() {
        byPort.forEach((port, address) -> {
            if (!used.contains(Found.id(address))) {
                warnings.accept(
                        "floating IP " + address.path("floating_ip_address").asText() + " ("
                                + Found.id(address) + ") leads to port " + port
                                + ", which is no captured instance's: it will lead nowhere");
            }
        });
    }
}
