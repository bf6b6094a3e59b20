package io.patchbay.console.internal.webconsole;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * What a browser sends when its user has given a name and a password. Immutable; its text says neither.
 *
 * @param user the name
 * @param password the password
 */
record BasicCredentials(String user, String password) {
    private static final String SCHEME = "basic ";
    private static final int MOST_CHARACTERS = 1_000;

    /** Reads the header {@code Authorization}; empty if it is of another scheme, too long or malformed. */
    static Optional<BasicCredentials> of(String header) {
        if (header.length() > MOST_CHARACTERS || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        String text;
        try {
            text = new String(
                    Base64.getDecoder().decode(header.substring(SCHEME.length()).trim()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
        int colon = text.indexOf(':');
        return colon < 0
                ? Optional.empty()
                : Optional.of(new BasicCredentials(text.substring(0, colon), text.substring(colon + 1)));
    }

    @Override
    public String toString() {
        return "credentials";
    }
}
