package io.patchbay.api.coordination;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The entries that the nodes of a cluster share: small, durable, changed in transactions (ZooKeeper's tree). Paths begin with
 * {@code /} and lie beneath the cluster's namespace. Thread-safe; no method blocks. Requests of one node are carried out in the
 * order in which they were made, as long as the connection holds; stages complete on one thread, which must not be held up.
 *
 * <p>A stage completes with {@link EntriesUnavailableException} if there was no answer: of a commit it is then not known whether it
 * was made.
 */
@ProviderType
public interface EntryTree {
    /** How many bytes the changes of one commit may have in all, {@link EntryChange#size}. */
    int MAX_COMMIT_BYTES = 900 * 1024;

    /**
     * Makes all changes, or none.
     *
     * @param changes one or more
     * @throws IllegalArgumentException if they exceed {@value #MAX_COMMIT_BYTES} bytes: ZooKeeper would cut the connection
     */
    CompletionStage<CommitOutcome> commit(List<EntryChange> changes);

    /** Reads an entry; empty if there is none. */
    CompletionStage<Optional<Entry>> read(String path);

    /** The names of the entries directly beneath another, in no order; empty if there is none. */
    CompletionStage<List<String>> children(String path);

    /**
     * Tells of every change at and beneath a path, for as long as the watch is open. Changes that came while the connection was away
     * are not told: {@link EntryWatcher#connected} is, and whoever watches reads again.
     *
     * @param watcher told on one thread, in the order of changes: must not block
     */
    Watch watch(String path, EntryWatcher watcher);

    /** A watch. */
    @ProviderType
    interface Watch extends AutoCloseable {
        /** Ends it; what is on its way may still be told. */
        @Override
        void close();
    }
}
