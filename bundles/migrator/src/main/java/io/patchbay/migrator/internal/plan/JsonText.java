package io.patchbay.migrator.internal.plan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.patchbay.api.recovery.type.Records;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A plan in JSON: every number exact, every member once. Confined to one thread. */
final class JsonText {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(PlanText.MAX_DEPTH)
                    .build())
            .build();

    private static final Pattern TOKEN = Pattern.compile("Unrecognized token '.*':", Pattern.DOTALL);

    private final JsonParser parser;
    private final PlanText.Notes notes = new PlanText.Notes();

    private JsonText(JsonParser parser) {
        this.parser = parser;
    }

    static PlanText read(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            return new JsonText(parser).whole();
        } catch (JsonProcessingException malformed) {
            int line = malformed.getLocation() == null
                    ? 1
                    : malformed.getLocation().getLineNr();
            return PlanText.unreadable("syntax", Math.max(1, line), words(malformed));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // the source is in memory
        }
    }

    /** What is no word of JSON may be a secret without its quotes. */
    private static String words(JsonProcessingException malformed) {
        return TOKEN.matcher(String.valueOf(malformed.getOriginalMessage())).replaceFirst("Unrecognized token:");
    }

    private PlanText whole() throws IOException {
        parser.nextToken();
        Object root = value("");
        if (parser.nextToken() != null) {
            notes.fault("syntax", "", line(), "there is something after the end of the plan");
        }
        return notes.of(root);
    }

    private int line() {
        return parser.currentTokenLocation().getLineNr();
    }

    private Object value(String pointer) throws IOException {
        notes.line(pointer, line());
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(pointer);
            case START_ARRAY -> array(pointer);
            case VALUE_STRING -> parser.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
            default -> null;
        };
    }

    private Map<String, Object> object(String pointer) throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            String below = pointer + "/" + Records.escaped(name);
            int line = line();
            if (members.containsKey(name)) {
                notes.duplicate(below, line);
            }
            notes.line(below, line);
            parser.nextToken();
            members.put(name, value(below));
        }
        return members;
    }

    private List<Object> array(String pointer) throws IOException {
        List<Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(pointer + "/" + elements.size()));
        }
        return elements;
    }
}
