package io.patchbay.api.node;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The secrets of {@code DATA/credentials.json}, made at the first start. Thread-safe; comparisons take constant time.
 * No method gives the admin's or the worker's token away, so none can end in a log.
 */
@ProviderType
public interface Credentials {
    /** Id of the super service, 24 hex digits. */
    String superServiceId();

    /** Key of the super service, as text. Must not be logged. */
    String superServiceKey();

    /** Whether this is the token of the admin. */
    boolean isAdminToken(String token);

    /** Whether this is the token that external workers present. */
    boolean isWorkerToken(String token);

    /** Whether these are the admin's user name and password. */
    boolean isAdmin(String user, String password);

    /**
     * A secret derived from this installation's own, for one purpose (for example {@code zookeeper}): the same at every
     * start on the same data folder, and useless for any other purpose. 64 hex digits. Must not be logged.
     */
    String derivedSecret(String purpose);
}
