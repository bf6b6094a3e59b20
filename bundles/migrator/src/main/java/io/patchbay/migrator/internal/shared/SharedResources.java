package io.patchbay.migrator.internal.shared;

import io.patchbay.api.coordination.EntryChange;
import io.patchbay.api.coordination.EntryTree;
import io.patchbay.api.recovery.SharedKey;
import io.patchbay.migrator.internal.store.Paths;
import io.patchbay.migrator.internal.store.Requests;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The shared resources as this node has seen them. What is seen may be old: whoever acts on it puts the version as a condition, and
 * looks again when that does not hold. Thread-safe; never blocks.
 */
public final class SharedResources {
    private static final int LOOKED_AT_IN_A_SWEEP = 64;

    private final EntryTree tree;
    private final Map<String, SharedView> seen = new ConcurrentHashMap<>(); // by the names of their entries
    private final Map<String, Look> looks = new ConcurrentHashMap<>(); // that are under way since something was told
    private final AtomicInteger sweeps = new AtomicInteger();

    private enum Look {
        FIRST,
        TOLD_AGAIN
    }

    public SharedResources(EntryTree tree) {
        this.tree = tree;
    }

    public Optional<SharedView> view(SharedKey key) {
        return Optional.ofNullable(seen.get(Paths.sharedName(key)));
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
                    seen.remove(Paths.sharedName(key));
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
            seen.put(Paths.sharedName(key), new SharedView(record.get(), version, holders));
        }
    }

    /** Looks at some again. */
    public CompletionStage<Void> refresh(Collection<SharedKey> keys) {
        return look(keys.stream().map(Paths::sharedName).toList());
    }

    /** Looks at one again, and at what is within it. */
    public CompletionStage<Void> refreshWithContents(SharedKey key) {
        List<SharedKey> keys = new ArrayList<>();
        keys.add(key);
        within(key).forEach(view -> keys.add(view.record().key()));
        return refresh(keys);
    }

    /** Looks at all again: what happened before a watch was set was not told. */
    public CompletionStage<Void> refreshAll() {
        return names().thenCompose(this::look);
    }

    /** Looks at those that are not known and at some others, in turn: in case something was not told. */
    public CompletionStage<Void> sweep() {
        return names().thenCompose(names -> {
            List<String> wanted = new ArrayList<>();
            int turns = Math.max(1, (names.size() + LOOKED_AT_IN_A_SWEEP - 1) / LOOKED_AT_IN_A_SWEEP);
            int turn = Math.floorMod(sweeps.getAndIncrement(), turns);
            for (String name : names) {
                if (!seen.containsKey(name) || Math.floorMod(name.hashCode(), turns) == turn) {
                    wanted.add(name);
                }
            }
            return look(wanted);
        });
    }

    /**
     * Looks at what was told to have changed. Many changes of one resource cost two looks, for as long as the first is under way.
     *
     * @param path of its entry, or of a holder's
     */
    public void changed(String path, Runnable whenSeen) {
        if (!path.startsWith(Paths.SHARED + "/")) {
            return;
        }
        String beneath = path.substring(Paths.SHARED.length() + 1);
        String name = beneath.contains("/") ? beneath.substring(0, beneath.indexOf('/')) : beneath;
        if (looks.merge(name, Look.FIRST, (before, told) -> Look.TOLD_AGAIN) == Look.FIRST) {
            lookAt(name, whenSeen);
        }
    }

    private void lookAt(String name, Runnable whenSeen) {
        look(name).whenComplete((done, failed) -> {
            Look next = looks.compute(
                    name, (same, state) -> failed == null && state == Look.TOLD_AGAIN ? Look.FIRST : null);
            if (next == null) { // if it failed, all are looked at when the connection is back
                whenSeen.run();
            } else {
                lookAt(name, whenSeen);
            }
        });
    }

    /** The names of all entries; what is not among them is forgotten. */
    private CompletionStage<List<String>> names() {
        return tree.children(Paths.SHARED).thenApply(names -> {
            seen.keySet().retainAll(Set.copyOf(names));
            return names;
        });
    }

    private CompletionStage<Void> look(List<String> names) {
        return Requests.each(names, this::look).thenApply(done -> null);
    }

    /** The entry before its holders: who joins in between makes the version old, never the holders. */
    private CompletionStage<Void> look(String name) {
        String path = Paths.SHARED + "/" + name;
        return tree.read(path).thenCompose(entry -> {
            if (entry.isEmpty()) {
                seen.remove(name);
                return CompletableFuture.completedFuture(null);
            }
            SharedRecord record = SharedRecord.of(entry.get().value());
            return tree.children(path).thenApply(holders -> {
                seen.put(name, new SharedView(record, entry.get().version(), Set.copyOf(holders)));
                return null;
            });
        });
    }
}
