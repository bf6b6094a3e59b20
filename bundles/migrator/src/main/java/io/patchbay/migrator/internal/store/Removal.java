package io.patchbay.migrator.internal.store;

import io.patchbay.api.coordination.EntryChange;
import io.patchbay.api.coordination.EntryTree;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Deletes whole parts of the tree, what is beneath first. A removal that stops half-way is begun again. Thread-safe. */
public final class Removal {
    private final EntryTree tree;

    public Removal(EntryTree tree) {
        this.tree = tree;
    }

    /** Deletes an entry and everything beneath it. */
    public CompletionStage<Void> of(String path) {
        return tree.children(path)
                .thenCompose(names -> beneath(path, names))
                .thenCompose(done -> tree.commit(List.of(new EntryChange.Delete(path, -1))))
                .thenApply(done -> null);
    }

    /** Entries beneath are deleted in one transaction where they have nothing beneath themselves, which is nearly always. */
    private CompletionStage<Void> beneath(String path, List<String> names) {
        List<EntryChange> deletions = names.stream()
                .<EntryChange>map(name -> new EntryChange.Delete(path + "/" + name, -1))
                .toList();
        CompletionStage<Void> done = CompletableFuture.completedFuture(null);
        for (List<EntryChange> commit : Requests.commits(deletions)) {
            done = done.thenCompose(before -> tree.commit(commit))
                    .thenCompose(outcome -> outcome instanceof io.patchbay.api.coordination.CommitOutcome.Committed
                            ? CompletableFuture.completedFuture((Void) null)
                            : oneByOne(commit));
        }
        return done;
    }

    private CompletionStage<Void> oneByOne(List<EntryChange> deletions) {
        CompletionStage<Void> done = CompletableFuture.completedFuture(null);
        for (EntryChange deletion : deletions) {
            done = done.thenCompose(before -> of(deletion.path()));
        }
        return done;
    }
}
