package io.patchbay.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.store.AccountRecord;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the lobby's accounts promise, on any database. */
abstract class AccountsContract {
    private static final AccountRecord ANN = new AccountRecord("ann", "a hash", true, 1_700_000_000_000L);

    private final TestDatabase database;

    @TempDir
    Path folder;

    private OpenStore store;
    private SqlAccounts accounts;

    AccountsContract(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void open() {
        store = OpenStore.at(database.fresh(folder), folder);
        accounts = new SqlAccounts(store.store);
    }

    @AfterEach
    void close() {
        if (store != null) {
            store.close();
        }
    }

    @Test
    void findsWhatWasCreated() {
        assertThat(accounts.create(ANN)).isTrue();

        assertThat(accounts.find("ann")).contains(ANN);
        assertThat(accounts.find("bob")).isEmpty();
    }

    @Test
    void findsNothingByWhatIsNoId() {
        assertThat(List.of("", "\0", "x".repeat(100_000)))
                .allSatisfy(id -> assertThat(accounts.find(id)).isEmpty());
    }

    @Test
    void doesNotCreateAnAccountTwice() {
        accounts.create(ANN);

        assertThat(accounts.create(new AccountRecord("ann", "another hash", true, 1)))
                .isFalse();
        assertThat(accounts.find("ann")).contains(ANN);
    }

    @Test
    void listsPages() {
        for (String id : List.of("c", "a", "d", "b")) {
            accounts.create(new AccountRecord(id, "a hash", true, 1));
        }

        assertThat(accounts.list("", 3)).extracting(AccountRecord::id).containsExactly("a", "b", "c");
        assertThat(accounts.list("c", 3)).extracting(AccountRecord::id).containsExactly("d");
        assertThat(accounts.list("bb", 1)).extracting(AccountRecord::id).containsExactly("c");
    }

    @Test
    void changesOneAccountOnly() {
        accounts.create(ANN);
        accounts.create(new AccountRecord("bob", "b's hash", true, 1));

        assertThat(accounts.setEnabled("ann", false))
                .contains(new AccountRecord("ann", "a hash", false, ANN.createdAt()));
        assertThat(accounts.setPasswordHash("ann", "new"))
                .contains(new AccountRecord("ann", "new", false, ANN.createdAt()));
        assertThat(accounts.find("bob")).contains(new AccountRecord("bob", "b's hash", true, 1));
        assertThat(accounts.setEnabled("nobody", false)).isEmpty();
        assertThat(accounts.setPasswordHash("nobody", "new")).isEmpty();
    }

    @Test
    void replacesAHashOnlyIfNobodyElseHas() {
        accounts.create(ANN);

        assertThat(accounts.replacePasswordHash("ann", "a hash", "raised")).isTrue();
        assertThat(accounts.replacePasswordHash("ann", "a hash", "too late")).isFalse();
        assertThat(accounts.find("ann").orElseThrow().passwordHash()).isEqualTo("raised");
    }

    @Test
    void deletes() {
        accounts.create(ANN);

        assertThat(accounts.delete("ann")).contains(ANN);
        assertThat(accounts.delete("ann")).isEmpty();
        assertThat(accounts.find("ann")).isEmpty();
    }
}
