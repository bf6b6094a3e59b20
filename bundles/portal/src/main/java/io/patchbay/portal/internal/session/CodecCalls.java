package io.patchbay.portal.internal.session;

import io.patchbay.api.hotswap.Lease;
import io.patchbay.api.hotswap.Slot;
import io.patchbay.api.portal.ProtocolVersion;
import io.patchbay.portal.internal.PlugInWatch;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Calls whichever codec is in a slot, each time under a lease; counts what is wrong with it. Thread-safe. */
final class CodecCalls {
    private static final int ATTEMPTS =
            6; // one more than the faults after which the last good version serves (design, 3)

    private final Slot<ProtocolVersion> slot;
    private final PlugInWatch watch;
    private volatile Optional<Probation> probation = Optional.empty(); // of the instance that was last called

    CodecCalls(Slot<ProtocolVersion> slot, PlugInWatch watch) {
        this.slot = slot;
        this.watch = watch;
    }

    /**
     * Codecs keep no state, so a call may be made again: until a good version serves, if there is one at hand.
     *
     * @param onOverdue run elsewhere if it takes too long; the exception that follows then says it is answered
     */
    <T> T persistently(Runnable onOverdue, Function<ProtocolVersion, T> operation) throws CodecException {
        for (int attempt = 1; ; attempt++) {
            try {
                return once(onOverdue, operation);
            } catch (CodecException failed) {
                if (failed.isMissing() || failed.isAnswered() || attempt == ATTEMPTS) {
                    throw failed;
                }
            }
        }
    }

    /** @param onOverdue run elsewhere if it takes too long; the exception that follows then says it is answered */
    <T> T once(Runnable onOverdue, Function<ProtocolVersion, T> operation) throws CodecException {
        Optional<Lease<ProtocolVersion>> taken = slot.lease();
        if (taken.isEmpty()) {
            throw CodecException.missing(slot.emptyMessage());
        }
        try (Lease<ProtocolVersion> lease = taken.get()) {
            ProtocolVersion codec = lease.plugin();
            Probation present = probationOf(lease);
            if (present.isOver()) {
                return callHere(lease, present, onOverdue, () -> operation.apply(codec));
            }
            return present.call(lease, () -> operation.apply(codec))
                    .orElseThrow(() -> CodecException.failed(slot.name(), lease.generation()));
        }
    }

    private <T> T callHere(Lease<?> lease, Probation present, Runnable onOverdue, Supplier<T> call)
            throws CodecException {
        Runnable onLate = () -> {
            present.distrust();
            lease.fault("took too long");
            onOverdue.run();
        };
        try {
            return watch.call(onLate, () -> {}, call)
                    .orElseThrow(() -> CodecException.late(slot.name(), lease.generation()));
        } catch (RuntimeException | LinkageError | StackOverflowError thrown) {
            lease.fault(thrown);
            throw CodecException.failed(slot.name(), lease.generation());
        }
    }

    private Probation probationOf(Lease<?> lease) {
        Optional<Probation> known = probation;
        return known.isPresent() && known.get().isOf(lease) ? known.get() : begin(lease);
    }

    private synchronized Probation begin(Lease<?> lease) {
        Probation begun = probation
                .filter(known -> known.isOf(lease)) // another thread was here first
                .orElseGet(() -> new Probation(lease.generation(), watch));
        probation = Optional.of(begun);
        return begun;
    }
}
