package io.patchbay.portal.internal.session;

import io.patchbay.api.hotswap.Lease;
import io.patchbay.api.hotswap.Slot;
import io.patchbay.api.portal.ProtocolVersion;
import io.patchbay.portal.internal.GuardedCalls;
import io.patchbay.portal.internal.Outcome;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Calls whichever codec is in a slot, each time under a lease; counts what is wrong with it. Thread-safe. */
final class CodecCalls {
    private static final int ATTEMPTS =
            6; // one more than the faults after which the last good version serves (design, 3)

    private final Slot<ProtocolVersion> slot;
    private final GuardedCalls calls;

    CodecCalls(Slot<ProtocolVersion> slot, GuardedCalls calls) {
        this.slot = slot;
        this.calls = calls;
    }

    /** How a codec is called. */
    @FunctionalInterface
    private interface Way<T> {
        Outcome<T> call(Lease<?> lease, Supplier<T> call);
    }

    /**
     * Calls on this thread if the codec has proved itself. Codecs keep no state, so a call may be made again: until a good
     * version serves, if there is one at hand.
     *
     * @param onOverdue run elsewhere if this thread is caught; the exception that follows, if ever, then says it is answered
     */
    <T> T persistently(Runnable onOverdue, Function<ProtocolVersion, T> operation) throws CodecException {
        return persistently((lease, call) -> calls.here(lease, caught -> tell(caught, onOverdue), call), operation);
    }

    private static void tell(boolean caught, Runnable onOverdue) {
        if (caught) {
            onOverdue.run();
        }
    }

    /** As {@link #persistently}, on another thread: for callers that must not be caught. */
    <T> T persistentlyApart(Function<ProtocolVersion, T> operation) throws CodecException {
        return persistently(calls::apart, operation);
    }

    /** Calls once, on another thread. */
    <T> T onceApart(Function<ProtocolVersion, T> operation) throws CodecException {
        return once(calls::apart, operation);
    }

    private <T> T persistently(Way<T> way, Function<ProtocolVersion, T> operation) throws CodecException {
        for (int attempt = 1; ; attempt++) {
            try {
                return once(way, operation);
            } catch (CodecException failed) {
                if (failed.isMissing() || failed.isAnswered() || attempt == ATTEMPTS) {
                    throw failed;
                }
            }
        }
    }

    private <T> T once(Way<T> way, Function<ProtocolVersion, T> operation) throws CodecException {
        Optional<Lease<ProtocolVersion>> taken = slot.lease();
        if (taken.isEmpty()) {
            throw CodecException.missing(slot.emptyMessage());
        }
        try (Lease<ProtocolVersion> lease = taken.get()) {
            ProtocolVersion codec = lease.plugin();
            Outcome<T> outcome = way.call(lease, () -> operation.apply(codec));
            if (outcome instanceof Outcome.Done<T> done) {
                return done.value();
            }
            throw outcome instanceof Outcome.GivenUp<T> late && late.told()
                    ? CodecException.late(slot.name(), lease.generation())
                    : CodecException.failed(slot.name(), lease.generation());
        }
    }
}
