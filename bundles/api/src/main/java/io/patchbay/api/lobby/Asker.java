package io.patchbay.api.lobby;

import java.util.Objects;

/** Who wants something of the lobby. */
public sealed interface Asker {
    /** The admin, or a program that has the admin's token. */
    record Admin() implements Asker {}

    /**
     * A client, which may be anybody.
     *
     * @param address where it is
     */
    record Client(ClientAddress address) implements Asker {
        /** Needs an address. */
        public Client {
            Objects.requireNonNull(address, "address");
        }
    }
}
