package io.patchbay.migrator.internal.work;

import io.patchbay.api.coordination.CommitOutcome;
import io.patchbay.api.coordination.EntryChange;
import io.patchbay.api.coordination.EntryTree;
import io.patchbay.migrator.internal.store.Paths;
import io.patchbay.support.RandomIds;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The workers that are alive: an ephemeral entry each, which is there exactly as long as its session. Claims hang on it: a claim
 * is made only while it is there, and what its worker had claimed may be taken over once it is gone. Thread-safe.
 */
public final class Workers {
    private final EntryTree tree;
    private final String node;
    private volatile Optional<String> self = Optional.empty();
    private volatile List<String> alive = List.of();
    private String name = ""; // in the session, from the first attempt to enter on; guarded by this
    private boolean away; // guarded by this

    public Workers(EntryTree tree, String node) {
        this.tree = tree;
        this.node = node;
    }

    /** This node's worker, while its session is known to hold. */
    public Optional<String> self() {
        return self;
    }

    public boolean isAlive(String worker) {
        return alive.contains(worker);
    }

    /** This node's place among the workers that are alive, and how many there are. */
    public int place() {
        return self.map(alive::indexOf).orElse(-1);
    }

    public int count() {
        return alive.size();
    }

    /** The connection is away, so others may be taking over: nothing is begun. */
    public synchronized void suspend() {
        away = true;
        self = Optional.empty();
    }

    /**
     * Enters, under one and the same name as long as the session lasts: however often this is told that it is connected, even while it
     * enters, and if the answer was lost, this node is not counted twice.
     *
     * @param session the session, so that an entry of the one before is not taken for this one's
     */
    public CompletionStage<Void> enter(long session) {
        String mine = begin(session);
        return tree.commit(List.of(
                        new EntryChange.Create(Paths.worker(mine), node.getBytes(StandardCharsets.UTF_8), true)))
                .thenCompose(outcome -> {
                    if (outcome instanceof CommitOutcome.Conflict conflict
                            && conflict.reason() != CommitOutcome.Reason.PRESENT) {
                        throw new IllegalStateException("could not enter the workers: " + conflict.reason());
                    }
                    return entered(mine) ? refresh() : leave(mine).thenCompose(done -> refresh());
                });
    }

    /** An answer that came late: the entry may have been made in the session of another name, which would then count twice. */
    private CompletionStage<CommitOutcome> leave(String late) {
        return tree.commit(List.of(new EntryChange.Delete(Paths.worker(late), -1)));
    }

    private synchronized String begin(long session) {
        String suffix = "." + Long.toHexString(session);
        away = false;
        if (!name.endsWith(suffix)) {
            name = RandomIds.hex(4) + suffix;
        }
        return name;
    }

    /** Returns whether this is still the name of this node. */
    private synchronized boolean entered(String mine) {
        boolean current = name.equals(mine);
        if (current && !away) { // else nobody knows: it is told again when it is connected
            self = Optional.of(mine);
        }
        return current;
    }

    /** Looks who is alive. */
    public CompletionStage<Void> refresh() {
        return tree.children(Paths.WORKERS).thenApply(names -> {
            alive = names.stream().sorted().toList();
            return null;
        });
    }

    /** Changes that can be made only if a worker is gone, and leave nothing behind. */
    public static List<EntryChange> gone(String worker) {
        String path = Paths.worker(worker);
        return List.of(new EntryChange.Create(path, new byte[0], false), new EntryChange.Delete(path, 0));
    }
}
