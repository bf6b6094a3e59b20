package io.patchbay.portal.internal.session;

import io.patchbay.api.portal.CodecState;
import io.patchbay.api.portal.Encoded;
import io.patchbay.portal.internal.engineio.OutPacket;
import io.patchbay.portal.internal.socketio.WireForm;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a codec had to say, ready to be sent. Immutable.
 *
 * @param state what the codec remembers from now on
 * @param packets in the order in which they go
 * @param events those of the codec's frames that are events
 */
record Speech(CodecState state, List<OutPacket> packets, List<Encoded.Wire.Event> events) {
    /** Writes a codec's frames down; throws if they hold anything that JSON has not. */
    static Speech of(Encoded encoded, WireForm form, OptionalLong ackId) {
        List<OutPacket> packets = new ArrayList<>(encoded.frames().size());
        List<Encoded.Wire.Event> events = new ArrayList<>(encoded.frames().size());
        for (Encoded.Wire frame : encoded.frames()) {
            if (frame instanceof Encoded.Wire.Event event) {
                events.add(event);
                packets.add(form.event(event.name(), event.arguments()));
            } else if (frame instanceof Encoded.Wire.Ack ack) {
                OutPacket written = form.ack(ackId.orElse(0), ack.arguments());
                if (ackId.isPresent()) {
                    packets.add(written);
                }
            }
        }
        return new Speech(encoded.state(), packets, events);
    }

    /** What is the same if two codecs say the same. */
    Said said() {
        return new Said(state, packets.stream().map(OutPacket::toString).toList(), events);
    }

    /**
     * What a codec has said.
     *
     * @param state what it remembers
     * @param packets as they are written
     * @param events those of its frames that are events
     */
    record Said(CodecState state, List<String> packets, List<Encoded.Wire.Event> events) {
        /** For people, without what clients have said. */
        String shown() {
            int length = packets.stream().mapToInt(String::length).sum();
            List<String> names = events.stream().map(Encoded.Wire.Event::name).toList();
            return packets.size() + " packets of " + length + " characters, events " + names + ", a state of "
                    + state.values().values().size() + " members in layout " + state.layout();
        }
    }
}
