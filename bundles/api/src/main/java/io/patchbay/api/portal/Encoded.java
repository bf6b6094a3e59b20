package io.patchbay.api.portal;

import java.util.List;

/**
 * A message in the words of a protocol version.
 *
 * @param state what to remember from now on
 * @param frames what to send, in this order
 */
public record Encoded(CodecState state, List<Wire> frames) {
    /** Copies the list. */
    public Encoded {
        frames = List.copyOf(frames);
    }

    /** One thing to send. */
    public sealed interface Wire {
        /**
         * The acknowledgement of the client's request; dropped where it did not ask for one.
         *
         * @param arguments JSON values, for example a status and data; null stands for JSON null
         */
        record Ack(List<Object> arguments) implements Wire {}

        /**
         * An event.
         *
         * @param name its name
         * @param arguments JSON values; null stands for JSON null
         */
        record Event(String name, List<Object> arguments) implements Wire {}
    }
}
