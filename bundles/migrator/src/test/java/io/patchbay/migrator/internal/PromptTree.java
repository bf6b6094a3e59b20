package io.patchbay.migrator.internal;

import io.patchbay.api.coordination.CommitOutcome;
import io.patchbay.api.coordination.Entry;
import io.patchbay.api.coordination.EntryChange;
import io.patchbay.api.coordination.EntryTree;
import io.patchbay.api.coordination.EntryWatcher;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A tree whose reads on one thread have their answers before they return, as happens when that thread is held up. Thread-safe.
 *
 * @param caller the thread that waits for its answers
 */
record PromptTree(EntryTree tree, Thread caller) implements EntryTree {
    @Override
    public CompletionStage<CommitOutcome> commit(List<EntryChange> changes) {
        return tree.commit(changes);
    }

    @Override
    public CompletionStage<Optional<Entry>> read(String path) {
        CompletionStage<Optional<Entry>> answer = tree.read(path);
        return Thread.currentThread().equals(caller)
                ? CompletableFuture.completedFuture(TestNode.done(answer))
                : answer;
    }

    @Override
    public CompletionStage<List<String>> children(String path) {
        return tree.children(path);
    }

    @Override
    public Watch watch(String path, EntryWatcher watcher) {
        return tree.watch(path, watcher);
    }
}
