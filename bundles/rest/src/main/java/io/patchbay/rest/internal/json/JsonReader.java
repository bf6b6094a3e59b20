package io.patchbay.rest.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads one JSON value into maps, lists, strings, numbers, truth values and null: streaming, so that nothing but the values is
 * made. Of two members with one name the last counts, as in JavaScript. No state.
 */
public final class JsonReader {
    private static final int MAX_DEPTH = 32;
    private static final int MAX_NUMBER_CHARACTERS = 100;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_NUMBER_CHARACTERS)
                    .build())
            .build();

    private static final Pattern SETTINGS = Pattern.compile("(: enable `[^`]*` to allow|, from `[^`]*`)");

    private JsonReader() {}

    /**
     * Reads a whole body.
     *
     * @throws MalformedJsonException if it is not exactly one JSON value, nested too deeply, or holds a string that not every
     *     database takes (U+0000, half a surrogate pair)
     */
    public static Object read(byte[] body) {
        return read(body, false);
    }

    /**
     * The same, but numbers with a fraction or an exponent are kept as they were written, as {@link java.math.BigDecimal}.
     *
     * @throws MalformedJsonException as {@link #read(byte[])}
     */
    public static Object readExactly(byte[] body) {
        return read(body, true);
    }

    private static Object read(byte[] body, boolean exact) {
        try (JsonParser parser = FACTORY.createParser(body)) {
            if (parser.nextToken() == null) {
                throw new MalformedJsonException("the body is empty");
            }
            Object value = value(parser, exact);
            if (parser.nextToken() != null) {
                throw malformed("something follows the value", parser);
            }
            return value;
        } catch (JsonProcessingException malformed) {
            throw new MalformedJsonException(
                    withoutSettings(malformed.getOriginalMessage()),
                    malformed.getLocation() == null
                            ? 1
                            : malformed.getLocation().getLineNr(),
                    malformed.getLocation() == null
                            ? 1
                            : malformed.getLocation().getColumnNr());
        } catch (java.io.CharConversionException notUnicode) {
            throw new MalformedJsonException(notUnicode.getMessage());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // the source is in memory
        }
    }

    /** The parser also tells which of its own settings would have let the body pass; no client can change them. */
    private static String withoutSettings(String message) {
        return SETTINGS.matcher(message).replaceAll("");
    }

    /** What a value is called in a message. */
    public static String typeOf(Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof String) {
            return "a string";
        }
        if (value instanceof Number) {
            return "a number";
        }
        if (value instanceof Boolean) {
            return "a boolean";
        }
        return value instanceof List<?> ? "an array" : "an object";
    }

    private static Object value(JsonParser parser, boolean exact) throws IOException {
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> object(parser, exact);
            case START_ARRAY -> array(parser, exact);
            case VALUE_STRING -> storable(parser.getText(), parser);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_NUMBER_FLOAT -> exact ? parser.getDecimalValue() : finite(parser);
            default -> throw malformed("unexpected " + token, parser);
        };
    }

    private static Map<String, Object> object(JsonParser parser, boolean exact) throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            members.put(storable(name, parser), value(parser, exact));
        }
        if (parser.currentToken() != JsonToken.END_OBJECT) {
            throw malformed("the object does not end", parser);
        }
        return members;
    }

    private static List<Object> array(JsonParser parser, boolean exact) throws IOException {
        List<Object> elements = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token == null) {
                throw malformed("the array does not end", parser);
            }
            elements.add(value(parser, exact));
        }
        return elements;
    }

    private static Double finite(JsonParser parser) throws IOException {
        double number = parser.getDoubleValue();
        if (!Double.isFinite(number)) {
            throw malformed("a number is out of range", parser);
        }
        return number;
    }

    private static String storable(String text, JsonParser parser) {
        if (!isStorable(text)) {
            throw malformed("a string contains U+0000 or half a surrogate pair", parser);
        }
        return text;
    }

    /** Whether every database takes the text: no U+0000, no half of a surrogate pair. */
    public static boolean isStorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == 0) {
                return false;
            }
            if (Character.isSurrogate(character)) {
                boolean pair = Character.isHighSurrogate(character)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    private static MalformedJsonException malformed(String problem, JsonParser parser) {
        return new MalformedJsonException(
                problem,
                parser.currentLocation().getLineNr(),
                parser.currentLocation().getColumnNr());
    }
}
