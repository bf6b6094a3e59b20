package io.patchbay.lobby.internal.observe;

import io.patchbay.api.lobby.CancelOutcome;
import io.patchbay.api.lobby.HostedStart;
import io.patchbay.api.lobby.PlayRouting;
import io.patchbay.api.lobby.PlayStatus;
import io.patchbay.api.lobby.Redemption;
import io.patchbay.api.lobby.StartRequest;
import io.patchbay.api.lobby.StartState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Play routing that knows some matches, and nothing else. Confined to one test. */
final class PlayedMatches implements PlayRouting {
    private final Map<String, String> servers = new HashMap<>();

    void play(String match, String server) {
        servers.put(match, server);
    }

    @Override
    public CompletionStage<Optional<PlayStatus.Match>> match(String match) {
        return CompletableFuture.completedStage(Optional.ofNullable(servers.get(match))
                .map(server -> new PlayStatus.Match(match, server, "duel", List.of("ann", "bob"), 2, 0)));
    }

    @Override
    public CompletionStage<StartState> start(String player, StartRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<StartState> await(String player, String start, OptionalInt after, long waitMillis) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<CancelOutcome> cancel(String player, String start) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Redemption> redeem(String server, String token, Optional<String> match) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Boolean> hosts(String server, List<HostedStart> starts) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<PlayStatus> status() {
        throw new UnsupportedOperationException();
    }
}
