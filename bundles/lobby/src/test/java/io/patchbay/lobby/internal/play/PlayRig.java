package io.patchbay.lobby.internal.play;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.Attributes;
import io.patchbay.api.lobby.CancelOutcome;
import io.patchbay.api.lobby.Redemption;
import io.patchbay.api.lobby.StartRequest;
import io.patchbay.api.lobby.StartState;
import io.patchbay.support.SerialExecutor;
import io.patchbay.testing.ManualClock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Play routing over a made-up ledger, with time in the test's hand. Confined to the test's thread. */
final class PlayRig {
    static final String DUEL = "duel";

    final ManualClock clock = new ManualClock();
    final TablePlacement placement = new TablePlacement(clock);
    PlaySettings settings = PlaySettings.USUAL;
    Function<String, CompletionStage<Boolean>> good = player -> CompletableFuture.completedStage(true);
    final PlayEngine engine = new PlayEngine(
            placement,
            clock,
            () -> settings,
            player -> good.apply(player), // the one of that moment
            new SerialExecutor(Runnable::run, 1_000),
            () -> {});

    CompletionStage<StartState> asks(String player, String key, int seats) {
        return asks(player, key, DUEL, seats);
    }

    CompletionStage<StartState> asks(String player, String key, String mode, int seats) {
        return engine.start(player, new StartRequest(key, mode, Attributes.NONE, seats));
    }

    StartState start(String player) {
        return get(asks(player, "k", 1));
    }

    StartState start(String player, int seats) {
        return get(asks(player, "k", seats));
    }

    StartState.Reserved reserved(String player) {
        return reserved(start(player));
    }

    StartState.Waiting waiting(String player) {
        return waiting(start(player));
    }

    static StartState.Reserved reserved(StartState state) {
        assertThat(state).isInstanceOf(StartState.Reserved.class);
        return (StartState.Reserved) state;
    }

    static StartState.Waiting waiting(StartState state) {
        assertThat(state).isInstanceOf(StartState.Waiting.class);
        return (StartState.Waiting) state;
    }

    StartState look(String player, String start) {
        return get(engine.await(player, start, OptionalInt.empty(), 0));
    }

    CompletionStage<StartState> poll(String player, String start, int after) {
        return engine.await(player, start, OptionalInt.of(after), 20_000);
    }

    CancelOutcome cancel(String player, String start) {
        return get(engine.cancel(player, start));
    }

    Redemption redeem(String server, String token) {
        return get(engine.redeem(server, token, Optional.empty()));
    }

    /** A player comes, and the server says so. */
    void comes(StartState.Reserved reserved) {
        assertThat(redeem(reserved.server(), reserved.tokens().get(0))).isInstanceOf(Redemption.Redeemed.class);
        placement.pickUp(reserved.start());
    }

    /** Lets time go by, with the usual ticks. */
    void pass(long millis) {
        for (long passed = 0; passed < millis; passed += settings.handOverMillis()) {
            clock.advance(Duration.ofMillis(settings.handOverMillis()));
            engine.tick();
        }
    }

    static <T> T get(CompletionStage<T> stage) {
        assertThat(stage.toCompletableFuture()).isDone();
        return stage.toCompletableFuture().join();
    }
}
