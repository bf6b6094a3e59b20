package io.patchbay.portal.internal.session;

import io.patchbay.api.portal.Notification;
import io.patchbay.portal.internal.socketio.WireForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A notification on its way to any number of clients: encoded once for each version and form. Thread-safe; two threads may
 * encode the same at once, one of them in vain.
 */
final class Broadcast {
    private record Written(Protocol protocol, WireForm form, Optional<Speech> speech) {}

    private final Notification notification;
    private final AtomicReference<List<Written>> written = new AtomicReference<>(List.of());

    Broadcast(Notification notification) {
        this.notification = notification;
    }

    Notification notification() {
        return notification;
    }

    /** What all clients of that version and form get; empty if the version says it to each in its own way. */
    Optional<Speech> forAll(Protocol protocol, WireForm form) throws CodecException {
        for (Written one : written.get()) {
            if (one.protocol() == protocol && one.form() == form) {
                return one.speech();
            }
        }
        Optional<Speech> speech = protocol.encodeForAll(notification, form);
        written.updateAndGet(before -> {
            List<Written> after = new ArrayList<>(before);
            after.add(new Written(protocol, form, speech));
            return after;
        });
        return speech;
    }
}
