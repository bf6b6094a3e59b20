package io.patchbay.lobby.internal.observe;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.lobby.ObserverAnswer;
import io.patchbay.api.lobby.ObserverAnswer.Reason;
import io.patchbay.api.lobby.ObserverOffer;
import io.patchbay.api.lobby.ObserverOrder;
import io.patchbay.api.lobby.ObserverSpec;
import io.patchbay.api.lobby.Observers.SupplyAnswer;
import io.patchbay.lobby.internal.Lobby;
import io.patchbay.support.SerialExecutor;
import io.patchbay.testing.ManualClock;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** The engine of observers over a made-up ledger and launcher, with time in the test's hand. Confined to the test's thread. */
final class ObserverRig {
    static final String SERVER = "play-1";
    static final long WAIT = 60_000;

    private static final URI NODE = URI.create("http://127.0.0.1:8080");

    final ManualClock clock = new ManualClock();
    final ObserverLedger ledger = new ObserverLedger(clock);
    final PlayedMatches play = new PlayedMatches();
    final FakeLauncher launcher = new FakeLauncher();
    final ObserverEngine engine;

    ObserverRig(Map<String, Object> settings) {
        this(settings, launcher -> {});
    }

    /** @param before what the launcher is like when the engine begins */
    ObserverRig(Map<String, Object> settings, Consumer<FakeLauncher> before) {
        before.accept(launcher);
        ObserverSettings checked = ObserverSettings.of(Lobby.config(ObserverComponent.Config.class, settings))
                .at(NODE);
        engine = new ObserverEngine(
                ledger,
                play,
                clock,
                () -> checked,
                "secret",
                new SerialExecutor(Runnable::run, 1_000),
                launcher,
                launcher,
                () -> {});
        play.play("m1", SERVER);
        play.play("m2", SERVER);
        engine.begin();
    }

    CompletionStage<ObserverAnswer> asks(String player, String match) {
        return engine.observe(player, match, "k", WAIT);
    }

    ObserverAnswer look(String player, String match) {
        return get(engine.observe(player, match, "k", 0));
    }

    ObserverAnswer.Ready ready(CompletionStage<ObserverAnswer> stage) {
        ObserverAnswer answer = get(stage);
        assertThat(answer).isInstanceOf(ObserverAnswer.Ready.class);
        return (ObserverAnswer.Ready) answer;
    }

    void assertRefused(ObserverAnswer answer, Reason reason) {
        assertThat(answer).isInstanceOfSatisfying(ObserverAnswer.Refused.class, refused -> assertThat(refused.reason())
                .isEqualTo(reason));
    }

    /** The order that its server has. */
    ObserverOrder order() {
        List<ObserverOrder> orders = get(engine.orders(SERVER, 0)).orElseThrow();
        assertThat(orders).hasSize(1);
        return orders.get(0);
    }

    CompletionStage<SupplyAnswer> supplies(String server, ObserverOrder order) {
        return engine.supply(
                new ObserverOffer(server, order.id(), order.match(), URI.create("ws://10.0.0.7:7000/watch"), "t"));
    }

    /** A server answers its order, and the launcher does as it does. */
    CompletionStage<SupplyAnswer> supplied() {
        return supplies(SERVER, order());
    }

    /** The latest observer that was launched joins. */
    String joins(int seats) {
        ObserverSpec spec = launcher.launched.get(launcher.launched.size() - 1);
        ledger.join(spec.id(), spec.match(), seats);
        engine.tick();
        return spec.id();
    }

    /** One more observer of a match, from the wish to its joining. */
    String runs(String match, int seats) {
        CompletionStage<ObserverAnswer> first = asks("first-of-" + launcher.launched.size(), match);
        CompletionStage<SupplyAnswer> supplied = supplied();
        String observer = joins(seats);
        assertThat(ready(first).observer()).isEqualTo(observer);
        assertThat(get(supplied)).isInstanceOf(SupplyAnswer.Launched.class);
        return observer;
    }

    /** Lets time go by, with the usual ticks. */
    void pass(long millis) {
        for (long passed = 0; passed < millis; passed += 50) {
            clock.advance(Duration.ofMillis(50));
            engine.tick();
        }
    }

    static <T> T get(CompletionStage<T> stage) {
        assertThat(stage.toCompletableFuture()).isDone();
        return stage.toCompletableFuture().join();
    }
}
