package io.patchbay.api.store;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The releases of a game's resources, with their manifests. Thread-safe; methods block, and throw {@link StoreException} if the database
 * cannot be reached or refuses.
 */
@ProviderType
public interface ReleaseRecords {
    /** All of them in order of publication. */
    List<ReleaseRecord> list();

    /** The text of a manifest. */
    Optional<String> manifest(String version);

    /**
     * Adds a release.
     *
     * @param record {@code current} makes it the current one
     * @return false if there is one of that version already
     */
    boolean add(ReleaseRecord record, String manifest);

    /**
     * Makes a release the current one.
     *
     * @return false if there is none of that version
     */
    boolean makeCurrent(String version);

    /**
     * Deletes a release.
     *
     * @return false if there is none of that version, or it is current
     */
    boolean delete(String version);
}
