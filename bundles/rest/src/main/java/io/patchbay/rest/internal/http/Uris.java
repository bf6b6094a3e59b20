package io.patchbay.rest.internal.http;

import io.patchbay.rest.internal.json.JsonReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes paths and queries apart. No state. */
public final class Uris {
    private static final int MAX_SEGMENTS = 16;
    private static final int MAX_PARAMETERS = 100;

    private Uris() {}

    /**
     * The decoded segments of a path; a slash at the end counts for nothing, as the stock REST clients add one.
     *
     * @return empty if no route can be meant: an empty segment, too many, or bytes that are no text
     */
    static Optional<List<String>> segments(String path) {
        int end = path.endsWith("/") ? path.length() - 1 : path.length();
        List<String> segments = new ArrayList<>(6);
        int start = 1;
        while (start <= end) {
            int slash = path.indexOf('/', start);
            int stop = slash < 0 || slash > end ? end : slash;
            Optional<String> segment = decoded(path.substring(start, stop), false);
            if (stop == start || segment.isEmpty() || segments.size() == MAX_SEGMENTS) {
                return Optional.empty();
            }
            segments.add(segment.get());
            start = stop + 1;
        }
        return Optional.of(segments);
    }

    /** The parameters of a query or form, the first of each name; what is no text is left out. */
    public static Map<String, String> parameters(String query) {
        if (query.isEmpty()) {
            return Map.of();
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&", MAX_PARAMETERS + 1)) {
            int equals = pair.indexOf('=');
            Optional<String> name = decoded(equals < 0 ? pair : pair.substring(0, equals), true);
            Optional<String> value = decoded(equals < 0 ? "" : pair.substring(equals + 1), true);
            if (name.isPresent() && value.isPresent() && parameters.size() < MAX_PARAMETERS) {
                parameters.putIfAbsent(name.get(), value.get());
            }
        }
        return parameters;
    }

    private static Optional<String> decoded(String text, boolean plusIsSpace) {
        if (text.indexOf('%') < 0 && !(plusIsSpace && text.indexOf('+') >= 0)) {
            return Optional.of(text).filter(JsonReader::isStorable);
        }
        ByteBuffer bytes = ByteBuffer.allocate(text.length() * 3);
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '%') {
                int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
                int low = i + 2 < text.length() ? Character.digit(text.charAt(i + 2), 16) : -1;
                if (high < 0 || low < 0) {
                    return Optional.empty();
                }
                bytes.put((byte) ((high << 4) | low));
                i += 2;
            } else if (character == '+' && plusIsSpace) {
                bytes.put((byte) ' ');
            } else {
                bytes.put(String.valueOf(character).getBytes(StandardCharsets.UTF_8));
            }
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(bytes.flip())
                            .toString())
                    .filter(JsonReader::isStorable);
        } catch (CharacterCodingException noText) {
            return Optional.empty();
        }
    }
}
