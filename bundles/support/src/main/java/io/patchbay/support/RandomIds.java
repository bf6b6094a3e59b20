package io.patchbay.support;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Unguessable identifiers. Thread-safe. */
public final class RandomIds {
    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomIds() {}

    /** Hex digits, two for each byte. */
    public static String hex(int bytes) {
        return HexFormat.of().formatHex(random(bytes));
    }

    /** 24 hex digits, as services, rooms and tokens have them. */
    public static String hex24() {
        return hex(12);
    }

    /** Twenty letters, digits, {@code -} and {@code _}, as sockets have them. */
    public static String socketId() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random(15));
    }

    private static byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return random;
    }
}
