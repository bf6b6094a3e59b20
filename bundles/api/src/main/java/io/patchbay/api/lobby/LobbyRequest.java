package io.patchbay.api.lobby;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a client asks of the lobby on a WebSocket.
 *
 * @param word which path is meant, for example {@code lobby.login}
 * @param data what stands in the path's variables, its query and its body, by name: JSON values as Jackson reads them, null for JSON
 *     null. Unmodifiable
 * @param peer the address of the other end of the connection
 * @param forwardedFor the {@code X-Forwarded-For} that the connection was opened with, which counts only if a known proxy did
 * @param token the lobby token of the connection; never logged
 */
public record LobbyRequest(
        String word, Map<String, Object> data, String peer, Optional<String> forwardedFor, Optional<String> token) {
    /** Needs everything. */
    public LobbyRequest {
        Objects.requireNonNull(word, "word");
        Objects.requireNonNull(data, "data");
        Objects.requireNonNull(peer, "peer");
        Objects.requireNonNull(forwardedFor, "forwardedFor");
        Objects.requireNonNull(token, "token");
    }

    /** Only word and peer: the data may hold a password. */
    @Override
    public String toString() {
        return "LobbyRequest[word=" + word + ", peer=" + peer + "]";
    }
}
