package io.patchbay.migrator.internal.work;

import io.patchbay.api.coordination.EntryChange;
import io.patchbay.api.coordination.EntryTree;
import io.patchbay.migrator.internal.store.Paths;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Caps on tasks at once, over all nodes: as many numbered entries as a cap allows, ephemeral, made with the claim and deleted with
 * the result. Thread-safe; never blocks.
 */
public final class Permits {
    private final EntryTree tree;
    private final Set<String> taken = ConcurrentHashMap.newKeySet(); // names of entries, as this node believes

    /**
     * A cap.
     *
     * @param name what is capped, an identifier
     * @param most how many at once
     */
    public record Cap(String name, int most) {}

    public Permits(EntryTree tree) {
        this.tree = tree;
    }

    /** Reserves one of each on this node; empty if one is exhausted. */
    public Optional<List<String>> reserve(List<Cap> caps) {
        List<String> reserved = new ArrayList<>();
        for (Cap cap : caps) {
            Optional<String> free = reserve(cap);
            if (free.isEmpty()) {
                taken.removeAll(reserved);
                return Optional.empty();
            }
            reserved.add(free.get());
        }
        return Optional.of(reserved);
    }

    private Optional<String> reserve(Cap cap) {
        for (int number = 0; number < cap.most(); number++) {
            String name = cap.name() + "." + number;
            if (taken.add(name)) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    /** What makes reservations hold on all nodes. */
    public static List<EntryChange> taking(List<String> reserved, String task) {
        byte[] content = task.getBytes(StandardCharsets.UTF_8);
        return reserved.stream()
                .<EntryChange>map(name -> new EntryChange.Create(pathOf(name), content, true))
                .toList();
    }

    /**
     * What gives them back, as long as they are there: with the session of who took them they go, and others may have taken them since.
     *
     * @param worker who took them
     */
    public static List<EntryChange> returning(List<String> reserved, String worker) {
        if (reserved.isEmpty()) {
            return List.of();
        }
        List<EntryChange> changes = new ArrayList<>();
        changes.add(new EntryChange.Check(Paths.worker(worker), -1));
        reserved.forEach(name -> changes.add(new EntryChange.Delete(pathOf(name), -1)));
        return changes;
    }

    /** They are given back, or were never taken. */
    public void returned(List<String> reserved) {
        taken.removeAll(reserved);
    }

    /** Looks which are taken, by any node. */
    public CompletionStage<Void> refresh(Set<String> own) {
        return tree.children(Paths.PERMITS).thenApply(names -> {
            taken.addAll(names);
            taken.removeIf(name -> !names.contains(name) && !own.contains(name));
            return null;
        });
    }

    private static String pathOf(String name) {
        return Paths.PERMITS + "/" + name;
    }
}
