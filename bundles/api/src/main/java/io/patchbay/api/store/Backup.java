package io.patchbay.api.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Copies everything in the store, while it is used, in a form that does not depend on the database behind it. Thread-safe.
 * Methods block for as long as it takes.
 */
@ProviderType
public interface Backup {
    /** Writes a consistent copy of the whole store. */
    void write(OutputStream target) throws IOException;

    /**
     * Replaces the whole store by a copy, or changes nothing.
     *
     * @throws IOException if the copy is damaged, or of a newer layout than this version knows
     */
    void restore(InputStream source) throws IOException;
}
