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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The copiers that handlers call. A slot is opened for each call: types come from plans, and a copy takes long. Immutable, hence
 * thread-safe.
 */
public final class Copiers {
    private static final long BOUND_SECONDS = 2 * Slot.WAIT_WHEN_EMPTY.toSeconds();

    private final Slots slots;

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
        try (Slot<VolumeCopier> slot = slots.open(VolumeCopier.class, type);
                Lease<VolumeCopier> lease = await(slot)
                        .orElseThrow(() -> TaskFailedException.retryable(new Message(
                                attempt.type() + ".no_copier",
                                slot.emptyMessage() + ", which storage " + storage.name() + " needs")))) {
            return ask(lease, call);
        }
    }

    /** Asks the copier of a storage, if there is one: of a storage whose volumes come there by themselves there is none. */
    public <T> Optional<T> askIfAny(Storage storage, Attempt attempt, Call<T> call)
            throws TaskFailedException, InterruptedException {
        try (Slot<VolumeCopier> slot = slots.open(VolumeCopier.class, typeOf(storage, attempt))) {
            Optional<Lease<VolumeCopier>> leased = slot.lease();
            if (leased.isEmpty()) {
                return Optional.empty();
            }
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
