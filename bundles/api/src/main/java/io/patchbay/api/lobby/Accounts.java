package io.patchbay.api.lobby;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Who may log in. Called by the HTTP API, on any thread; nothing here blocks. Thread-safe.
 *
 * <p>Stages complete on the lobby's threads, exceptionally with a {@link io.patchbay.api.store.StoreException} if the database
 * cannot be reached. Ids are taken in any case and kept in lower case. A password is brought into Unicode's form C, has at least 8
 * characters unless configuration says otherwise, and at most 1 KiB of UTF-8.
 */
@ProviderType
public interface Accounts {
    /**
     * Makes an account.
     *
     * @param by who asks; a client may only if configuration lets clients sign up, and not too often
     * @return {@link AccountChange.Done}, {@link AccountChange.Taken}, {@link AccountChange.Unfit}, {@link AccountChange.Denied} or
     *     {@link AccountChange.Later}
     */
    CompletionStage<AccountChange> signUp(String id, Password password, Asker by);

    /**
     * Gives an account another password, at the admin's word.
     *
     * @return {@link AccountChange.Done}, {@link AccountChange.Unknown}, {@link AccountChange.Unfit} or {@link AccountChange.Later}
     */
    CompletionStage<AccountChange> setPassword(String id, Password password);

    /**
     * Lets an account log in, or not any more.
     *
     * @return {@link AccountChange.Done} or {@link AccountChange.Unknown}
     */
    CompletionStage<AccountChange> setEnabled(String id, boolean enabled);

    /**
     * Removes an account with all that is kept of it.
     *
     * @return {@link AccountChange.Done} or {@link AccountChange.Unknown}
     */
    CompletionStage<AccountChange> delete(String id);

    /** The account of that id, which may be any text. */
    CompletionStage<Optional<Account>> find(String id);

    /**
     * Some accounts, in order of their ids.
     *
     * @param after the id after which to begin, which need not be there; empty to begin at the first
     * @param limit how many at most, 1 to 1000
     */
    CompletionStage<List<Account>> list(String after, int limit);
}
