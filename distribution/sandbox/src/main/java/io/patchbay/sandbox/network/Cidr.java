package io.patchbay.sandbox.network;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** A range of addresses of IP version 4 or 6. Immutable. */
record Cidr(BigInteger first, int prefix, int bits) {
    /** Reads {@code ADDRESS/PREFIX}; empty if it is none. Octets of the host are taken, and ignored. */
    static Optional<Cidr> parse(String text) {
        int slash = text.indexOf('/');
        Optional<InetAddress> address = address(slash < 0 ? text : text.substring(0, slash));
        if (address.isEmpty()) {
            return Optional.empty();
        }
        int bits = address.get().getAddress().length * 8;
        String length = slash < 0 ? String.valueOf(bits) : text.substring(slash + 1);
        if (!length.matches("\\d{1,3}") || Integer.parseInt(length) > bits) {
            return Optional.empty();
        }
        int prefix = Integer.parseInt(length);
        BigInteger number = new BigInteger(1, address.get().getAddress());
        return Optional.of(new Cidr(number.shiftRight(bits - prefix).shiftLeft(bits - prefix), prefix, bits));
    }

    /** The number of an address; empty if it is none. */
    static Optional<BigInteger> number(String text) {
        return address(text).map(address -> new BigInteger(1, address.getAddress()));
    }

    /** The address of a number. */
    String text(BigInteger number) {
        byte[] octets = new byte[bits / 8];
        byte[] digits = number.toByteArray();
        for (int i = 0; i < digits.length && i < octets.length; i++) {
            octets[octets.length - 1 - i] = digits[digits.length - 1 - i];
        }
        try {
            return bits == 32
                    ? InetAddress.getByAddress(octets).getHostAddress()
                    : compressed(InetAddress.getByAddress(octets).getHostAddress());
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    BigInteger last() {
        return first.add(BigInteger.ONE.shiftLeft(bits - prefix)).subtract(BigInteger.ONE);
    }

    boolean contains(BigInteger number) {
        return number.compareTo(first) >= 0 && number.compareTo(last()) <= 0;
    }

    boolean overlaps(Cidr other) {
        return bits == other.bits && first.compareTo(other.last()) <= 0 && other.first.compareTo(last()) <= 0;
    }

    /** Addresses that a host may have: not the network's own, and not that for everybody. */
    BigInteger firstHost() {
        return prefix >= bits - 1 ? first : first.add(BigInteger.ONE);
    }

    BigInteger lastHost() {
        return prefix >= bits - 1 || bits > 32 ? last() : last().subtract(BigInteger.ONE);
    }

    @Override
    public String toString() {
        return text(first) + "/" + prefix;
    }

    private static Optional<InetAddress> address(String text) {
        boolean plain = text.matches("\\d{1,3}(\\.\\d{1,3}){3}") || text.matches("[0-9a-fA-F:]*:[0-9a-fA-F:.]*");
        if (!plain) {
            return Optional.empty(); // a name would be looked up
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException noAddress) {
            return Optional.empty();
        }
    }

    /** The longest run of zeros is left out. */
    private static String compressed(String full) {
        String[] groups = full.split(":");
        int from = -1;
        int length = 1;
        for (int i = 0; i < groups.length; i++) {
            int end = i;
            while (end < groups.length && groups[end].equals("0")) {
                end++;
            }
            if (end - i > length) {
                from = i;
                length = end - i;
            }
        }
        if (from < 0) {
            return full;
        }
        String left = String.join(":", java.util.Arrays.copyOfRange(groups, 0, from));
        String right = String.join(":", java.util.Arrays.copyOfRange(groups, from + length, groups.length));
        return left + "::" + right;
    }
}
