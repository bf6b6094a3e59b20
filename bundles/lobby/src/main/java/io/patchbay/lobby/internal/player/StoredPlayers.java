package io.patchbay.lobby.internal.player;

import io.patchbay.api.Attributes;
import io.patchbay.api.lobby.Player;
import io.patchbay.api.lobby.Players;
import io.patchbay.api.lobby.Ranking;
import io.patchbay.api.store.PlayerRecord;
import io.patchbay.api.store.PlayerRecords;
import io.patchbay.lobby.internal.AccountIds;
import io.patchbay.lobby.internal.LobbyThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The players in the database. Immutable. */
@Component(service = Players.class)
public final class StoredPlayers implements Players {
    private static final int MOST_LISTED = 1_000;

    private final PlayerRecords records;
    private final LobbyThreads threads;

    @Activate
    public StoredPlayers(@Reference PlayerRecords records, @Reference LobbyThreads threads) {
        this.records = records;
        this.threads = threads;
    }

    @Override
    public CompletionStage<Player> find(String account) {
        return threads.ask(() -> ranked(records.find(account)));
    }

    @Override
    public CompletionStage<Ranking> ranking(long offset, int limit) {
        if (offset < 0 || limit < 1 || limit > MOST_LISTED) {
            throw new IllegalArgumentException("offset must be 0 or more and limit within 1 and " + MOST_LISTED
                    + " but were " + offset + " and " + limit);
        }
        return threads.ask(() -> page(offset, limit));
    }

    @Override
    public CompletionStage<Ranking> around(String account, int limit) {
        if (limit < 1 || limit > MOST_LISTED) {
            throw new IllegalArgumentException("limit must be within 1 and " + MOST_LISTED + " but was " + limit);
        }
        return threads.ask(() -> {
            long better = records.betterThan(records.find(account));
            return page(Math.max(0, better - limit / 2), limit);
        });
    }

    @Override
    public CompletionStage<Optional<Player>> setFields(String account, Attributes fields, long version) {
        return threads.ask(() -> records.setFields(account, fields, version).map(this::ranked));
    }

    @Override
    public CompletionStage<Optional<Player>> setStanding(String account, int level, long score) {
        return threads.ask(() -> records.setStanding(AccountIds.keptOrStandIn(account), level, score)
                .map(this::ranked));
    }

    private Ranking page(long offset, int limit) {
        List<Player> players = new ArrayList<>();
        for (PlayerRecord record : records.ranking(offset, limit)) {
            players.add(player(record, offset + players.size() + 1));
        }
        return new Ranking(players);
    }

    private Player ranked(PlayerRecord record) {
        return player(record, records.betterThan(record) + 1);
    }

    private static Player player(PlayerRecord record, long rank) {
        return new Player(record.account(), record.level(), record.score(), rank, record.fields(), record.version());
    }
}
