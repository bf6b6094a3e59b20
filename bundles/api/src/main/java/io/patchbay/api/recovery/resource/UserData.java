package io.patchbay.api.recovery.resource;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an instance reads when it first starts, as plans write it: the text itself, or {@value #BASE64} and the Base64 of what is no
 * text. No state.
 */
public final class UserData {
    /** How many bytes there may be: Nova takes 65535 characters of Base64. */
    public static final int MAX_BYTES = 49_149;

    /** What comes before Base64. */
    public static final String BASE64 = "base64:";

    private static final String NAME = "user_data";

    /** What is shown in the place of a secret, or kept. */
    private static final Pattern SHOWN = Pattern.compile("<sealed>|<secret>|sealed:.*", Pattern.DOTALL);

    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}&&[^\\t\\n\\r]]");

    private UserData() {}

    /** The shortest way to write such bytes. */
    public static Secret of(byte[] bytes) {
        Optional<String> text = text(bytes);
        boolean plain = text.isPresent()
                && !text.get().startsWith(BASE64)
                && !SHOWN.matcher(text.get()).matches()
                && !UNPRINTABLE.matcher(text.get()).find();
        return Secret.of(plain ? text.get() : BASE64 + Base64.getEncoder().encodeToString(bytes));
    }

    private static Optional<String> text(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException binary) {
            return Optional.empty();
        }
    }

    /**
     * The bytes that an instance reads.
     *
     * @throws IllegalArgumentException if there is no Base64 where it should be
     */
    public static byte[] bytes(Secret written) {
        String text = written.reveal();
        if (!text.startsWith(BASE64)) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Base64.getDecoder().decode(text.substring(BASE64.length()));
        } catch (IllegalArgumentException malformed) { // whose words repeat parts of it
            throw new IllegalArgumentException(NAME + " must have Base64 after " + BASE64);
        }
    }

    static void check(Checks checks, Secret written) {
        checks.require(
                !SHOWN.matcher(written.reveal()).matches(),
                NAME,
                "is what is shown in the place of a secret: write the user data itself");
        try {
            int length = bytes(written).length;
            checks.require(length > 0, NAME, "is empty: leave it out where there is none");
            checks.require(
                    length <= MAX_BYTES,
                    NAME,
                    "must be at most " + MAX_BYTES + " bytes, which are 65535 characters of Base64, but has " + length);
        } catch (IllegalArgumentException malformed) {
            checks.require(false, NAME, "must have Base64 after " + BASE64);
        }
    }
}
