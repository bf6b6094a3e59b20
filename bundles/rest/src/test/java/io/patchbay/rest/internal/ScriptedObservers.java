package io.patchbay.rest.internal;

import io.patchbay.api.lobby.ObserverAnswer;
import io.patchbay.api.lobby.ObserverOffer;
import io.patchbay.api.lobby.ObserverOrder;
import io.patchbay.api.lobby.ObserverStatus;
import io.patchbay.api.lobby.Observers;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers as the test says, and remembers what it was asked. One request at a time. */
final class ScriptedObservers implements Observers {
    final List<String> asked = new CopyOnWriteArrayList<>();
    final List<ObserverOffer> offers = new CopyOnWriteArrayList<>();
    volatile ObserverAnswer answer = new ObserverAnswer.Starting("m1");
    volatile Optional<List<ObserverOrder>> orders = Optional.of(List.of());
    volatile SupplyAnswer supplied = new SupplyAnswer.Unknown();
    volatile DeclineOutcome declined = DeclineOutcome.TAKEN;
    volatile List<ObserverStatus> running = List.of();

    @Override
    public CompletionStage<ObserverAnswer> observe(String player, String match, String key, long waitMillis) {
        asked.add("observe " + player + " " + match + " " + key + " " + waitMillis);
        return CompletableFuture.completedStage(answer);
    }

    @Override
    public CompletionStage<Optional<List<ObserverOrder>>> orders(String server, long waitMillis) {
        asked.add("orders " + server + " " + waitMillis);
        return CompletableFuture.completedStage(orders);
    }

    @Override
    public CompletionStage<SupplyAnswer> supply(ObserverOffer offer) {
        offers.add(offer);
        return CompletableFuture.completedStage(supplied);
    }

    @Override
    public CompletionStage<DeclineOutcome> decline(String server, String order, String reason) {
        asked.add("decline " + server + " " + order + " " + reason);
        return CompletableFuture.completedStage(declined);
    }

    @Override
    public CompletionStage<List<ObserverStatus>> list() {
        return CompletableFuture.completedStage(running);
    }
}
