package io.patchbay.coordination.internal;

import java.util.HexFormat;

/**
 * What it takes to enter a session of ZooKeeper again. Immutable; its text does not hold the password.
 *
 * @param ensemble which ZooKeeper granted it: a session id means nothing elsewhere
 * @param id of the session
 * @param password hex digits, must not be logged
 */
record StoredSession(String ensemble, long id, String password) {
    private static final HexFormat HEX = HexFormat.of();

    /** @throws IllegalArgumentException if the password is not in hex digits */
    StoredSession {
        HEX.parseHex(password);
    }

    static StoredSession of(String ensemble, long id, byte[] password) {
        return new StoredSession(ensemble, id, HEX.formatHex(password));
    }

    byte[] passwordBytes() {
        return HEX.parseHex(password);
    }

    @Override
    public String toString() {
        return "session 0x" + HEX.toHexDigits(id) + " of " + ensemble;
    }
}
