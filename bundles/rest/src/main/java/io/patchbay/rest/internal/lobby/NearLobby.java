package io.patchbay.rest.internal.lobby;

import io.patchbay.api.lobby.Accounts;
import java.util.Optional;

/** The engines of this node's lobby; empty while they are starting or being replaced. Implementations are thread-safe. */
public interface NearLobby {
    /** Who may log in. */
    Optional<Accounts> accounts();
}
