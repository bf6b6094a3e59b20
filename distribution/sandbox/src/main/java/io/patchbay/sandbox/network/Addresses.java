package io.patchbay.sandbox.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchbay.sandbox.http.Json;
import io.patchbay.sandbox.http.RefusalException;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which addresses of a network are free. Used by who holds the cloud's lock. */
final class Addresses {
    private final NetworkState state;

    Addresses(NetworkState state) {
        this.state = state;
    }

    /**
     * Addresses for a port.
     *
     * @param wanted as the request has them, each with a subnet, an address or both; missing for one of each IP version
     */
    ArrayNode choose(String network, JsonNode wanted, String self) {
        ArrayNode chosen = Json.array(List.of());
        if (wanted.isArray()) {
            for (JsonNode one : wanted) {
                chosen.add(chosen(network, one, self));
            }
            return chosen;
        }
        List<ObjectNode> subnets = state.subnetsOf(network);
        for (int version : List.of(4, 6)) {
            List<ObjectNode> candidates = subnets.stream()
                    .filter(subnet -> subnet.path("ip_version").asInt() == version)
                    .toList();
            if (!candidates.isEmpty()) {
                chosen.add(free(network, candidates));
            }
        }
        return chosen;
    }

    /** The next free address of the pools of one of the subnets. */
    private ObjectNode free(String network, List<ObjectNode> subnets) {
        for (ObjectNode subnet : subnets) {
            Cidr range = range(subnet);
            Set<BigInteger> taken = taken(subnet.path("id").asText(), "");
            for (JsonNode pool : subnet.path("allocation_pools")) {
                BigInteger last = Cidr.number(pool.path("end").asText()).orElseThrow();
                BigInteger next = Cidr.number(pool.path("start").asText()).orElseThrow();
                while (next.compareTo(last) <= 0) {
                    if (!taken.contains(next)) {
                        return Json.object("subnet_id", subnet.path("id"), "ip_address", range.text(next));
                    }
                    next = next.add(BigInteger.ONE);
                }
            }
        }
        throw new RefusalException(
                409, "IpAddressGenerationFailure", "No more IP addresses available on network " + network + ".");
    }

    private ObjectNode chosen(String network, JsonNode wanted, String self) {
        Optional<String> address = Json.text(wanted, "ip_address");
        Optional<String> subnetId = Json.text(wanted, "subnet_id");
        if (subnetId.isPresent()) {
            ObjectNode subnet = state.subnet(subnetId.get());
            if (!subnet.path("network_id").asText().equals(network)) {
                throw NetworkState.invalid("Failed to create port on network " + network
                        + ", because fixed_ips included invalid subnet " + subnetId.get());
            }
            return address.isPresent() ? fixed(subnet, address.get(), self) : free(network, List.of(subnet));
        }
        String text =
                address.orElseThrow(() -> NetworkState.invalid("IP allocation requires subnet_id or ip_address."));
        BigInteger number = number(text);
        return state.subnetsOf(network).stream()
                .filter(subnet -> range(subnet).contains(number))
                .findFirst()
                .map(subnet -> fixed(subnet, text, self))
                .orElseThrow(() -> new RefusalException(
                        400,
                        "InvalidIpForNetwork",
                        "IP address " + text + " is not a valid IP for any of the subnets on the specified network."));
    }

    private ObjectNode fixed(ObjectNode subnet, String address, String self) {
        BigInteger number = number(address);
        Cidr range = range(subnet);
        if (!range.contains(number)
                || (number.equals(range.first()) && range.prefix() < 31)
                || number.compareTo(range.lastHost()) > 0) {
            throw new RefusalException(
                    400,
                    "InvalidIpForSubnet",
                    "IP address " + address + " is not a valid IP for the specified subnet.");
        }
        if (taken(subnet.path("id").asText(), self).contains(number)) {
            throw new RefusalException(
                    409,
                    "IpAddressAlreadyAllocated",
                    "IP address " + address + " already allocated in subnet "
                            + subnet.path("id").asText());
        }
        return Json.object("subnet_id", subnet.path("id"), "ip_address", range.text(number));
    }

    private Set<BigInteger> taken(String subnet, String self) {
        Set<BigInteger> taken = new HashSet<>();
        for (ObjectNode port : state.ports().all()) {
            if (!port.path("id").asText().equals(self)) {
                for (JsonNode fixed : port.path("fixed_ips")) {
                    if (fixed.path("subnet_id").asText().equals(subnet)) {
                        taken.add(Cidr.number(fixed.path("ip_address").asText()).orElseThrow());
                    }
                }
            }
        }
        return taken;
    }

    private static BigInteger number(String address) {
        return Cidr.number(address)
                .orElseThrow(() -> NetworkState.bad(
                        "Invalid input for fixed_ips. Reason: '" + address + "' is not a valid IP address."));
    }

    static Cidr range(JsonNode subnet) {
        return Cidr.parse(subnet.path("cidr").asText()).orElseThrow();
    }
}
