package io.patchbay.api.lobby;

import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The clients that are logged in to the lobby. Called by the HTTP API for every request of theirs, on any thread; nothing here blocks.
 * Thread-safe. Stages complete at once or on the lobby's threads, exceptionally with a {@link io.patchbay.api.store.StoreException} if
 * the database is needed and cannot be reached.
 */
@ProviderType
public interface LobbySessions {
    /**
     * Looks whether a token lets a client in; if so, it has been used now. That it was revoked by another node may be noticed some
     * seconds late.
     *
     * @param token may be any text
     */
    CompletionStage<SessionCheck> check(String token, ClientAddress from);

    /**
     * Turns a token into a new one without a password. Of any number of attempts with one token, one is granted. A token that comes
     * again later, or from elsewhere, has been stolen, before or after: it and all that came of it are revoked, and the audit log says
     * so.
     *
     * @param token may be any text
     */
    CompletionStage<LoginOutcome> refresh(String token, ClientAddress from);

    /**
     * Ends a session.
     *
     * @param token may be any text
     * @return whether it was good
     */
    CompletionStage<Boolean> logOut(String token);
}
