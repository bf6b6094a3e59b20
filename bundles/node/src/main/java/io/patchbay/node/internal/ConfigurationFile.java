package io.patchbay.node.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/** One file of the configuration folder: {@code <pid>.json} or {@code <pid>.cfg} (Java properties). */
final class ConfigurationFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ConfigurationFile() {}

    /** The PID that a file configures, or empty if it is none of ours. */
    static Optional<String> pid(Path file) {
        String name = file.getFileName().toString();
        for (String ending : new String[] {".json", ".cfg"}) {
            if (name.endsWith(ending) && name.length() > ending.length() && !name.startsWith(".")) {
                return Optional.of(name.substring(0, name.length() - ending.length()));
            }
        }
        return Optional.empty();
    }

    /** @throws IOException if it cannot be read, or is not what its ending says; the message says where */
    static Map<String, Object> read(Path file) throws IOException {
        return file.toString().endsWith(".json") ? readJson(file) : readProperties(file);
    }

    /** A text as a setting: {@code [a, b]} is a list, anything else stands for itself. */
    static Object value(String text) {
        String stripped = text.strip();
        if (!stripped.startsWith("[") || !stripped.endsWith("]")) {
            return stripped;
        }
        String inside = stripped.substring(1, stripped.length() - 1).strip();
        return inside.isEmpty() ? new String[0] : inside.split("\\s*,\\s*");
    }

    private static Map<String, Object> readProperties(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IllegalArgumentException malformed) {
            throw new IOException(malformed.getMessage(), malformed);
        }
        Map<String, Object> values = new TreeMap<>();
        properties.forEach((key, value) -> values.put((String) key, value((String) value)));
        return values;
    }

    private static Map<String, Object> readJson(Path file) throws IOException {
        JsonNode root;
        try {
            root = JSON.readTree(file.toFile());
        } catch (JsonProcessingException malformed) {
            throw new IOException(
                    malformed.getOriginalMessage() + " in line "
                            + malformed.getLocation().getLineNr(),
                    malformed);
        }
        if (!root.isObject()) {
            throw new IOException("must hold one JSON object");
        }
        Map<String, Object> values = new TreeMap<>();
        for (Map.Entry<String, JsonNode> member : root.properties()) {
            values.put(member.getKey(), value(member.getKey(), member.getValue()));
        }
        return values;
    }

    private static Object value(String key, JsonNode node) throws IOException {
        if (node.isTextual()) {
            return node.textValue();
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return node.longValue();
        }
        if (node.isNumber()) {
            return node.doubleValue();
        }
        if (node.isArray()) {
            String[] texts = new String[node.size()];
            for (int i = 0; i < texts.length; i++) {
                if (node.get(i).isContainerNode()) {
                    throw new IOException(key + " may hold texts and numbers only");
                }
                texts[i] = node.get(i).asText();
            }
            return texts;
        }
        throw new IOException(key + " must be a text, a number, true or false, or an array of them");
    }
}
