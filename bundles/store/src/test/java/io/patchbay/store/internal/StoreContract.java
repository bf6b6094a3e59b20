package io.patchbay.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import io.patchbay.api.store.SigningKeys.Use;
import io.patchbay.api.store.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a store opens, on any database. */
abstract class StoreContract {
    private final TestDatabase database;

    @TempDir
    Path folder;

    private String url;
    private OpenStore store;

    StoreContract(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void open() {
        url = database.fresh(folder);
        store = OpenStore.at(url, folder);
    }

    @AfterEach
    void close() {
        if (store != null) {
            store.close();
        }
    }

    @Test
    void keepsItsSigningKeys() {
        String signature = store.keys.sign(Use.TICKET, "text");
        store.close();
        store = OpenStore.at(url, folder);

        assertThat(store.keys.verify(Use.TICKET, "text", signature)).isTrue();
        assertThat(store.keys.verify(Use.TOKEN, "text", signature)).isFalse();
    }

    @Test
    void refusesADatabaseOfANewerLayoutAndSaysSo() {
        change("INSERT INTO schema_migrations VALUES (99, '0099-later.sql', 'x', 0)");
        reopen();

        blockedBecause("layout 99");
        assertThatThrownBy(() -> store.services.list())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("layout 99");
    }

    @Test
    void refusesADatabaseOfAnotherLayoutAndSaysSo() {
        change("UPDATE schema_migrations SET checksum = 'other' WHERE number = 1");
        reopen();

        blockedBecause("another 0001-services-rooms-tokens-keys.sql");
    }

    @Test
    void goesOnWithAMigrationThatACrashCutOff() {
        change("DELETE FROM schema_migrations");
        reopen();

        store.opened();
        assertThat(store.services.list()).hasSize(1);
    }

    @Test
    void goesOnByItselfWhenTheConnectionsAreLost() {
        List<String> lost = List.of("the connections are lost");
        assertThatThrownBy(() -> store.store.transaction("lose " + lost, connection -> {
                    throw new java.sql.SQLRecoverableException(lost.get(0));
                }))
                .isInstanceOfSatisfying(StoreException.class, failed -> assertThat(failed.retryable())
                        .isTrue())
                .hasMessageContaining(lost.get(0));

        store.opened();
        assertThat(store.services.list()).hasSize(1);
    }

    private void reopen() {
        store.close();
        store = OpenStore.at(OpenStore.settings(url), folder, FixedCredentials.FIRST);
    }

    private void blockedBecause(String reason) {
        await().atMost(OpenStore.BOUND).untilAsserted(() -> assertThat(store.store.blockedBy())
                .hasValueSatisfying(text -> assertThat(text).contains(reason)));
    }

    private void change(String sql) {
        store.store.transaction("change", connection -> execute(connection, sql));
    }

    private static boolean execute(Connection connection, String sql) throws java.sql.SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.execute(sql);
        }
    }
}
