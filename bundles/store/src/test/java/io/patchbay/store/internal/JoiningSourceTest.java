package io.patchbay.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JoiningSourceTest {
    @TempDir
    Path folder;

    private final JdbcDataSource h2 = new JdbcDataSource();

    @BeforeEach
    void choose() {
        h2.setURL("jdbc:h2:file:" + folder.resolve("db"));
        h2.setUser("sa");
    }

    @Test
    void connectsWhileTheDatabaseIsOpen() throws SQLException {
        try (Connection opened = h2.getConnection();
                Connection joined = new JoiningSource(h2, opened).getConnection()) {
            assertThat(joined.isValid(1)).isTrue();
        }
    }

    @Test
    void doesNotOpenItAgainOnceItHasClosedItself() throws SQLException {
        try (Connection opened = h2.getConnection()) {
            opened.createStatement().execute("SHUTDOWN IMMEDIATELY");

            assertThatThrownBy(() -> new JoiningSource(h2, opened).getConnection())
                    .isInstanceOfSatisfying(SQLException.class, away -> assertThat(SqlFailure.of(away))
                            .isEqualTo(SqlFailure.AWAY));
        }
    }
}
