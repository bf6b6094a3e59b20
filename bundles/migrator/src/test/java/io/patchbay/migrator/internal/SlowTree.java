package io.patchbay.migrator.internal;

import io.patchbay.api.coordination.CommitOutcome;
import io.patchbay.api.coordination.Entry;
import io.patchbay.api.coordination.EntryChange;
import io.patchbay.api.coordination.EntryTree;
import io.patchbay.api.coordination.EntryWatcher;
import io.patchbay.migrator.internal.store.Paths;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/** Says nothing of one entry, and of what is beneath, until it is let go on. Thread-safe. */
final class SlowTree implements EntryTree {
    private final EntryTree tree;
    private final String slow;
    private final CompletableFuture<Void> goes = new CompletableFuture<>();
    private final AtomicInteger sweeps = new AtomicInteger();
    private final AtomicInteger reads = new AtomicInteger();

    SlowTree(EntryTree tree, String path) {
        this.tree = tree;
        this.slow = path;
    }

    void goOn() {
        goes.complete(null);
    }

    /** How often it was asked which jobs there are. */
    int sweeps() {
        return sweeps.get();
    }

    /** How often the entry, or one beneath, was read. */
    int reads() {
        return reads.get();
    }

    @Override
    public CompletionStage<CommitOutcome> commit(List<EntryChange> changes) {
        return tree.commit(changes);
    }

    @Override
    public CompletionStage<Optional<Entry>> read(String path) {
        if (!path.startsWith(slow)) {
            return tree.read(path);
        }
        reads.incrementAndGet();
        return goes.thenCompose(gone -> tree.read(path));
    }

    @Override
    public CompletionStage<List<String>> children(String path) {
        if (path.equals(Paths.INDEX)) {
            sweeps.incrementAndGet();
        }
        return path.startsWith(slow) ? goes.thenCompose(gone -> tree.children(path)) : tree.children(path);
    }

    @Override
    public Watch watch(String path, EntryWatcher watcher) {
        return tree.watch(path, watcher);
    }
}
