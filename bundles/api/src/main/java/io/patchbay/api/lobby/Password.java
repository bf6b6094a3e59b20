package io.patchbay.api.lobby;

import java.util.Objects;

/**
 * A password as its owner has typed it; whether it is fit to be one is decided by {@link Accounts}.
 *
 * @param text never logged, nor told to anybody
 */
public record Password(String text) {
    /** Takes any text. */
    public Password {
        Objects.requireNonNull(text, "text");
    }

    /** Without the text, so that it can be logged. */
    @Override
    public String toString() {
        return "Password[hidden]";
    }
}
