package io.patchbay.api.recovery;

import io.patchbay.api.Attributes;
import java.util.Optional;

/**
 * What an attempt made. It is data: references in it are not followed.
 *
 * @param values what dependents may refer to; as JSON at most {@value #MAX_BYTES} bytes
 * @param message something to tell
 */
public record Output(Attributes values, Optional<Message> message) {
    /** The largest output, in bytes of JSON. */
    public static final int MAX_BYTES = 16 * 1024 * 1024;

    /** Nothing to refer to. */
    public static final Output NONE = new Output(Attributes.NONE, Optional.empty());

    /** An output without a message. */
    public static Output of(Attributes values) {
        return new Output(values, Optional.empty());
    }
}
