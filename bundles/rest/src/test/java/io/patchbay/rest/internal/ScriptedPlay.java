package io.patchbay.rest.internal;

import io.patchbay.api.lobby.CancelOutcome;
import io.patchbay.api.lobby.HostedStart;
import io.patchbay.api.lobby.PlayRouting;
import io.patchbay.api.lobby.PlayStatus;
import io.patchbay.api.lobby.Redemption;
import io.patchbay.api.lobby.StartRequest;
import io.patchbay.api.lobby.StartState;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers as the test says, and remembers what it was asked. One request at a time. */
final class ScriptedPlay implements PlayRouting {
    final List<StartRequest> requests = new CopyOnWriteArrayList<>();
    final List<String> asked = new CopyOnWriteArrayList<>();
    volatile StartState state = new StartState.Waiting("s1", 1, OptionalLong.empty());
    volatile CancelOutcome cancelled = CancelOutcome.DONE;
    volatile Redemption redemption = new Redemption.Refused(Redemption.Reason.UNKNOWN);
    volatile boolean hosting = true;
    volatile PlayStatus status = new PlayStatus(List.of(), List.of(), 0);

    @Override
    public CompletionStage<StartState> start(String player, StartRequest request) {
        asked.add("start " + player);
        requests.add(request);
        return CompletableFuture.completedStage(state);
    }

    @Override
    public CompletionStage<StartState> await(String player, String start, OptionalInt after, long waitMillis) {
        asked.add("await " + player + " " + start + " " + after + " " + waitMillis);
        return CompletableFuture.completedStage(state);
    }

    @Override
    public CompletionStage<CancelOutcome> cancel(String player, String start) {
        asked.add("cancel " + player + " " + start);
        return CompletableFuture.completedStage(cancelled);
    }

    @Override
    public CompletionStage<Redemption> redeem(String server, String token, Optional<String> match) {
        asked.add("redeem " + server + " " + token + " " + match);
        return CompletableFuture.completedStage(redemption);
    }

    @Override
    public CompletionStage<Boolean> hosts(String server, List<HostedStart> starts) {
        asked.add("hosts " + server + " " + starts);
        return CompletableFuture.completedStage(hosting);
    }

    @Override
    public CompletionStage<Optional<PlayStatus.Match>> match(String match) {
        return CompletableFuture.completedStage(
                status.matches().stream().filter(one -> one.id().equals(match)).findFirst());
    }

    @Override
    public CompletionStage<PlayStatus> status() {
        return CompletableFuture.completedStage(status);
    }
}
