package io.patchbay.portal.internal.session;

import io.patchbay.api.portal.CodecState;
import io.patchbay.api.portal.Encoded;
import io.patchbay.api.portal.Notification;
import io.patchbay.api.rooms.Permission;
import io.patchbay.portal.internal.socketio.WireForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A notification on its way to any number of clients: encoded once for each version and form. Thread-safe; two threads may
 * encode the same at once, one of them in vain.
 */
final class Broadcast {
    private record Written(Protocol protocol, WireForm form, Optional<Speech> speech) {}

    private final Optional<Notification> notification;
    private final List<Encoded.Wire> spoken;
    private final boolean anew;
    private volatile int estimate; // 0 until it is asked for
    private final Optional<Permission> permission; // looked at for each recipient
    private final AtomicReference<List<Written>> written = new AtomicReference<>(List.of());

    Broadcast(Notification notification) {
        this.notification = Optional.of(notification);
        this.spoken = List.of();
        this.anew = notification instanceof Notification.RoomRefreshed;
        this.permission = notification instanceof Notification.PermissionChanged changed
                ? Optional.of(changed.permission())
                : Optional.empty();
    }

    private Broadcast(List<Encoded.Wire> spoken, boolean anew) {
        this.notification = Optional.empty();
        this.spoken = List.copyOf(spoken);
        this.anew = anew;
        this.permission = Optional.empty();
    }

    /** What a codec has said already, before this node was restarted. */
    static Broadcast spoken(List<Encoded.Wire.Event> events, boolean anew) {
        return new Broadcast(List.<Encoded.Wire>copyOf(events), anew);
    }

    /** What it is about; empty if only its words are left. */
    Optional<Notification> notification() {
        return notification;
    }

    /** Its words, if only they are left. */
    List<Encoded.Wire.Event> words() {
        List<Encoded.Wire.Event> words = new ArrayList<>(spoken.size());
        for (Encoded.Wire one : spoken) {
            words.add((Encoded.Wire.Event) one);
        }
        return words;
    }

    /** What the client may do from now on, if that is what it is about. */
    Optional<Permission> permission() {
        return permission;
    }

    /** Whether it tells what the room is like now, so that nothing that was told before is needed. */
    boolean tellsAnew() {
        return anew;
    }

    /** Whether it changes nothing about the room: whoever misses it is wrong about nothing afterwards. */
    boolean isPassing() {
        return !anew
                && notification.map(Notification.TextReceived.class::isInstance).orElse(true);
    }

    /** What it takes, more or less, while it is not encoded for all. */
    int estimatedBytes() {
        int known = estimate;
        if (known == 0) { // two threads that find none find the same
            known = notification.map(Weight::of).orElseGet(() -> Weight.of(spoken));
            estimate = known;
        }
        return known;
    }

    /**
     * What all clients of that version and form get; empty if the version says it to each in its own way.
     *
     * @param where the same for all of them
     */
    Optional<Speech> forAll(Protocol protocol, Place where, WireForm form) throws CodecException {
        if (notification.isEmpty()) {
            return Optional.of(Speech.of(new Encoded(CodecState.NEW, spoken), form, OptionalLong.empty()));
        }
        for (Written one : written.get()) {
            if (one.protocol() == protocol && one.form() == form) {
                return one.speech();
            }
        }
        Optional<Speech> speech = protocol.encodeForAll(where, notification.get(), form);
        remember(new Written(protocol, form, speech));
        return speech;
    }

    /**
     * Encodes it before anybody is to be told, on this thread.
     *
     * @param onOverdue run elsewhere if this thread is caught; the exception that follows, if ever, then says it is answered
     */
    void prepare(Protocol protocol, Place where, WireForm form, Runnable onOverdue) throws CodecException {
        remember(new Written(
                protocol, form, protocol.encodeForAllHere(where, notification.orElseThrow(), form, onOverdue)));
    }

    private void remember(Written one) {
        written.updateAndGet(before -> {
            List<Written> after = new ArrayList<>(before);
            after.add(one);
            return after;
        });
    }

    /** Whether this is what the room tells of: the very text, not one that reads alike. */
    boolean says(Notification.TextReceived told) {
        return notification
                .filter(mine -> mine instanceof Notification.TextReceived text
                        && text.toAll() == told.toAll()
                        && text.from().equals(told.from())
                        && text.message().isPresent()
                        && told.message().isPresent()
                        && text.message().get() == told.message().get())
                .isPresent();
    }
}
