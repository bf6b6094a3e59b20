package io.patchbay.support.recovery;

import io.patchbay.api.Identifier;
import io.patchbay.api.hotswap.Lease;
import io.patchbay.api.hotswap.Slot;
import io.patchbay.api.hotswap.Slots;
import io.patchbay.api.recovery.Attempt;
import io.patchbay.api.recovery.Message;
import io.patchbay.api.recovery.TaskFailedException;
import io.patchbay.api.recovery.VolumeCopier;
import io.patchbay.api.recovery.resource.Storage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The copiers that handlers call. The slots of the first types that had a copier stay open until this is closed; types come from
 * plans, so that those of others are opened for each call. Thread-safe; no slot is opened or closed under its lock.
 */
public final class Copiers implements AutoCloseable {
    private static final long BOUND_SECONDS = 2 * Slot.WAIT_WHEN_EMPTY.toSeconds();
    private static final int KEPT_OPEN = 8;

    private final Slots slots;
    private final Map<String, Slot<VolumeCopier>> kept = new HashMap<>(); // by type; guarded by this, like closed
    private boolean closed;

    public Copiers(Slots slots) {
        this.slots = slots;
    }

    /**
     * What is asked of a copier.
     *
     * @param <T> what it answers
     */
    public interface Call<T> {
        T make(VolumeCopier copier) throws TaskFailedException, InterruptedException;
    }

    /**
     * Asks the copier of a storage; waits for a moment where there is none, because it may be being replaced.
     *
     * @throws TaskFailedException if there is none, or it failed
     */
    public <T> T ask(Storage storage, Attempt attempt, Call<T> call) throws TaskFailedException, InterruptedException {
        String type = typeOf(storage, attempt);
        try (Use use = new Use(type);
                Lease<VolumeCopier> lease = await(use.slot)
                        .orElseThrow(() -> TaskFailedException.retryable(new Message(
                                attempt.type() + ".no_copier",
                                use.slot.emptyMessage() + ", which storage " + storage.name() + " needs")))) {
            use.serves();
            return ask(lease, call);
        }
    }

    /** Asks the copier of a storage, if there is one: of a storage whose volumes come there by themselves there is none. */
    public <T> Optional<T> askIfAny(Storage storage, Attempt attempt, Call<T> call)
            throws TaskFailedException, InterruptedException {
        try (Use use = new Use(typeOf(storage, attempt))) {
            Optional<Lease<VolumeCopier>> leased = use.slot.lease();
            if (leased.isEmpty()) {
                return Optional.empty();
            }
            use.serves();
            try (Lease<VolumeCopier> lease = leased.get()) {
                return Optional.of(ask(lease, call));
            }
        }
    }

    private static <T> T ask(Lease<VolumeCopier> lease, Call<T> call) throws TaskFailedException, InterruptedException {
        try {
            return call.make(lease.plugin());
        } catch (RuntimeException | Error thrown) { // the copier's fault, not that of the handler which called it
            lease.fault(thrown);
            throw thrown;
        }
    }

    private static Optional<Lease<VolumeCopier>> await(Slot<VolumeCopier> slot) throws InterruptedException {
        CompletableFuture<Optional<Lease<VolumeCopier>>> leased =
                slot.leaseWithin(Slot.WAIT_WHEN_EMPTY).toCompletableFuture();
        try {
            return leased.get(BOUND_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException none) {
            giveBack(leased);
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            giveBack(leased);
            throw interrupted;
        }
    }

    /** A lease that comes when nobody waits for it any more would keep its plug-in from being replaced. */
    private static void giveBack(CompletableFuture<Optional<Lease<VolumeCopier>>> leased) {
        CompletableFuture<Void> unused = leased.thenAccept(late -> late.ifPresent(Lease::close));
    }

    /** A slot for one call, which is kept from the moment on that a copier has served there. Confined to one thread. */
    private final class Use implements AutoCloseable {
        private final String type;
        private final Slot<VolumeCopier> slot;
        private boolean isKept;

        Use(String type) {
            Optional<Slot<VolumeCopier>> open = kept(type);
            this.type = type;
            this.slot = open.orElseGet(() -> slots.open(VolumeCopier.class, type));
            this.isKept = open.isPresent();
        }

        void serves() {
            if (!isKept) {
                isKept = keep(type, slot);
            }
        }

        @Override
        public void close() {
            if (!isKept) {
                slot.close();
            }
        }
    }

    private synchronized Optional<Slot<VolumeCopier>> kept(String type) {
        return Optional.ofNullable(kept.get(type));
    }

    /** Not if another call has opened one meanwhile. */
    private synchronized boolean keep(String type, Slot<VolumeCopier> fresh) {
        return !closed && kept.size() < KEPT_OPEN && kept.putIfAbsent(type, fresh) == null;
    }

    /** Closes what it keeps open; whoever calls from now on opens a slot for the call. */
    @Override
    public void close() {
        List<Slot<VolumeCopier>> open;
        synchronized (this) {
            closed = true;
            open = List.copyOf(kept.values());
            kept.clear();
        }
        open.forEach(Slot::close);
    }

    private static String typeOf(Storage storage, Attempt attempt) throws TaskFailedException {
        String type = storage.type().orElse(VolumeCopier.DEFAULT_TYPE);
        if (!Identifier.isValid(type)) {
            throw TaskFailedException.permanent(new Message(
                    attempt.type() + ".input",
                    "the type of storage " + storage.name() + " must be a name such as file"));
        }
        return type;
    }
}
