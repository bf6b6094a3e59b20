package io.patchbay.api.lobby;

import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Lets clients in by their passwords. Called by the HTTP API, on any thread; nothing here blocks. Thread-safe. Stages complete on the
 * lobby's threads, exceptionally with a {@link io.patchbay.api.store.StoreException} if the database cannot be reached.
 *
 * <p>Whoever fails too often, for one account, from one address or from one network, waits longer and longer; a client at an address
 * from which its account has logged in before waits only for what went wrong at that very address.
 */
@ProviderType
public interface Logins {
    /**
     * Logs in. A wrong password, an unknown id and an account that is disabled have the same answer, after the same work.
     *
     * @param id of an account, in any case; may be any text
     */
    CompletionStage<LoginOutcome> logIn(String id, Password password, ClientAddress from);

    /**
     * Gives an account another password at its owner's word, and ends all its sessions.
     *
     * @param password the one that it has
     * @param next the one that it gets
     * @return {@link AccountChange.Done}, {@link AccountChange.Denied}, {@link AccountChange.Unfit} or {@link AccountChange.Later}
     */
    CompletionStage<AccountChange> changePassword(String id, Password password, Password next, ClientAddress from);

    /** How logins go on this node. */
    LoginStatus status();
}
