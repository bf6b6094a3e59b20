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
import io.patchbay.portal.internal.GuardedCalls;
import io.patchbay.portal.internal.Relief;
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
    private final Slot<ProtocolVersion> slot;
    private final CodecCalls calls;
    private final CodecTrials trials;
    private final Relief relief;

    /** How the codec that serves is called. */
    @FunctionalInterface
    private interface Way<T> {
        T call(Function<ProtocolVersion, T> operation) throws CodecException;
    }

    /**
     * @param guarded for this version's codecs
     * @param trials what the operator tries of this version
     */
    Protocol(Slot<ProtocolVersion> slot, GuardedCalls guarded, CodecTrials trials, Alarms alarms) {
        this.slot = slot;
        this.calls = new CodecCalls(slot, guarded);
        this.trials = trials;
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
        trials.close();
        slot.close();
    }

    /**
     * Understands a client.
     *
     * @param where whose client it is
     * @param onOverdue run elsewhere if this thread is caught; the exception that follows, if ever, then says it is answered
     */
    Decoded decode(Place where, CodecState state, ClientFrame frame, Runnable onOverdue) throws CodecException {
        return decode(where, operation -> calls.persistently(onOverdue, operation), state, frame);
    }

    /** Understands a client that is in no room yet. */
    Decoded decodeNewcomer(ClientFrame frame) throws CodecException {
        return decode(Place.NONE, this::unanswered, CodecState.NEW, frame);
    }

    /** Nobody is told of a call that takes too long: the client is not in yet, and is cut off if it does not get in in time. */
    private <T> T unanswered(Function<ProtocolVersion, T> operation) throws CodecException {
        return calls.persistently(() -> {}, operation);
    }

    private Decoded decode(Place where, Way<Decoded> way, CodecState state, ClientFrame frame) throws CodecException {
        return call(
                where,
                way,
                codec -> Objects.requireNonNull(codec.decode(state, frame), "decode returned null"),
                decoded -> decoded,
                () -> "'" + frame.event() + "' of a client");
    }

    /**
     * Says something to one client.
     *
     * @param where whose client it is
     * @param ackId of the request that this answers; the codec's acknowledgement is dropped if there is none
     * @param onOverdue run elsewhere if this thread is caught; the exception that follows, if ever, then says it is answered
     */
    Speech encode(
            Place where, CodecState state, ServerMessage message, WireForm form, OptionalLong ackId, Runnable onOverdue)
            throws CodecException {
        return encode(where, operation -> calls.persistently(onOverdue, operation), state, message, form, ackId);
    }

    /** As {@link #encode}, to a client that is in no room yet, or not back in it. */
    Speech encodeForNewcomer(Place where, CodecState state, ServerMessage message, WireForm form, OptionalLong ackId)
            throws CodecException {
        return encode(where, this::unanswered, state, message, form, ackId);
    }

    private Speech encode(
            Place where, Way<Speech> way, CodecState state, ServerMessage message, WireForm form, OptionalLong ackId)
            throws CodecException {
        return call(
                where,
                way,
                codec -> Speech.of(codec.encode(state, message), form, ackId),
                Speech::said,
                () -> "an answer to a client: " + message.getClass().getSimpleName());
    }

    /**
     * What a notification is for every client of this version; empty if it differs from one to the other. A codec that does not
     * come back does not catch this thread, for which a whole room may wait.
     */
    Optional<Speech> encodeForAll(Place where, Notification notification, WireForm form) throws CodecException {
        return encodeForAll(where, calls::persistentlyApart, notification, form);
    }

    /**
     * As {@link #encodeForAll}, on this thread.
     *
     * @param onOverdue run elsewhere if this thread is caught; the exception that follows, if ever, then says it is answered
     */
    Optional<Speech> encodeForAllHere(Place where, Notification notification, WireForm form, Runnable onOverdue)
            throws CodecException {
        return encodeForAll(where, operation -> calls.persistently(onOverdue, operation), notification, form);
    }

    private Optional<Speech> encodeForAll(
            Place where, Way<Optional<Speech>> way, Notification notification, WireForm form) throws CodecException {
        ServerMessage message = new ServerMessage.Notified(notification);
        return call(
                where,
                way,
                codec -> codec.encodesNotificationsAlike()
                        ? Optional.of(Speech.of(codec.encode(CodecState.NEW, message), form, OptionalLong.empty()))
                        : Optional.empty(),
                speech -> speech.map(Speech::said),
                () -> subject(notification));
    }

    /** What a notification is for one client; does not catch this thread either. */
    Speech encodeForOne(Place where, CodecState state, Notification notification, WireForm form) throws CodecException {
        ServerMessage message = new ServerMessage.Notified(notification);
        return call(
                where,
                calls::persistentlyApart,
                codec -> Speech.of(codec.encode(state, message), form, OptionalLong.empty()),
                Speech::said,
                () -> subject(notification));
    }

    private static String subject(Notification notification) {
        return "a notification: " + notification.getClass().getSimpleName();
    }

    /**
     * @param comparable what of an answer is to be the same with a candidate
     * @param subject what it is about, for people
     */
    private <T> T call(
            Place where,
            Way<T> way,
            Function<ProtocolVersion, T> operation,
            Function<T, Object> comparable,
            Supplier<String> subject)
            throws CodecException {
        CodecTrials tried = trials;
        if (tried.areNone()) {
            return way.call(operation);
        }
        Optional<T> byCandidate = tried.canary(where).flatMap(canary -> canary.answer(operation));
        if (byCandidate.isPresent()) {
            return byCandidate.get();
        }
        T answer = way.call(operation);
        tried.shadow(where)
                .ifPresent(shadow ->
                        shadow.compare(comparable.apply(answer), operation, comparable, () -> where.of(subject.get())));
        return answer;
    }
}
