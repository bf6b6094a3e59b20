package io.patchbay.api.store;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The accounts of the lobby. Thread-safe. Methods block on the database, for a bounded time, and throw {@link StoreException} if it
 * cannot be reached or refuses.
 */
@ProviderType
public interface AccountRecords {
    /**
     * Adds an account.
     *
     * @return false if the id is taken
     */
    boolean create(AccountRecord account);

    /** The account of that id; the id may be any text. */
    Optional<AccountRecord> find(String id);

    /**
     * Some accounts in order of their ids, as the database compares them.
     *
     * @param after begins behind this id, which need not be there; empty to begin at the first
     * @param limit how many at most
     */
    List<AccountRecord> list(String after, int limit);

    /**
     * Gives an account another password hash.
     *
     * @return the account as it is now, or empty if there is none
     */
    Optional<AccountRecord> setPasswordHash(String id, String passwordHash);

    /**
     * Gives an account another password hash if nobody else has meanwhile.
     *
     * @return whether it had the one that was expected
     */
    boolean replacePasswordHash(String id, String expected, String passwordHash);

    /**
     * Enables or disables an account.
     *
     * @return the account as it is now, or empty if there is none
     */
    Optional<AccountRecord> setEnabled(String id, boolean enabled);

    /**
     * Removes an account with all that is kept of it.
     *
     * @return the account as it was, or empty if there was none
     */
    Optional<AccountRecord> delete(String id);
}
