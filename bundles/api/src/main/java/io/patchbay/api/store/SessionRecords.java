package io.patchbay.api.store;

import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The tokens of the lobby, and from where accounts have logged in. Thread-safe. Methods block on the database, for a bounded time, and
 * throw {@link StoreException} if it cannot be reached or refuses.
 */
@ProviderType
public interface SessionRecords {
    /**
     * Keeps the token of a login, and where it came from. Of the account's tokens and addresses only the latest are kept.
     *
     * @param passwordHash the hash with which the password of this login was compared
     * @param most how many of each, at least 1
     * @return false if the account is not there any more, disabled, or has another hash by now
     */
    boolean begin(SessionRecord session, String passwordHash, int most);

    /** The token of that hash, which may be any text. */
    Optional<SessionRecord> find(String tokenHash);

    /** Whether an account has logged in from an address before. */
    boolean isKnown(String account, String address);

    /**
     * Turns a token into another, if nobody has yet: of any number of attempts, on any nodes, one succeeds.
     *
     * @param tokenHash of the token that is not good any more
     * @param successor of the same family and account; its {@code usedAt} is the time of this
     * @return whether this attempt succeeded
     */
    boolean refresh(String tokenHash, SessionRecord successor);

    /**
     * Notes when tokens were used last; a time before the one that is known changes nothing.
     *
     * @param usedAt milliseconds since the epoch by token hash
     */
    void touch(Map<String, Long> usedAt);

    /**
     * Removes a token and all that it was refreshed from or into.
     *
     * @return how many
     */
    int revokeFamily(String family);

    /**
     * Removes all tokens of an account.
     *
     * @return how many
     */
    int revokeAccount(String account);

    /**
     * Removes tokens that were used last before a time.
     *
     * @param most how many at most
     * @return how many
     */
    int purge(long usedBefore, int most);
}
