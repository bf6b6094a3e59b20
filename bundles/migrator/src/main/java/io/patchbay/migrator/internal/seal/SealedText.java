package io.patchbay.migrator.internal.seal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * A text that was sealed: {@code sealed:KEY:BASE64} of nonce, cipher text and tag (AES-256-GCM, NIST SP 800-38D). The nonces are
 * random, so that one key is good for some billions of texts. Immutable.
 *
 * @param key id of the key that sealed it
 * @param content nonce, cipher text and tag
 */
record SealedText(String key, String content) {
    private static final Pattern FORM = Pattern.compile("sealed:([0-9a-f]{16}):([0-9a-zA-Z+/=]+)");
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Whether a text is one that was sealed. */
    static Optional<SealedText> of(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches() ? Optional.of(new SealedText(form.group(1), form.group(2))) : Optional.empty();
    }

    /** @param place where it is to stand, without which it cannot be opened */
    static SealedText seal(SealingKey key, String place, String text) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, place).doFinal(utf8(text));
            byte[] content = ByteBuffer.allocate(nonce.length + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
            return new SealedText(key.id(), Base64.getEncoder().encodeToString(content));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java has " + CIPHER, missing);
        }
    }

    /** The text; empty if it was changed, stood elsewhere, or was sealed with another key. */
    Optional<String> open(SealingKey with, String place) {
        try {
            byte[] bytes = Base64.getDecoder().decode(content);
            if (bytes.length < NONCE_BYTES) {
                return Optional.empty();
            }
            byte[] nonce = Arrays.copyOf(bytes, NONCE_BYTES);
            byte[] text = cipher(Cipher.DECRYPT_MODE, with, nonce, place)
                    .doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES);
            return Optional.of(new String(text, StandardCharsets.UTF_8));
        } catch (AEADBadTagException | IllegalArgumentException broken) {
            return Optional.empty();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java has " + CIPHER, missing);
        }
    }

    private static Cipher cipher(int mode, SealingKey key, byte[] nonce, String place) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key.key(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(utf8(place));
        return cipher;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** As it is kept. */
    String text() {
        return "sealed:" + key + ":" + content;
    }
}
