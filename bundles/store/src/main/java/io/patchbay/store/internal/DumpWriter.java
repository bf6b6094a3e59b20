package io.patchbay.store.internal;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Writes a backup: gzip of JSON lines, see README.md. Confined to one thread. */
final class DumpWriter {
    /** Number of the form of the lines; the columns have their own, the layout. */
    static final int FORMAT = 1;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ROWS_AT_A_TIME = 1000;

    private final GZIPOutputStream target;
    private final MessageDigest digest = sha256();

    DumpWriter(OutputStream target) throws IOException {
        this.target = new GZIPOutputStream(target, 64 * 1024);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }

    void write(Connection connection, int layout, Instant now) throws SQLException, IOException {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        DumpTable.ALL.forEach(table -> columns.put(table.name(), table.columns()));
        line(Map.of("format", FORMAT, "layout", layout, "created", now.toString(), "tables", columns));
        Map<String, Long> counts = new LinkedHashMap<>();
        for (DumpTable table : DumpTable.ALL) {
            counts.put(table.name(), rows(connection, table));
        }
        line(Map.of("rows", counts, "sha256", HexFormat.of().formatHex(digest.digest())));
        target.finish();
        target.flush();
    }

    private long rows(Connection connection, DumpTable table) throws SQLException {
        long count = 0;
        try (PreparedStatement select = connection.prepareStatement(table.select())) {
            select.setFetchSize(ROWS_AT_A_TIME);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    List<Object> row = new ArrayList<>(table.columns().size());
                    for (int i = 1; i <= table.columns().size(); i++) {
                        row.add(rows.getObject(i));
                    }
                    line(Map.of("table", table.name(), "row", row));
                    count++;
                }
            }
        }
        return count;
    }

    private void line(Object value) {
        try {
            byte[] bytes = JSON.writeValueAsBytes(value);
            target.write(bytes);
            target.write('\n');
            digest.update(bytes);
            digest.update((byte) '\n');
        } catch (IOException failed) {
            throw new UncheckedIOException(failed); // through the transaction, to whoever asked for the backup
        }
    }
}
