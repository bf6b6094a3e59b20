package io.patchbay.api.coordination;

import org.osgi.annotation.versioning.ConsumerType;

/** Is told of changes in an {@link EntryTree}. */
@ConsumerType
public interface EntryWatcher {
    /** An entry was made, written or deleted. */
    void changed(String path);

    /**
     * The watch is set, at first or again: changes before may not have been told.
     *
     * @param session the session, which ephemeral entries belong to; another one than before if that has expired
     */
    void connected(long session);

    /** The connection is away: ephemeral entries may be gone, and others may act. */
    void suspended();
}
