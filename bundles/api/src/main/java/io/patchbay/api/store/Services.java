package io.patchbay.api.store;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The services (applications) that may use the HTTP API. Thread-safe. Methods block on the database, for a bounded time, and
 * throw {@link StoreException} if it cannot be reached or refuses; answers of {@link #find} may be up to one second old.
 */
@ProviderType
public interface Services {
    /**
     * Adds a service.
     *
     * @return the new service, or empty if the name is taken
     */
    Optional<ServiceAccount> create(String name, String key);

    /** The service of that id; the id may be any text. */
    Optional<ServiceAccount> find(String id);

    /** All services, in order of creation. */
    List<ServiceAccount> list();

    /**
     * Removes a service with its rooms and tokens.
     *
     * @return whether there was one
     */
    boolean delete(String id);
}
