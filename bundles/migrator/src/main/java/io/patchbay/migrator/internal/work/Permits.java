package io.patchbay.migrator.internal.work;

import io.patchbay.api.coordination.EntryChange;
import io.patchbay.api.coordination.EntryTree;
import io.patchbay.migrator.internal.store.Paths;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Caps on tasks at once, over all nodes: as many numbered entries as a cap allows, ephemeral, made with the claim and deleted with
 * the result. Thread-safe; never blocks.
 */
public final class Permits {
    private final EntryTree tree;
    private final Set<String> reserved = ConcurrentHashMap.newKeySet(); // by this node, for all of its jobs
    private volatile Set<String> others = Set.of(); // names of entries that other nodes have made, as they were seen
    private Optional<CompletableFuture<Void>> next = Optional.empty(); // look, which somebody waits for
    private boolean looks;

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
        List<String> names = new ArrayList<>();
        for (Cap cap : caps) {
            Optional<String> free = reserve(cap);
            if (free.isEmpty()) {
                returned(names);
                return Optional.empty();
            }
            names.add(free.get());
        }
        return Optional.of(names);
    }

    private Optional<String> reserve(Cap cap) {
        for (int number = 0; number < cap.most(); number++) {
            String name = cap.name() + "." + number;
            if (!others.contains(name) && reserved.add(name)) {
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
    public void returned(List<String> names) {
        names.forEach(reserved::remove);
    }

    /** Looks which other nodes have taken. However often this is asked while it looks, it looks once more. */
    public CompletionStage<Void> refresh() {
        CompletableFuture<Void> asked = nextLook();
        look();
        return asked;
    }

    private synchronized CompletableFuture<Void> nextLook() {
        if (next.isEmpty()) {
            next = Optional.of(new CompletableFuture<>());
        }
        return next.get();
    }

    private void look() {
        begin().ifPresent(asked -> tree.children(Paths.PERMITS).whenComplete((names, failed) -> {
            if (failed == null) {
                seen(names);
            }
            end();
            if (failed == null) {
                asked.complete(null);
            } else {
                asked.completeExceptionally(failed);
            }
            look(); // even if that failed: who has asked since may have been told that the connection is back
        }));
    }

    /** The next look, if it is wanted, and none is under way. */
    private synchronized Optional<CompletableFuture<Void>> begin() {
        if (looks || next.isEmpty()) {
            return Optional.empty();
        }
        Optional<CompletableFuture<Void>> asked = next;
        next = Optional.empty();
        looks = true;
        return asked;
    }

    private synchronized void end() {
        looks = false;
    }

    /** What this node gives back is free at once: answers come in order, so none of before tells of it any more. */
    private void seen(List<String> names) {
        others = names.stream().filter(name -> !reserved.contains(name)).collect(Collectors.toUnmodifiableSet());
    }

    private static String pathOf(String name) {
        return Paths.PERMITS + "/" + name;
    }
}
