package io.patchbay.store.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Reads a backup to its end and checks all of it. Confined to one thread. */
final class DumpReader {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_LINE = 16 * 1024 * 1024;

    private final InputStream source;
    private final int layout;
    private final MessageDigest digest = DumpWriter.sha256();
    private final Map<String, List<String>> columns = new LinkedHashMap<>();
    private final Map<String, Long> counts = new HashMap<>();
    private int lines;

    /** Takes rows as they are read; a backup proves to be whole only after the last. */
    interface Rows {
        /** Takes one row: a text, a {@link Long} or null for each of the columns. */
        void accept(DumpTable table, List<String> columns, List<Object> values) throws IOException;
    }

    /** @param layout the newest that this version knows */
    DumpReader(InputStream source, int layout) throws IOException {
        this.source = new BufferedInputStream(new GZIPInputStream(source, 64 * 1024), 64 * 1024);
        this.layout = layout;
    }

    /** @throws IOException if the backup is damaged, or of a newer layout */
    void read(Rows rows) throws IOException {
        byte[] bytes = line().orElseThrow(() -> damaged("it is empty"));
        readHeader(parse(bytes));
        while (true) {
            digest.update(bytes);
            digest.update((byte) '\n');
            bytes = line().orElseThrow(() -> damaged("its end is missing"));
            JsonNode line = parse(bytes);
            if (line.has("sha256")) {
                readTrailer(line, HexFormat.of().formatHex(digest.digest()));
                return;
            }
            readRow(line, rows);
        }
    }

    private void readHeader(JsonNode header) throws IOException {
        int format = header.path("format").asInt();
        int written = header.path("layout").asInt();
        if (format < 1 || written < 1 || !header.path("tables").isObject()) {
            throw damaged("its first line is no header");
        }
        if (format > DumpWriter.FORMAT || written > layout) {
            throw new IOException("the backup has format " + format + " and layout " + written
                    + ", but this version of Patchbay knows only " + DumpWriter.FORMAT + " and " + layout);
        }
        for (Map.Entry<String, JsonNode> table : header.path("tables").properties()) {
            DumpTable known = known(table.getKey());
            List<String> names = new ArrayList<>();
            table.getValue().forEach(name -> names.add(name.asText()));
            if (!known.columns().containsAll(names) || names.isEmpty()) {
                throw damaged("table " + known.name() + " has unknown columns");
            }
            columns.put(known.name(), List.copyOf(names));
            counts.put(known.name(), 0L);
        }
    }

    private void readRow(JsonNode line, Rows rows) throws IOException {
        DumpTable table = known(line.path("table").asText());
        List<String> names = columns.getOrDefault(table.name(), List.of());
        if (!(line.path("row") instanceof ArrayNode row) || row.size() != names.size()) {
            throw damaged("line " + lines + " is no row of table " + table.name());
        }
        List<Object> values = new ArrayList<>(names.size());
        for (int i = 0; i < names.size(); i++) {
            values.add(value(table, names.get(i), row.get(i)));
        }
        counts.merge(table.name(), 1L, Long::sum);
        rows.accept(table, names, values);
    }

    private Object value(DumpTable table, String column, JsonNode value) throws IOException {
        if (value.isNull()) {
            return null;
        }
        boolean right =
                table.isNumber(column) ? value.canConvertToLong() && value.isIntegralNumber() : value.isTextual();
        if (!right) {
            throw damaged("line " + lines + " has a wrong value for " + column);
        }
        return value.isTextual() ? value.textValue() : value.longValue();
    }

    private void readTrailer(JsonNode trailer, String digestBefore) throws IOException {
        if (!trailer.path("sha256").asText().equals(digestBefore)) {
            throw damaged("its checksum is wrong");
        }
        for (Map.Entry<String, Long> count : counts.entrySet()) {
            if (trailer.path("rows").path(count.getKey()).asLong(-1) != count.getValue()) {
                throw damaged("table " + count.getKey() + " has lost rows");
            }
        }
        if (source.read() >= 0) {
            throw damaged("something follows its end");
        }
    }

    private Optional<byte[]> line() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int next = source.read(); next >= 0; next = source.read()) {
            if (next == '\n') {
                lines++;
                return Optional.of(bytes.toByteArray());
            }
            bytes.write(next);
            if (bytes.size() > LONGEST_LINE) {
                throw damaged("line " + (lines + 1) + " is too long");
            }
        }
        return Optional.empty();
    }

    private JsonNode parse(byte[] line) throws IOException {
        try {
            return JSON.readTree(line);
        } catch (IOException unreadable) {
            throw new IOException("the backup is damaged: line " + lines + " is no JSON", unreadable);
        }
    }

    private DumpTable known(String name) throws IOException {
        return DumpTable.ALL.stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow(() -> damaged("table " + (name.length() > 40 ? "?" : name) + " is unknown"));
    }

    private static IOException damaged(String how) {
        return new IOException("the backup is damaged: " + how);
    }
}
