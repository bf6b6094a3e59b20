package io.patchbay.store.internal;

import io.patchbay.api.store.Backup;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Copies all tables to and from a form that every database understands. Thread-safe; one copy at a time. */
@Component(service = Backup.class)
public final class PortableBackup implements Backup {
    private static final int ROWS_AT_A_TIME = 500;

    private final Store store;

    @Activate
    public PortableBackup(@Reference Store store) {
        this.store = store;
    }

    @Override
    public void write(OutputStream target) throws IOException {
        try {
            store.snapshot("write a backup", connection -> {
                try {
                    new DumpWriter(target)
                            .write(
                                    connection,
                                    store.connector().layout(),
                                    store.clock().instant());
                    return true;
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
            });
        } catch (UncheckedIOException failed) {
            throw new IOException(
                    "the backup could not be written: " + failed.getCause().getMessage(), failed);
        }
    }

    @Override
    public void restore(InputStream source) throws IOException {
        store.keys("restore a backup"); // refuses until the folder is there
        Path copy = Files.createTempFile(store.connector().folder(), "restore-", ".part");
        try {
            Files.copy(source, copy, StandardCopyOption.REPLACE_EXISTING);
            read(copy, (table, columns, values) -> {}); // all of it, before anything changes
            store.replace("restore a backup", connection -> {
                replace(connection, copy);
                return true;
            });
        } catch (UncheckedIOException failed) {
            throw new IOException(
                    "the backup could not be read again: " + failed.getCause().getMessage(), failed);
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    private void read(Path copy, DumpReader.Rows rows) throws IOException {
        try (InputStream bytes = Files.newInputStream(copy)) {
            new DumpReader(bytes, store.connector().layout()).read(rows);
        }
    }

    private void replace(Connection connection, Path copy) throws SQLException {
        List<DumpTable> tables = DumpTable.ALL;
        List<String> used = usedTokens(connection);
        try (Statement delete = connection.createStatement()) {
            for (int i = tables.size() - 1; i >= 0; i--) {
                delete.executeUpdate("DELETE FROM " + tables.get(i).name());
            }
        }
        try (Inserts inserts = new Inserts(connection)) {
            read(copy, inserts);
            inserts.flush();
        } catch (SqlInIo refused) {
            throw refused.cause();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        useUp(connection, used);
    }

    private static List<String> usedTokens(Connection connection) throws SQLException {
        List<String> used = new ArrayList<>();
        try (Statement select = connection.createStatement();
                ResultSet rows = select.executeQuery("SELECT id FROM tokens WHERE state = 'USED'")) {
            while (rows.next()) {
                used.add(rows.getString(1));
            }
        }
        return used;
    }

    /** A token lets in once, also when the copy was made before that. */
    private static void useUp(Connection connection, List<String> tokens) throws SQLException {
        try (PreparedStatement use = connection.prepareStatement("UPDATE tokens SET state = 'USED' WHERE id = ?")) {
            int waiting = 0;
            for (String token : tokens) {
                use.setString(1, token);
                use.addBatch();
                waiting++;
                if (waiting == ROWS_AT_A_TIME) {
                    use.executeBatch();
                    waiting = 0;
                }
            }
            use.executeBatch();
        }
    }

    /** Writes the rows of one table after the other, many at a time. Confined to one thread. */
    private static final class Inserts implements DumpReader.Rows, AutoCloseable {
        private final Connection connection;
        private PreparedStatement insert;
        private String table = "";
        private int waiting;

        private Inserts(Connection connection) {
            this.connection = connection;
        }

        @Override
        public void accept(DumpTable rowsTable, List<String> columns, List<Object> values) throws IOException {
            try {
                if (!rowsTable.name().equals(table)) {
                    close();
                    insert = connection.prepareStatement(rowsTable.insert(columns));
                    table = rowsTable.name();
                }
                for (int i = 0; i < values.size(); i++) {
                    insert.setObject(i + 1, values.get(i));
                }
                insert.addBatch();
                waiting++;
                if (waiting >= ROWS_AT_A_TIME) {
                    flush();
                }
            } catch (SQLException refused) {
                throw new SqlInIo(refused);
            }
        }

        private void flush() throws SQLException {
            if (waiting > 0) {
                insert.executeBatch();
                waiting = 0;
            }
        }

        @Override
        public void close() throws SQLException {
            flush();
            if (insert != null) {
                insert.close();
            }
        }
    }

    /** Carries a refusal of the database through the reader. */
    private static final class SqlInIo extends IOException {
        private static final long serialVersionUID = 1;

        private SqlInIo(SQLException cause) {
            super(cause);
        }

        private SQLException cause() {
            return (SQLException) getCause();
        }
    }
}
