package io.patchbay.migrator.internal.reference;

import io.patchbay.api.recovery.type.Shape;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A JSON pointer (RFC 6901). Immutable.
 *
 * @param tokens names of members and numbers of elements, unescaped
 */
public record Pointer(List<String> tokens) {
    private static final String MALFORMED = "a JSON pointer is empty or begins with '/'";

    /** Copies the list. */
    public Pointer {
        tokens = List.copyOf(tokens);
    }

    /**
     * Reads a pointer.
     *
     * @throws IllegalArgumentException if it is none, saying why
     */
    public static Pointer of(String text) {
        if (text.isEmpty()) {
            return new Pointer(List.of());
        }
        if (text.charAt(0) != '/') {
            throw new IllegalArgumentException(MALFORMED);
        }
        List<String> tokens = new ArrayList<>();
        for (String token : text.substring(1).split("/", -1)) {
            tokens.add(unescaped(token));
        }
        return new Pointer(tokens);
    }

    /**
     * Reads a pointer as it stands after the {@code #} of a URI: octets may be written as {@code %} and two hex digits.
     *
     * @throws IllegalArgumentException if it is none, saying why
     */
    public static Pointer ofFragment(String text) {
        return of(text.indexOf('%') < 0 ? text : decoded(text));
    }

    /** Whether a value has something there. */
    static boolean has(Object value, String token) {
        if (value instanceof Map<?, ?> object) {
            return object.containsKey(token);
        }
        return value instanceof List<?> array
                && Shape.INDEX.matcher(token).matches()
                && Integer.parseInt(token) < array.size();
    }

    /** What a value has there; null stands for JSON null. */
    static Object get(Object value, String token) {
        return value instanceof Map<?, ?> object ? object.get(token) : ((List<?>) value).get(Integer.parseInt(token));
    }

    /** In one pass, so that {@code ~01} is {@code ~1} and no slash. */
    private static String unescaped(String token) {
        if (token.indexOf('~') < 0) {
            return token;
        }
        StringBuilder plain = new StringBuilder(token.length());
        int at = 0;
        while (at < token.length()) {
            char letter = token.charAt(at++);
            if (letter != '~') {
                plain.append(letter);
                continue;
            }
            char code = at < token.length() ? token.charAt(at++) : ' ';
            if (code != '0' && code != '1') {
                throw new IllegalArgumentException("in a JSON pointer only 0 or 1 may follow '~'");
            }
            plain.append(code == '0' ? '~' : '/');
        }
        return plain.toString();
    }

    private static String decoded(String text) {
        byte[] written = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer octets = ByteBuffer.allocate(written.length);
        int at = 0;
        while (at < written.length) {
            byte octet = written[at++];
            if (octet != '%') {
                octets.put(octet);
                continue;
            }
            int high = at + 1 < written.length ? Character.digit(written[at++], 16) : -1;
            int low = at < written.length ? Character.digit(written[at++], 16) : -1;
            if (high < 0 || low < 0) {
                throw new IllegalArgumentException("after '%' there must be two hex digits; '%' itself is %25");
            }
            octets.put((byte) (high * 16 + low));
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(octets.flip()).toString();
        } catch (CharacterCodingException malformed) {
            throw new IllegalArgumentException("what is written with '%' must be UTF-8", malformed);
        }
    }
}
