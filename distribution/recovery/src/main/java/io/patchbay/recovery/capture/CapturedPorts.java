package io.patchbay.recovery.capture;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchbay.api.recovery.plan.RecoveryPlan.Attachment;
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
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Where instances are on networks, as Neutron has it. Confined to one thread. */
final class CapturedPorts {
    private final Service service;
    private final CapturedNetworks networks;
    private final CapturedGroups groups;
    private final CapturedAddresses addresses;
    private final Consumer<String> warnings;
    private final Set<String> used = new HashSet<>();

    CapturedPorts(
            Service service,
            CapturedNetworks networks,
            CapturedGroups groups,
            CapturedAddresses addresses,
            Consumer<String> warnings) {
        this.service = service;
        this.networks = networks;
        this.groups = groups;
        this.addresses = addresses;
        this.warnings = warnings;
    }

    /**
     * Places of one instance.
     *
     * @param attachments in the order in which the instance has them
     * @param groups ids of its security groups
     */
    record Places(List<Attachment> attachments, List<String> groups) {}

    Places of(JsonNode server) throws OpenStackException, InterruptedException {
        String told = Found.words("instance", server);
        List<Attachment> attachments = new ArrayList<>();
        List<Set<String>> guards = new ArrayList<>();
        for (JsonNode port : inOrder(server)) {
            used.add(Found.id(port));
            JsonNode place = port.path("fixed_ips").path(0);
            String subnet = place.path("subnet_id").asText();
            if (networks.subnet(subnet).isEmpty()) {
                warnings.accept(told + " is on a network that is not captured, by port " + Found.id(port)
                        + ": that is left out");
                continue;
            }
            warnOfMore(told, port);
            attachments.add(new Attachment(
                    subnet, addresses.leadingTo(Found.id(port)), Optional.empty(), Found.text(place, "ip_address")));
            guards.add(guards(told, port));
        }
        return new Places(attachments, together(told, guards));
    }

    /** Neutron's times are whole seconds, but Nova tells addresses in the instance's own order. */
    private List<JsonNode> inOrder(JsonNode server) throws OpenStackException, InterruptedException {
        Map<String, Integer> order = new HashMap<>();
        server.path("addresses")
                .forEach(network -> network.forEach(address -> order.putIfAbsent(
                        address.path("OS-EXT-IPS-MAC:mac_addr").asText(), order.size())));
        return service.list(Service.path("/ports", "device_id", Found.id(server)), "ports").stream()
                .sorted(Comparator.comparing((JsonNode port) ->
                                order.getOrDefault(port.path("mac_address").asText(), Integer.MAX_VALUE))
                        .thenComparing(port -> port.path("created_at").asText())
                        .thenComparing(Found::id))
                .toList();
    }

    private void warnOfMore(String told, JsonNode port) {
        String at = told + " has on port " + Found.id(port) + " ";
        if (port.path("fixed_ips").size() > 1) {
            warnings.accept(at + "more than one address: only the first is kept");
        }
        if (!port.path("port_security_enabled").asBoolean(true)) {
            warnings.accept(at + "no guard: it will be guarded by its security groups");
        }
        if (!port.path("allowed_address_pairs").isEmpty()) {
            warnings.accept(at + "addresses of others (allowed_address_pairs): left out");
        }
        if (!port.path("binding:vnic_type").asText("normal").equals("normal")) {
            warnings.accept(
                    at + "a card of type " + port.path("binding:vnic_type").asText() + ": it will be a normal one");
        }
    }

    private Set<String> guards(String told, JsonNode port) {
        Set<String> guards = new TreeSet<>();
        for (JsonNode group : port.path("security_groups")) {
            if (groups.has(group.asText())) {
                guards.add(group.asText());
            } else {
                warnings.accept(told + " is in security group " + group.asText() + " of another project: left out");
            }
        }
        return guards;
    }

    private List<String> together(String told, List<Set<String>> guards) {
        if (guards.stream().distinct().count() > 1) {
            warnings.accept(told + " has other security groups on one port than on another: it will have all on each");
        }
        Set<String> all = guards.stream().flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));
        if (all.isEmpty() && !guards.isEmpty()) {
            warnings.accept(told + " is in no security group: it will be in its project's default one");
        }
        return List.copyOf(all);
    }

    /** To be called when all instances of the project are read. */
    void warnOfUnused(String project) throws OpenStackException, InterruptedException {
        for (JsonNode port : Found.sorted(service.list(Service.path("/ports", "project_id", project), "ports"))) {
            if (!used.contains(Found.id(port))
                    && !port.path("device_owner").asText("").startsWith("network:")) {
                warnings.accept(Found.words("port", port) + " is no captured instance's: left out");
            }
        }
    }
}
