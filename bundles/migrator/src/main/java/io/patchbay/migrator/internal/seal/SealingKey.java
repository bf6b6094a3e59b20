package io.patchbay.migrator.internal.seal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** A key that seals and opens. Printed, it says its id only. Immutable. */
final class SealingKey {
    /** How many bytes a key has. */
    static final int BYTES = 32;

    private static final Pattern DIGITS = Pattern.compile("[0-9a-fA-F]{" + 2 * BYTES + "}");
    private static final byte[] IDENTIFYING = "patchbay sealing key\n".getBytes(StandardCharsets.UTF_8);
    private static final int ID_BYTES = 8;

    private final String id;
    private final SecretKey key;

    private SealingKey(byte[] bytes) {
        this.id = HexFormat.of().formatHex(hash(bytes), 0, ID_BYTES);
        this.key = new SecretKeySpec(bytes, "AES");
    }

    /** The key that some digits stand for; empty if they stand for none. */
    static Optional<SealingKey> of(String digits) {
        return DIGITS.matcher(digits).matches()
                ? Optional.of(new SealingKey(HexFormat.of().parseHex(digits)))
                : Optional.empty();
    }

    private static byte[] hash(byte[] bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(IDENTIFYING);
            return digest.digest(bytes);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }

    /** Which key it is, without telling it: 16 hex digits. */
    String id() {
        return id;
    }

    SecretKey key() {
        return key;
    }

    @Override
    public String toString() {
        return "key " + id;
    }
}
