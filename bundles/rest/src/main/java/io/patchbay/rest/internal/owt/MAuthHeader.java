package io.patchbay.rest.internal.owt;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An MAuth header taken apart exactly as OWT does, oddities included (owt-server 1.3). Immutable. */
final class MAuthHeader {
    private static final String METHOD = "HMAC_SHA256";
    private static final int PREFIX_LENGTH = 6; // of "MAuth realm" and "mauth_x" alike; never looked at

    private final Map<String, String> parameters;

    private MAuthHeader(Map<String, String> parameters) {
        this.parameters = parameters;
    }

    static MAuthHeader parse(String header) {
        Map<String, String> parameters = new HashMap<>();
        for (String part : header.split(",", -1)) {
            String[] pieces = part.split("=", -1);
            StringBuilder value = new StringBuilder(part.length());
            for (int i = 1; i < pieces.length; i++) {
                value.append(pieces[i].isEmpty() ? "=" : pieces[i]);
            }
            String name = pieces[0].length() <= PREFIX_LENGTH ? "" : pieces[0].substring(PREFIX_LENGTH);
            parameters.put(name, value.toString());
        }
        return new MAuthHeader(parameters);
    }

    Optional<String> service() {
        return get("serviceid");
    }

    Optional<String> timestamp() {
        return get("timestamp");
    }

    Optional<String> cnonce() {
        return get("cnonce");
    }

    /** The user's name, decoded, if the header names user and role. */
    Optional<String> user() {
        return signsUser() ? get("username").map(MAuthHeader::decoded) : Optional.empty();
    }

    /** The role, if the header names user and role. */
    Optional<String> role() {
        return signsUser() ? get("role") : Optional.empty();
    }

    /** Whether the signature is right for a key; takes the same time whatever differs. */
    boolean isSignedWith(String key) {
        String signed = timestamp().orElse("") + "," + cnonce().orElse("")
                + (signsUser()
                        ? "," + get("username").orElse("") + "," + get("role").orElse("")
                        : "");
        byte[] expected = sign(key, signed).getBytes(StandardCharsets.UTF_8);
        byte[] given = get("signature").orElse("").getBytes(StandardCharsets.UTF_8);
        boolean complete = timestamp().isPresent() && cnonce().isPresent();
        return MessageDigest.isEqual(expected, given)
                && complete
                && get("signature_method").filter(METHOD::equals).isPresent();
    }

    private static String sign(String key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            String hex = HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
            return Base64.getEncoder().encodeToString(hex.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java has no HMAC-SHA256", missing); // every Java must have it
        }
    }

    private boolean signsUser() {
        return parameters.containsKey("username") && parameters.containsKey("role");
    }

    private Optional<String> get(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** As Node decodes base64: both alphabets, padding optional, anything else passed over. */
    private static String decoded(String base64) {
        StringBuilder clean = new StringBuilder(base64.length());
        for (int i = 0; i < base64.length() && base64.charAt(i) != '='; i++) {
            char character = base64.charAt(i) == '-' ? '+' : base64.charAt(i) == '_' ? '/' : base64.charAt(i);
            boolean digit =
                    character < 128 && (Character.isLetterOrDigit(character) || character == '+' || character == '/');
            if (digit) {
                clean.append(character);
            }
        }
        if (clean.length() % 4 == 1) {
            clean.setLength(clean.length() - 1); // six bits are no byte
        }
        return new String(Base64.getDecoder().decode(clean.toString()), StandardCharsets.UTF_8);
    }
}
