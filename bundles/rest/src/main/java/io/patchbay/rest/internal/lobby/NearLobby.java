package io.patchbay.rest.internal.lobby;

import io.patchbay.api.lobby.Accounts;
import io.patchbay.api.lobby.LobbySessions;
import io.patchbay.api.lobby.Logins;
import io.patchbay.api.lobby.Observers;
import io.patchbay.api.lobby.PlayRouting;
import io.patchbay.api.lobby.Players;
import io.patchbay.api.lobby.Releases;
import io.patchbay.api.lobby.StorageWorkers;
import io.patchbay.api.lobby.Updates;
import java.util.Optional;

/** The engines of this node's lobby; empty while they are starting or being replaced. Implementations are thread-safe. */
public interface NearLobby {
    /** What clients' resources are to be. */
    Optional<Releases> releases();

    /** What clients lack of them. */
    Optional<Updates> updates();

    /** Who hands them out. */
    Optional<StorageWorkers> storage();

    /** Who may log in. */
    Optional<Accounts> accounts();

    /** Who lets clients in. */
    Optional<Logins> logins();

    /** Who is logged in. */
    Optional<LobbySessions> sessions();

    /** What is kept of players. */
    Optional<Players> players();

    /** Who gets to play where. */
    Optional<PlayRouting> play();

    /** Who gets to see what is played. */
    Optional<Observers> observers();
}
