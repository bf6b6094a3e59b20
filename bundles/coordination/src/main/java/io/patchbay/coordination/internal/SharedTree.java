package io.patchbay.coordination.internal;

import io.patchbay.api.coordination.CommitOutcome;
import io.patchbay.api.coordination.EntriesUnavailableException;
import io.patchbay.api.coordination.Entry;
import io.patchbay.api.coordination.EntryChange;
import io.patchbay.api.coordination.EntryTree;
import io.patchbay.api.coordination.EntryWatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * The shared entries as the rest of the node sees them, whichever client is connected now: watches move from one to the next.
 * Thread-safe; no client is called under its lock.
 */
final class SharedTree implements EntryTree {
    private final List<Moving> watches = new ArrayList<>(); // guarded by this, like the client
    private Optional<EntryTree> current = Optional.empty();

    /** A client that is started. */
    void attach(EntryTree client) {
        List<Moving> moving;
        synchronized (this) {
            current = Optional.of(client);
            moving = List.copyOf(watches);
        }
        moving.forEach(watch -> watch.moveTo(client));
    }

    /** The client is about to be closed. */
    void detach() {
        List<Moving> moving;
        synchronized (this) {
            current = Optional.empty();
            moving = List.copyOf(watches);
        }
        moving.forEach(Moving::leave);
    }

    @Override
    public CompletionStage<CommitOutcome> commit(List<EntryChange> changes) {
        return with(client -> client.commit(changes));
    }

    @Override
    public CompletionStage<Optional<Entry>> read(String path) {
        return with(client -> client.read(path));
    }

    @Override
    public CompletionStage<List<String>> children(String path) {
        return with(client -> client.children(path));
    }

    @Override
    public Watch watch(String path, EntryWatcher watcher) {
        Moving watch = new Moving(path, watcher);
        Optional<EntryTree> now;
        synchronized (this) {
            watches.add(watch);
            now = current;
        }
        now.ifPresent(watch::moveTo);
        return watch;
    }

    private synchronized Optional<EntryTree> client() {
        return current;
    }

    private <T> CompletionStage<T> with(Function<EntryTree, CompletionStage<T>> request) {
        Optional<EntryTree> client = client();
        return client.isPresent()
                ? request.apply(client.get())
                : CompletableFuture.failedFuture(new EntriesUnavailableException("ZooKeeper is not connected yet"));
    }

    private final class Moving implements Watch {
        private final String path;
        private final EntryWatcher watcher;
        private Optional<Watch> set = Optional.empty(); // guarded by this, like closed
        private boolean closed;

        Moving(String path, EntryWatcher watcher) {
            this.path = path;
            this.watcher = watcher;
        }

        void moveTo(EntryTree client) {
            Watch fresh = client.watch(path, watcher);
            Optional<Watch> obsolete;
            synchronized (this) {
                obsolete = closed ? Optional.of(fresh) : set;
                set = closed ? Optional.empty() : Optional.of(fresh);
            }
            obsolete.ifPresent(Watch::close);
        }

        void leave() {
            Optional<Watch> left;
            synchronized (this) {
                left = set;
                set = Optional.empty();
            }
            left.ifPresent(Watch::close);
            watcher.suspended();
        }

        @Override
        public void close() {
            Optional<Watch> left;
            synchronized (this) {
                closed = true;
                left = set;
                set = Optional.empty();
            }
            synchronized (SharedTree.this) {
                watches.remove(this);
            }
            left.ifPresent(Watch::close);
        }
    }
}
