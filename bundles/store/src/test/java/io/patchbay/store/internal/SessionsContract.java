package io.patchbay.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.store.AccountRecord;
import io.patchbay.api.store.SessionRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the lobby's tokens promise, on any database. */
abstract class SessionsContract {
    private final TestDatabase database;

    @TempDir
    Path folder;

    private OpenStore store;
    private SqlAccounts accounts;
    private SqlSessions sessions;

    SessionsContract(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void open() {
        store = OpenStore.at(database.fresh(folder), folder);
        accounts = new SqlAccounts(store.store);
        sessions = new SqlSessions(store.store);
        accounts.create(new AccountRecord("ann", "a hash", true, 1));
    }

    @AfterEach
    void close() {
        if (store != null) {
            store.close();
        }
    }

    private static String hash(int number) {
        return String.format("%064x", number);
    }

    private static SessionRecord session(int number, String family, long usedAt) {
        return new SessionRecord(hash(number), family, "ann", "192.0.2." + number, "http://127.0.0.1:8080", usedAt, 0);
    }

    private boolean begin(SessionRecord session, int most) {
        return sessions.begin(session, "a hash", most);
    }

    @Test
    void findsWhatWasBegun() {
        assertThat(begin(session(1, "f", 100), 10)).isTrue();

        assertThat(sessions.find(hash(1))).contains(session(1, "f", 100));
        assertThat(sessions.find(hash(2))).isEmpty();
        assertThat(List.of("", "\0".repeat(64), "x".repeat(5_000)))
                .allSatisfy(none -> assertThat(sessions.find(none)).isEmpty());
    }

    @Test
    void beginsNothingForAnAccountThatIsDisabledOrGone() {
        accounts.setEnabled("ann", false);
        assertThat(begin(session(1, "f", 100), 10)).isFalse();
        accounts.delete("ann");
        assertThat(begin(session(1, "f", 100), 10)).isFalse();
        assertThat(sessions.find(hash(1))).isEmpty();
    }

    @Test
    void beginsNothingByAPasswordThatWasChangedMeanwhile() {
        accounts.setPasswordHash("ann", "another hash");

        assertThat(begin(session(1, "f", 100), 10)).isFalse();
        assertThat(sessions.find(hash(1))).isEmpty();
        assertThat(sessions.isKnown("ann", "192.0.2.1")).isFalse();
        assertThat(sessions.begin(session(1, "f", 100), "another hash", 10)).isTrue();
    }

    @Test
    void noSessionOfAFormerPasswordOutlivesItsChangeHoweverTheyMeet() {
        for (int round = 1; round <= 40; round++) {
            int number = round;
            String former = "hash " + (number - 1);
            accounts.setPasswordHash("ann", former);
            CompletableFuture<Void> login = CompletableFuture.runAsync(
                    () -> sessions.begin(session(number, "f" + number, 100L + number), former, 100));
            accounts.setPasswordHash("ann", "hash " + number);
            sessions.revokeAccount("ann");
            login.join();

            assertThat(sessions.find(hash(number))).isEmpty();
        }
    }

    @Test
    void knowsFromWhereAnAccountHasLoggedIn() {
        begin(session(1, "f", 100), 10);
        begin(again(1, 2), 10);

        assertThat(sessions.isKnown("ann", "192.0.2.1")).isTrue();
        assertThat(sessions.isKnown("ann", "192.0.2.2")).isFalse();
        assertThat(sessions.isKnown("bob", "192.0.2.1")).isFalse();
    }

    /** Another token from the same address. */
    private static SessionRecord again(int address, int number) {
        return new SessionRecord(hash(number), "g", "ann", "192.0.2." + address, "http://127.0.0.1:8080", 200, 0);
    }

    @Test
    void keepsTheLatestOnly() {
        for (int i = 1; i <= 5; i++) {
            begin(session(i, "f" + i, 100 + i), 3);
        }

        assertThat(IntStream.rangeClosed(1, 5)
                        .filter(i -> sessions.find(hash(i)).isPresent()))
                .containsExactly(3, 4, 5);
        assertThat(IntStream.rangeClosed(1, 5).filter(i -> sessions.isKnown("ann", "192.0.2." + i)))
                .containsExactly(3, 4, 5);
    }

    @Test
    void refreshesATokenOnce() {
        begin(session(1, "f", 100), 10);

        assertThat(sessions.refresh(hash(1), session(2, "f", 500))).isTrue();
        assertThat(sessions.refresh(hash(1), session(3, "f", 600))).isFalse();
        assertThat(sessions.find(hash(1)).orElseThrow().refreshedAt()).isEqualTo(500);
        assertThat(sessions.find(hash(2))).contains(session(2, "f", 500));
        assertThat(sessions.find(hash(3))).isEmpty();
    }

    @Test
    void refreshesNothingThatIsNotThere() {
        assertThat(sessions.refresh(hash(9), session(2, "f", 500))).isFalse();
        assertThat(sessions.find(hash(2))).isEmpty();
    }

    @Test
    void notesTheLatestUseOnly() {
        begin(session(1, "f", 100), 10);
        begin(session(2, "f", 100), 10);
        sessions.touch(Map.of(hash(1), 300L, hash(2), 50L, hash(9), 400L));

        assertThat(sessions.find(hash(1)).orElseThrow().usedAt()).isEqualTo(300);
        assertThat(sessions.find(hash(2)).orElseThrow().usedAt()).isEqualTo(100);
    }

    @Test
    void revokesAFamilyAndNoOther() {
        begin(session(1, "f", 100), 10);
        sessions.refresh(hash(1), session(2, "f", 200));
        begin(session(3, "g", 300), 10);

        assertThat(sessions.revokeFamily("f")).isEqualTo(2);
        assertThat(sessions.find(hash(2))).isEmpty();
        assertThat(sessions.find(hash(3))).isPresent();
        assertThat(sessions.revokeAccount("ann")).isEqualTo(1);
    }

    @Test
    void removesWhatWasNotUsedForLong() {
        for (int i = 1; i <= 4; i++) {
            begin(session(i, "f", 100L * i), 10);
        }

        assertThat(sessions.purge(350, 2)).isEqualTo(2);
        assertThat(sessions.purge(350, 2)).isEqualTo(1);
        assertThat(sessions.find(hash(4))).isPresent();
    }

    @Test
    void nothingIsLeftOfAnAccountThatIsDeleted() {
        begin(session(1, "f", 100), 10);
        accounts.delete("ann");

        assertThat(sessions.find(hash(1))).isEmpty();
        assertThat(sessions.isKnown("ann", "192.0.2.1")).isFalse();
    }
}
