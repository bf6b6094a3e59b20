package io.patchbay.store.internal;

import io.patchbay.api.store.SigningKeys.Use;
import io.patchbay.support.RandomIds;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The signing keys as they are stored. Immutable. */
final class KeyRing {
    private static final int KEY_BYTES = 64; // owt-server 1.5: 128 hex digits
    private static final String ALGORITHM = "HmacSHA256";

    private final Map<Use, Mac> keyed = new EnumMap<>(Use.class); // cloned for each signature, never used themselves

    /** @param keys the key's text for each use */
    KeyRing(Map<Use, String> keys) {
        keys.forEach((use, key) -> keyed.put(use, keyed(key)));
    }

    /** Reads the keys, and makes those that are missing. Whoever else may do so at this moment is locked out. */
    static KeyRing load(Connection connection, long nowMillis) throws SQLException {
        Map<Use, String> keys = new EnumMap<>(Use.class);
        for (Use use : Use.values()) {
            Optional<String> stored = find(connection, use);
            String key = stored.isPresent() ? stored.get() : RandomIds.hex(KEY_BYTES);
            if (stored.isEmpty()) {
                add(connection, use, key, nowMillis);
            }
            keys.put(use, key);
        }
        return new KeyRing(keys);
    }

    /** Base64 of the lower-case hex digits of the text's HMAC-SHA256. */
    String sign(Use use, String text) {
        try {
            Mac mac = (Mac) keyed.get(use).clone();
            byte[] digest = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder()
                    .encodeToString(HexFormat.of().formatHex(digest).getBytes(StandardCharsets.US_ASCII));
        } catch (CloneNotSupportedException missing) {
            throw new IllegalStateException("the provider's " + ALGORITHM + " cannot be cloned", missing);
        }
    }

    boolean verify(Use use, String text, String signature) {
        return MessageDigest.isEqual(
                sign(use, text).getBytes(StandardCharsets.US_ASCII), signature.getBytes(StandardCharsets.UTF_8));
    }

    private static Mac keyed(String key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac;
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java has " + ALGORITHM, missing);
        }
    }

    private static Optional<String> find(Connection connection, Use use) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT secret FROM signing_keys WHERE purpose = ?")) {
            select.setString(1, use.name());
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
            }
        }
    }

    private static void add(Connection connection, Use use, String key, long nowMillis) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO signing_keys (purpose, secret, created_at) VALUES (?, ?, ?)")) {
            insert.setString(1, use.name());
            insert.setString(2, key);
            insert.setLong(3, nowMillis);
            insert.executeUpdate();
        }
    }
}
