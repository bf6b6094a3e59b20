package io.patchbay.portal.internal.session;

import io.patchbay.api.hotswap.Lease;
import io.patchbay.api.hotswap.Slot;
import io.patchbay.api.portal.ClientFrame;
import io.patchbay.api.portal.CodecState;
import io.patchbay.api.portal.Decoded;
import io.patchbay.api.portal.Notification;
import io.patchbay.api.portal.ProtocolVersion;
import io.patchbay.api.portal.ServerMessage;
import io.patchbay.portal.internal.Alarms;
import io.patchbay.portal.internal.PlugInWatch;
import io.patchbay.portal.internal.socketio.WireForm;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One version of the client protocol, whichever codec speaks it right now. Each call takes a lease of its own, so the next one
 * goes to a successor. Thread-safe.
 */
final class Protocol {
    private static final int ATTEMPTS =
            6; // one more than the faults after which the last good version serves (design, 3)

    private final Slot<ProtocolVersion> slot;
    private final PlugInWatch watch;
    private final Relief relief;
    private volatile Optional<Probation> probation = Optional.empty(); // of the instance that was last called

    Protocol(Slot<ProtocolVersion> slot, PlugInWatch watch, Alarms alarms) {
        this.slot = slot;
        this.watch = watch;
        this.relief = new Relief(slot, alarms);
    }

    /** What clients call it. */
    String name() {
        return slot.name();
    }

    /** Whether there is a codec right now. */
    boolean isInstalled() {
        Optional<Lease<ProtocolVersion>> lease = slot.lease();
        lease.ifPresent(Lease::close);
        return lease.isPresent();
    }

    /** What to tell those who need it when there is none. */
    String missingMessage() {
        return slot.emptyMessage();
    }

    /** Waits for a codec, for a while; completes with whether there is one. */
    CompletionStage<Boolean> whenInstalled(Duration wait) {
        return slot.leaseWithin(wait).thenApply(lease -> {
            lease.ifPresent(Lease::close);
            return lease.isPresent();
        });
    }

    /**
     * Waits for a codec after a call that has failed: for any, or for another than the one that broke its contract. Completes
     * with whether there is one.
     *
     * @param wait for a codec that is missing
     */
    CompletionStage<Boolean> whenRelieved(CodecException failed, Duration wait) {
        return failed.isMissing() ? whenInstalled(wait) : relief.of(failed.generation());
    }

    void close() {
        slot.close();
    }

    /** @param onOverdue run elsewhere if it takes too long; the exception that follows then says it is answered */
    Decoded decode(CodecState state, ClientFrame frame, Runnable onOverdue) throws CodecException {
        return persistently(
                onOverdue, codec -> Objects.requireNonNull(codec.decode(state, frame), "decode returned null"));
    }

    /**
     * Says something to one client.
     *
     * @param ackId of the request that this answers; the codec's acknowledgement is dropped if there is none
     * @param onOverdue run elsewhere if it takes too long; the exception that follows then says it is answered
     */
    Speech encode(CodecState state, ServerMessage message, WireForm form, OptionalLong ackId, Runnable onOverdue)
            throws CodecException {
        return persistently(onOverdue, codec -> Speech.of(codec.encode(state, message), form, ackId));
    }

    /** What a notification is for every client of this version; empty if it differs from one to the other. */
    Optional<Speech> encodeForAll(Notification notification, WireForm form) throws CodecException {
        ServerMessage message = new ServerMessage.Notified(notification);
        return persistently(
                () -> {},
                codec -> codec.encodesNotificationsAlike()
                        ? Optional.of(Speech.of(codec.encode(CodecState.NEW, message), form, OptionalLong.empty()))
                        : Optional.empty());
    }

    /** What a notification is for one client. */
    Speech encodeForOne(CodecState state, Notification notification, WireForm form) throws CodecException {
        ServerMessage message = new ServerMessage.Notified(notification);
        return persistently(() -> {}, codec -> Speech.of(codec.encode(state, message), form, OptionalLong.empty()));
    }

    /** Codecs keep no state, so a call may be made again: until a good version serves, if there is one at hand. */
    private <T> T persistently(Runnable onOverdue, Function<ProtocolVersion, T> operation) throws CodecException {
        for (int attempt = 1; ; attempt++) {
            try {
                return call(onOverdue, operation);
            } catch (CodecException failed) {
                if (failed.isMissing() || failed.isAnswered() || attempt == ATTEMPTS) {
                    throw failed;
                }
            }
        }
    }

    private <T> T call(Runnable onOverdue, Function<ProtocolVersion, T> operation) throws CodecException {
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
                    .orElseThrow(() -> CodecException.failed(name(), lease.generation()));
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
                    .orElseThrow(() -> CodecException.late(name(), lease.generation()));
        } catch (RuntimeException | LinkageError | StackOverflowError thrown) {
            lease.fault(thrown);
            throw CodecException.failed(name(), lease.generation());
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
