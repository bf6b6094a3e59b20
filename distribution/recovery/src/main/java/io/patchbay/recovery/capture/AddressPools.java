package io.patchbay.recovery.capture;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchbay.api.recovery.resource.AddressRange;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Which addresses a subnet gives out. No state. */
final class AddressPools {
    private static final int BITS_OF_VERSION_4 = 32;

    private AddressPools() {}

    /** Those that a subnet would not have anyway: a plan that names none means all addresses but the gateway's. */
    static List<AddressRange> chosen(JsonNode subnet) {
        List<AddressRange> pools = Found.elements(subnet, "allocation_pools")
                .map(pool -> new AddressRange(
                        pool.path("start").asText(), pool.path("end").asText()))
                .toList();
        return count(pools).equals(all(subnet)) ? List.of() : pools;
    }

    /** Pools do not overlap, so that their sizes tell whether anything is left out. */
    private static BigInteger count(List<AddressRange> pools) {
        return pools.stream()
                .map(pool -> number(pool.end()).subtract(number(pool.start())).add(BigInteger.ONE))
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static BigInteger all(JsonNode subnet) {
        String[] cidr = subnet.path("cidr").asText().split("/", 2);
        int bits = address(cidr[0]).getAddress().length * Byte.SIZE;
        int hostBits = bits - Integer.parseInt(cidr[1]);
        BigInteger network = number(cidr[0]);
        BigInteger size = BigInteger.ONE.shiftLeft(hostBits);
        // the subnet's own address, and of version 4 that for everybody; links of two have neither
        int reserved = hostBits <= 1 ? 0 : bits == BITS_OF_VERSION_4 ? 2 : 1;
        boolean gatewayIsHost = Found.text(subnet, "gateway_ip")
                .map(AddressPools::number)
                .filter(gateway -> gateway.compareTo(network) > 0 && gateway.compareTo(network.add(size)) < 0)
                .isPresent();
        return size.subtract(BigInteger.valueOf(gatewayIsHost ? reserved + 1L : reserved));
    }

    private static BigInteger number(String address) {
        return new BigInteger(1, address(address).getAddress());
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException noAddress) {
            throw new IllegalArgumentException(
                    "the network service names an address that is none: " + literal, noAddress);
        }
    }
}
