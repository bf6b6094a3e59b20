package io.patchbay.api.lobby;

import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * {@code /lobby/v1} of this node, without HTTP: the same checks, answers and errors, asked for by the word that each path has as a
 * frame of the plain WebSocket. The portal calls it. Thread-safe.
 */
@ProviderType
public interface LobbyApi {
    /** What the words of the lobby begin with. */
    String PREFIX = "lobby.";

    /**
     * Asks something.
     *
     * @return completes within the path's bound, normally, on any thread; dependent actions must not block
     */
    CompletionStage<LobbyAnswer> ask(LobbyRequest request);
}
