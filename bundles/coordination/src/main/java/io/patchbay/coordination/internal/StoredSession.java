package io.patchbay.coordination.internal;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * What it takes to enter a session of ZooKeeper again. Immutable; its text does not hold the password.
 *
 * @param ensemble which ZooKeeper granted it: a session id means nothing elsewhere
 * @param id of the session
 * @param password must not be logged
 */
record StoredSession(String ensemble, long id, byte[] password) {
    StoredSession {
        password = password.clone();
    }

    @Override
    public byte[] password() {
        return password.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StoredSession session
                && session.id == id
                && session.ensemble.equals(ensemble)
                && Arrays.equals(session.password, password);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(id);
    }

    @Override
    public String toString() {
        return "session 0x" + HexFormat.of().toHexDigits(id) + " of " + ensemble;
    }
}
