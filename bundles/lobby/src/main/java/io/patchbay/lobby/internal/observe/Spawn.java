package io.patchbay.lobby.internal.observe;

import io.patchbay.api.lobby.Observers.SupplyAnswer;
import io.patchbay.api.lobby.RunningObserver;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One more observer of a match, from the wish for it until it has joined or could not be started. Confined to the turn. */
final class Spawn {
    /** How far it has come. */
    enum Phase {
        /** The play server is to say where the match is to be had. */
        ORDERED,
        /** The launcher is starting it. */
        LAUNCHING,
        /** It runs, and is to join. */
        JOINING,
        /** Nothing came of it: whoever asks in the next moments is told so. */
        FAILED
    }

    /** The launcher is asked, now or when it is this one's turn. */
    private record Launch(LaunchAttempt attempt, CompletableFuture<RunningObserver> call) {}

    private final String order;
    private final String match;
    private final String server;
    private final String observer;
    private final List<Wish> wishes = new ArrayList<>();
    private Optional<CompletableFuture<SupplyAnswer>> supplier = Optional.empty();
    private long answerSupplierMillis;
    private Optional<Launch> launch = Optional.empty();
    private Phase phase = Phase.ORDERED;
    private long sinceMillis;
    private String failure = "";

    /**
     * @param order its id, which the play server answers
     * @param observer id that it is to have
     */
    Spawn(String order, String match, String server, String observer, long nowMillis) {
        this.order = order;
        this.match = match;
        this.server = server;
        this.observer = observer;
        this.sinceMillis = nowMillis;
    }

    String order() {
        return order;
    }

    String match() {
        return match;
    }

    String server() {
        return server;
    }

    String observer() {
        return observer;
    }

    boolean is(Phase other) {
        return phase == other;
    }

    void enter(Phase next, long nowMillis) {
        phase = next;
        sinceMillis = nowMillis;
    }

    /** When it entered its phase. */
    long sinceMillis() {
        return sinceMillis;
    }

    void launchedBy(LaunchAttempt attempt, CompletableFuture<RunningObserver> call) {
        launch = Optional.of(new Launch(attempt, call));
    }

    /** It has waited for its turn long enough; once the launcher is asked, that has a bound of its own. */
    void giveUpLaunch(String why) {
        launch.filter(waiting -> waiting.attempt().abandon())
                .ifPresent(waiting -> waiting.call().completeExceptionally(new IOException(why)));
    }

    void fail(String why, long nowMillis) {
        failure = why;
        enter(Phase.FAILED, nowMillis);
    }

    String failure() {
        return failure;
    }

    void add(Wish wish) {
        wishes.add(wish);
    }

    /** Those who wait for it, who do so no longer. */
    List<Wish> takeWishes() {
        List<Wish> all = List.copyOf(wishes);
        wishes.clear();
        return all;
    }

    /** Those who do not want to wait any longer. */
    List<Wish> takeImpatient(long nowMillis) {
        List<Wish> impatient =
                wishes.stream().filter(wish -> nowMillis >= wish.untilMillis()).toList();
        wishes.removeAll(impatient);
        return impatient;
    }

    /** The play server waits for the endpoint, until a time; who asked before is answered with what there is. */
    void suppliedBy(CompletableFuture<SupplyAnswer> promise, long untilMillis) {
        answerSupplier(new SupplyAnswer.Launched(observer, Optional.empty()));
        supplier = Optional.of(promise);
        answerSupplierMillis = untilMillis;
    }

    void answerSupplier(SupplyAnswer answer) {
        supplier.ifPresent(promise -> promise.complete(answer));
        supplier = Optional.empty();
    }

    boolean isSupplierImpatient(long nowMillis) {
        return supplier.isPresent() && nowMillis >= answerSupplierMillis;
    }
}
