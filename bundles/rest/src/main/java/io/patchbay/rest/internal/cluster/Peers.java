package io.patchbay.rest.internal.cluster;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A set of addresses: some networks, perhaps loopback too. Immutable. */
public final class Peers {
    private static final String BYTE = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";
    private static final String IPV4 = BYTE + "(\\." + BYTE + "){3}";
    private static final Pattern LITERAL = Pattern.compile(IPV4 + "|[0-9a-fA-F:]*:[0-9a-fA-F:]*(" + IPV4 + ")?");

    private record Network(InetAddress first, int prefix) {
        boolean contains(InetAddress peer) {
            byte[] address = first.getAddress();
            byte[] other = peer.getAddress();
            if (other.length != address.length) {
                return false;
            }
            for (int bit = 0; bit < prefix; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((other[bit / 8] & mask) != (address[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    private final boolean loopback;
    private final List<Network> networks;

    private Peers(boolean loopback, List<Network> networks) {
        this.loopback = loopback;
        this.networks = networks;
    }

    /**
     * Loopback and the given networks.
     *
     * @param networks for example {@code 10.0.0.0/8}, {@code fd00::/8} or {@code 10.1.2.3}
     * @throws IllegalArgumentException if one is not of that form
     */
    public static Peers loopbackAnd(List<String> networks) {
        return new Peers(true, networks.stream().map(Peers::network).toList());
    }

    /**
     * The given networks alone.
     *
     * @throws IllegalArgumentException if one is not of that form
     */
    public static Peers of(List<String> networks) {
        return new Peers(false, networks.stream().map(Peers::network).toList());
    }

    /** Whether an address, as the container tells it, is in the set. */
    public boolean contains(String peer) {
        Optional<InetAddress> address = address(withoutDecoration(peer));
        return address.isPresent()
                && ((loopback && address.get().isLoopbackAddress())
                        || networks.stream().anyMatch(network -> network.contains(address.get())));
    }

    private static Network network(String text) {
        int slash = text.indexOf('/');
        String host = slash < 0 ? text : text.substring(0, slash);
        InetAddress address =
                address(host).orElseThrow(() -> new IllegalArgumentException("no network such as 10.0.0.0/8: " + text));
        int bits = address.getAddress().length * 8;
        String prefix = slash < 0 ? Integer.toString(bits) : text.substring(slash + 1);
        if (!prefix.matches("\\d{1,3}") || Integer.parseInt(prefix) > bits) {
            throw new IllegalArgumentException("the prefix must be within 0 and " + bits + ": " + text);
        }
        return new Network(address, Integer.parseInt(prefix));
    }

    /** Without the brackets and the zone of IPv6. */
    private static String withoutDecoration(String peer) {
        String plain = peer.startsWith("[") && peer.endsWith("]") ? peer.substring(1, peer.length() - 1) : peer;
        int zone = plain.indexOf('%');
        return zone < 0 ? plain : plain.substring(0, zone);
    }

    private static Optional<InetAddress> address(String literal) {
        if (!LITERAL.matcher(literal).matches()) {
            return Optional.empty(); // a name would be looked up in the DNS
        }
        try {
            return Optional.of(InetAddress.getByName(literal));
        } catch (UnknownHostException malformed) {
            return Optional.empty();
        }
    }
}
