package io.patchbay.api.lobby;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a client is. An IPv4 address that is mapped into IPv6 equals that IPv4 address, and zones of IPv6 count for nothing.
 *
 * @param address resolved, without a name
 */
public record ClientAddress(InetAddress address) {
    private static final String BYTE = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";
    private static final String IPV4 = BYTE + "(\\." + BYTE + "){3}";
    private static final Pattern LITERAL = Pattern.compile(IPV4 + "|[0-9a-fA-F:]*:[0-9a-fA-F:]*(" + IPV4 + ")?");
    private static final int IPV4_PREFIX_BITS = 24;
    private static final int IPV6_PREFIX_BITS = 48;

    /** Drops name and zone. */
    public ClientAddress {
        Objects.requireNonNull(address, "address");
        address = of(address.getAddress());
    }

    /**
     * Reads an address as containers and proxies write it, without asking the DNS.
     *
     * @param literal for example {@code 192.0.2.1}, {@code 2001:db8::1} or {@code [fe80::1%eth0]}
     * @return empty if it is no address
     */
    public static Optional<ClientAddress> parse(String literal) {
        String bare =
                literal.startsWith("[") && literal.endsWith("]") ? literal.substring(1, literal.length() - 1) : literal;
        int zone = bare.indexOf('%');
        String plain = zone < 0 ? bare : bare.substring(0, zone);
        if (plain.length() > 45 || !LITERAL.matcher(plain).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ClientAddress(InetAddress.getByName(plain)));
        } catch (UnknownHostException malformed) {
            return Optional.empty();
        }
    }

    /** The address in numbers, one form for each. */
    public String text() {
        return address.getHostAddress();
    }

    /** The network that the address is most likely given out of: the first 24 bits of IPv4, the first 48 of IPv6. */
    public ClientAddress network() {
        byte[] bytes = address.getAddress();
        int kept = (address instanceof Inet6Address ? IPV6_PREFIX_BITS : IPV4_PREFIX_BITS) / 8;
        for (int i = kept; i < bytes.length; i++) {
            bytes[i] = 0;
        }
        return new ClientAddress(of(bytes));
    }

    @Override
    public String toString() {
        return text();
    }

    private static InetAddress of(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes); // which makes an IPv4 address of one that is mapped
        } catch (UnknownHostException impossible) {
            throw new IllegalArgumentException("no address has " + bytes.length + " bytes", impossible);
        }
    }
}
