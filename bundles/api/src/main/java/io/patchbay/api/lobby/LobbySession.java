package io.patchbay.api.lobby;

import java.time.Instant;
import java.util.Objects;

/**
 * A client that is logged in to the lobby.
 *
 * @param account whose it is
 * @param address to which its token is bound
 * @param endpoint of the lobby to which its token is bound, a URL
 * @param refreshAt until when the token has to be used once more so that it need not be refreshed, by the node's clock
 * @param endsAt until when it can be refreshed if it is not used any more
 */
public record LobbySession(String account, ClientAddress address, String endpoint, Instant refreshAt, Instant endsAt) {
    /** Needs everything. */
    public LobbySession {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(refreshAt, "refreshAt");
        Objects.requireNonNull(endsAt, "endsAt");
    }
}
