package io.patchbay.api.lobby;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The releases of a game's resources, for the operator. Manifests are in the store, which all nodes share; the files' bytes are on
 * the node on which a release was published, and on storage workers. Thread-safe; methods block, {@link #publishFolder} and
 * {@link #publishArchive} for as long as copying takes.
 * Every method throws
 * {@link io.patchbay.api.store.StoreException} if the database cannot be reached or refuses, and those that touch files
 * {@link java.io.UncheckedIOException} if the disk fails.
 */
@ProviderType
public interface Releases {
    /** The releases in order of publication. */
    List<ReleaseStatus> list();

    /**
     * Publishes the files of a folder. A version that is there already, with the same files, is published here as well: this node has
     * its bytes then.
     *
     * @param version a version, checked by {@link Manifest#requireVersion}
     * @param folder absolute, or below the folder that configuration allows
     * @param current whether clients are to have it at once
     */
    ReleaseChange publishFolder(String version, String folder, boolean current);

    /**
     * Publishes the files of a tar archive, like {@link #publishFolder}.
     *
     * @param archive is read, and left where it is
     */
    ReleaseChange publishArchive(String version, Path archive, boolean current);

    /** Has clients come to a release that is there, which may be older than the one they have. */
    ReleaseChange makeCurrent(String version);

    /** Deletes a release that is not current, with the bytes on this node that no other release has. */
    ReleaseChange delete(String version);

    /**
     * The bytes of a file or manifest, as far as this node has them.
     *
     * @param sha256 its name; any text
     */
    Optional<Path> content(String sha256);

    /** The key by which clients check manifests: base64 of an Ed25519 public key as X.509 has it, 44 bytes. */
    String publicKey();
}
