package io.patchbay.lobby.internal.player;

import static io.patchbay.lobby.internal.Lobby.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import io.patchbay.api.Attributes;
import io.patchbay.api.lobby.Player;
import io.patchbay.api.lobby.Ranking;
import io.patchbay.api.store.PlayerRecord;
import io.patchbay.api.store.PlayerRecords;
import io.patchbay.lobby.internal.LobbyThreads;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StoredPlayersTest {
    private final InMemory records = new InMemory();
    private final LobbyThreads threads = new LobbyThreads();
    private final StoredPlayers players = new StoredPlayers(records, threads);

    @BeforeEach
    void rank() {
        for (int i = 1; i <= 9; i++) {
            records.all.add(new PlayerRecord("p" + i, i, 100 - i, Attributes.NONE, 0));
        }
    }

    @AfterEach
    void close() {
        threads.close();
    }

    private static List<String> shown(Ranking ranking) {
        return ranking.players().stream()
                .map(player -> player.rank() + " " + player.account())
                .toList();
    }

    @Test
    void aPageBeginsBehindTheBest() {
        assertThat(shown(result(players.ranking(2, 3)))).containsExactly("3 p3", "4 p4", "5 p5");
        assertThat(shown(result(players.ranking(8, 3)))).containsExactly("9 p9");
    }

    @Test
    void theNeighboursOfAPlayerAreAroundIt() {
        assertThat(shown(result(players.around("p5", 3)))).containsExactly("4 p4", "5 p5", "6 p6");
        assertThat(shown(result(players.around("p1", 3)))).containsExactly("1 p1", "2 p2", "3 p3");
        assertThat(shown(result(players.around("p9", 3)))).containsExactly("8 p8", "9 p9");
    }

    @Test
    void aNewPlayerComesBehindAllWithAHigherScore() {
        assertThat(result(players.find("zoe"))).isEqualTo(new Player("zoe", 0, 0, 10, Attributes.NONE, 0));
    }

    @Test
    void refusesAPageThatCannotBe() {
        assertThatThrownBy(() -> players.ranking(-1, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> players.around("p1", 1_001)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Players in memory, nobody's of them changed. */
    private static final class InMemory implements PlayerRecords {
        private final List<PlayerRecord> all = new ArrayList<>();

        @Override
        public PlayerRecord find(String account) {
            return all.stream()
                    .filter(player -> player.account().equals(account))
                    .findFirst()
                    .orElseGet(() -> PlayerRecord.fresh(account));
        }

        @Override
        public long betterThan(PlayerRecord player) {
            return all.stream().filter(other -> other.score() > player.score()).count();
        }

        @Override
        public List<PlayerRecord> ranking(long offset, int limit) {
            return all.stream()
                    .sorted(Comparator.comparing(PlayerRecord::score).reversed())
                    .skip(offset)
                    .limit(limit)
                    .toList();
        }

        @Override
        public Optional<PlayerRecord> setStanding(String account, int level, long score) {
            return Optional.empty();
        }

        @Override
        public Optional<PlayerRecord> setFields(String account, Attributes fields, long expectedVersion) {
            return Optional.empty();
        }
    }
}
