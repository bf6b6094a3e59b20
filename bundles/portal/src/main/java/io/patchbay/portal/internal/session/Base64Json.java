package io.patchbay.portal.internal.session;

import io.patchbay.portal.internal.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** JSON objects in base64, as tokens and tickets travel. */
final class Base64Json {
    private static final int MAX_LENGTH = 16_384;

    private Base64Json() {}

    /** Reads leniently, as Node does: either alphabet, with or without padding, junk passed over (owt-server, 14). */
    static Optional<Map<?, ?>> read(String base64) {
        if (base64.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        StringBuilder digits = new StringBuilder(base64.length());
        for (int i = 0; i < base64.length() && base64.charAt(i) != '='; i++) {
            char digit = base64.charAt(i) == '-' ? '+' : base64.charAt(i) == '_' ? '/' : base64.charAt(i);
            if (isDigit(digit)) {
                digits.append(digit);
            }
        }
        if (digits.length() % 4 == 1) {
            digits.setLength(digits.length() - 1); // six bits are no byte
        }
        String json = new String(Base64.getDecoder().decode(digits.toString()), StandardCharsets.UTF_8);
        return Json.read(json)
                .flatMap(value -> value)
                .map(value -> value instanceof Map<?, ?> object ? object : Map.of());
    }

    private static boolean isDigit(char digit) {
        boolean ascii = digit < 128;
        return digit == '+' || digit == '/' || (ascii && Character.isLetterOrDigit(digit));
    }

    static String write(Map<String, Object> object) {
        return Base64.getEncoder().encodeToString(Json.write("", object));
    }
}
