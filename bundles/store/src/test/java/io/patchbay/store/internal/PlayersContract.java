package io.patchbay.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.Attributes;
import io.patchbay.api.store.AccountRecord;
import io.patchbay.api.store.PlayerRecord;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the lobby's players promise, on any database. */
abstract class PlayersContract {
    private final TestDatabase database;

    @TempDir
    Path folder;

    private OpenStore store;
    private SqlPlayers players;

    PlayersContract(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void open() {
        store = OpenStore.at(database.fresh(folder), folder);
        players = new SqlPlayers(store.store);
        SqlAccounts accounts = new SqlAccounts(store.store);
        for (String id : List.of("ann", "bob", "cid")) {
            accounts.create(new AccountRecord(id, "a hash", true, 1));
        }
    }

    @AfterEach
    void close() {
        if (store != null) {
            store.close();
        }
    }

    @Test
    void knowsNothingOfANewPlayer() {
        assertThat(players.find("ann")).isEqualTo(PlayerRecord.fresh("ann"));
        assertThat(players.ranking(0, 10)).isEmpty();
    }

    @Test
    void changesFieldsOfTheExpectedVersionOnly() {
        Attributes first = Attributes.of("colour", "réd \0 😀", "n", 3);
        assertThat(players.setFields("ann", first, 0)).contains(new PlayerRecord("ann", 0, 0, first, 1));
        assertThat(players.setFields("ann", Attributes.NONE, 0)).isEmpty();
        assertThat(players.find("ann").fields()).isEqualTo(first);
        assertThat(players.setFields("ann", Attributes.NONE, 1))
                .contains(new PlayerRecord("ann", 0, 0, Attributes.NONE, 2));
    }

    @Test
    void keepsFieldsAndStandingApart() {
        players.setFields("ann", Attributes.of("a", 1), 0);
        players.setStanding("ann", 7, -5);

        assertThat(players.find("ann")).isEqualTo(new PlayerRecord("ann", 7, -5, Attributes.of("a", 1), 1));
    }

    @Test
    void hasNoPlayerWithoutAnAccount() {
        assertThat(players.setStanding("nobody", 1, 1)).isEmpty();
        assertThat(players.setFields("nobody", Attributes.NONE, 0)).isEmpty();
        assertThat(players.ranking(0, 10)).isEmpty();
    }

    @Test
    void ranksByScoreThenById() {
        players.setStanding("cid", 1, 50);
        players.setStanding("bob", 1, 100);
        players.setStanding("ann", 1, 50);

        assertThat(players.ranking(0, 10)).extracting(PlayerRecord::account).containsExactly("bob", "ann", "cid");
        assertThat(players.ranking(1, 1)).extracting(PlayerRecord::account).containsExactly("ann");
        assertThat(players.betterThan(players.find("bob"))).isZero();
        assertThat(players.betterThan(players.find("cid"))).isEqualTo(2);
    }

    @Test
    void forgetsThePlayerOfAnAccountThatIsDeleted() {
        players.setStanding("ann", 1, 50);
        new SqlAccounts(store.store).delete("ann");

        assertThat(players.ranking(0, 10)).isEmpty();
    }
}
