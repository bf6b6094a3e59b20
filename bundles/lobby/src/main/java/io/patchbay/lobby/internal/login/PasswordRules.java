package io.patchbay.lobby.internal.login;

import io.patchbay.api.lobby.Password;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Optional;

/** What can be a password, and which octets of it are hashed. No state. */
final class PasswordRules {
    private static final int MOST_BYTES = 1024;

    private PasswordRules() {}

    /**
     * The octets of a password: UTF-8 of Unicode's form C, so that it is the same on whatever keyboard it is typed.
     *
     * @return empty if it is too long, or no text
     */
    static Optional<byte[]> octets(Password password) {
        if (password.text().length() > MOST_BYTES) {
            return Optional.empty(); // bringing a long text into form C takes long
        }
        String normalized = Normalizer.normalize(password.text(), Normalizer.Form.NFC);
        try {
            var encoded = StandardCharsets.UTF_8
                    .newEncoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .encode(CharBuffer.wrap(normalized));
            byte[] octets = new byte[encoded.remaining()];
            encoded.get(octets);
            return octets.length > MOST_BYTES ? Optional.empty() : Optional.of(octets);
        } catch (CharacterCodingException halfOfAPair) {
            return Optional.empty();
        }
    }

    /** What is wrong with a new password, to follow the word {@code password}; empty if nothing. */
    static Optional<String> fault(Password password, int leastCharacters) {
        if (octets(password).isEmpty()) {
            return Optional.of("must be text of at most " + MOST_BYTES + " bytes in UTF-8");
        }
        String normalized = Normalizer.normalize(password.text(), Normalizer.Form.NFC);
        if (normalized.codePointCount(0, normalized.length()) < leastCharacters) {
            return Optional.of("must be at least " + leastCharacters + " characters long");
        }
        return Optional.empty();
    }
}
