package io.patchbay.api.rooms;

import io.patchbay.api.Attributes;
import java.util.List;
import java.util.Optional;

/**
 * What a participant asks for concerning media, in one form whatever its protocol version calls it. Checked by the codec: ids
 * are identifiers, descriptions have the shape that is stated here.
 */
public sealed interface MediaRequest {
    /** The stream or subscription, or for {@link Signal} the transport; an identifier. */
    String id();

    /** Whether this opens a session, which then has an id of its own. */
    default boolean opens() {
        return false;
    }

    /**
     * Send media.
     *
     * @param id of the stream to be, chosen by the codec
     * @param purpose of the worker that takes it in: {@code webrtc}, or {@code streaming} for what comes from a URL
     * @param description {@code media: {tracks: [{type, mid?, source?, parameters?}]}} or null; {@code data}, {@code transport:
     *     {type, id?}}, {@code attributes}, {@code connection} where given
     */
    record Publish(String id, String purpose, Attributes description) implements MediaRequest {
        @Override
        public boolean opens() {
            return true;
        }
    }

    /** Send it no more. */
    record Unpublish(String id) implements MediaRequest {}

    /**
     * Receive media.
     *
     * @param id of the subscription to be, chosen by the codec
     * @param purpose of the worker that gives it out: {@code webrtc}, {@code streaming} or {@code recording}
     * @param description {@code media: {tracks: [{type, mid?, from, format?, parameters?}]}} or null; {@code data: {from}},
     *     {@code transport: {type, id?}}, {@code connection} where given
     */
    record Subscribe(String id, String purpose, Attributes description) implements MediaRequest {
        @Override
        public boolean opens() {
            return true;
        }
    }

    /** Receive it no more. */
    record Unsubscribe(String id) implements MediaRequest {}

    /**
     * Change how a stream is used.
     *
     * @param controls performed one after another until one fails
     */
    record ControlStream(String id, List<Control> controls) implements MediaRequest {
        /** Copies the list. */
        public ControlStream {
            controls = List.copyOf(controls);
        }
    }

    /** Change a subscription. */
    record ControlSubscription(String id, Control control) implements MediaRequest {}

    /**
     * Hand a message to the other end of a connection.
     *
     * @param signaling {@code {type: offer | answer | candidate | removed-candidates, …}}
     */
    record Signal(String id, Attributes signaling) implements MediaRequest {}

    /**
     * One change.
     *
     * @param operation {@code mix}, {@code unmix}, {@code get-region}, {@code set-region}, {@code pause}, {@code play} or
     *     {@code update}
     * @param data what it is about, as a JSON value
     */
    record Control(String operation, Optional<Object> data) {}
}
