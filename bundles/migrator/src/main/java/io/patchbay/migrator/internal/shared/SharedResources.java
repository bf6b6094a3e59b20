package io.patchbay.migrator.internal.shared;

import io.patchbay.api.coordination.EntryChange;
import io.patchbay.api.coordination.EntryTree;
import io.patchbay.api.recovery.SharedKey;
import io.patchbay.migrator.internal.store.Paths;
import io.patchbay.migrator.internal.store.Requests;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The shared resources as this node has seen them. What is seen may be old: whoever acts on it puts the version as a condition, and
 * looks again when that does not hold. Thread-safe; never blocks.
 */
public final class SharedResources {
    private final EntryTree tree;
    private final Map<SharedKey, SharedView> seen = new ConcurrentHashMap<>();

    public SharedResources(EntryTree tree) {
        this.tree = tree;
    }

    public Optional<SharedView> view(SharedKey key) {
        return Optional.ofNullable(seen.get(key));
    }

    /** The resources within another, as they were seen. */
    public List<SharedView> within(SharedKey key) {
        return seen.values().stream()
                .filter(view -> view.record().within().filter(key::equals).isPresent())
                .toList();
    }

    public List<SharedView> all() {
        return List.copyOf(seen.values());
    }

    /** What these changes, which were made, did to what was seen. */
    public void made(SharedKey key, List<EntryChange> changes) {
        String path = Paths.shared(key);
        Optional<SharedView> before = view(key);
        Set<String> holders = new HashSet<>(before.map(SharedView::holders).orElse(Set.of()));
        Optional<SharedRecord> record = before.map(SharedView::record);
        int version = before.map(SharedView::version).orElse(-1);
        for (EntryChange change : changes) {
            if (change.path().startsWith(path + "/")) {
                String job = Paths.nameOf(change.path());
                if (change instanceof EntryChange.Create) {
                    holders.add(job);
                } else {
                    holders.remove(job);
                }
            } else if (change.path().equals(path)) {
                if (change instanceof EntryChange.Delete) {
                    seen.remove(key);
                    return;
                }
                if (change instanceof EntryChange.Create create) {
                    record = Optional.of(SharedRecord.of(create.content()));
                    version = 0;
                } else if (change instanceof EntryChange.Write write) {
                    record = Optional.of(SharedRecord.of(write.content()));
                    version = write.version() + 1;
                }
            }
        }
        if (record.isPresent()) {
            seen.put(key, new SharedView(record.get(), version, holders));
        }
    }

    /** Looks at one again. */
    public CompletionStage<Void> refresh(SharedKey key) {
        return refresh(Paths.shared(key), Optional.of(key));
    }

    /** Looks at all again. */
    public CompletionStage<Void> refreshAll() {
        return tree.children(Paths.SHARED)
                .thenCompose(names -> {
                    Set<String> present = Set.copyOf(names);
                    seen.keySet().removeIf(key -> !present.contains(Paths.nameOf(Paths.shared(key))));
                    return Requests.each(names, name -> refresh(Paths.SHARED + "/" + name, Optional.empty()));
                })
                .thenApply(done -> null);
    }

    /** The entry before its holders: who joins in between makes the version old, never the holders. */
    private CompletionStage<Void> refresh(String path, Optional<SharedKey> key) {
        return tree.read(path).thenCompose(entry -> {
            if (entry.isEmpty()) {
                key.ifPresent(seen::remove);
                return CompletableFuture.completedFuture(null);
            }
            SharedRecord record = SharedRecord.of(entry.get().value());
            return tree.children(path).thenApply(holders -> {
                seen.put(record.key(), new SharedView(record, entry.get().version(), Set.copyOf(holders)));
                return null;
            });
        });
    }
}
