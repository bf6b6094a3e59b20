package io.patchbay.lobby.internal.observe;

import io.patchbay.api.hotswap.Slots;
import io.patchbay.api.lobby.ObserverAnswer;
import io.patchbay.api.lobby.ObserverLauncher;
import io.patchbay.api.lobby.ObserverOffer;
import io.patchbay.api.lobby.ObserverOrder;
import io.patchbay.api.lobby.ObserverStatus;
import io.patchbay.api.lobby.Observers;
import io.patchbay.api.lobby.PlayRouting;
import io.patchbay.api.metrics.Metric;
import io.patchbay.api.metrics.MetricSource;
import io.patchbay.api.node.Credentials;
import io.patchbay.api.node.Node;
import io.patchbay.api.placement.Placement;
import io.patchbay.support.SerialExecutor;
import io.patchbay.support.Threads;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Observers as a service. A change of configuration begins it anew: what runs goes on and is found again. Thread-safe. */
@Component(
        service = {Observers.class, MetricSource.class},
        configurationPid = ObserverSettings.PID)
@Designate(ocd = ObserverComponent.Config.class)
public final class ObserverComponent implements Observers, MetricSource {
    private static final Logger LOG = LoggerFactory.getLogger(ObserverComponent.class);
    private static final int MAX_REQUESTS = 10_000; // waiting for the turn
    private static final int MAX_LOOKS = 1_000;
    private static final long TICK_MILLIS = 50;
    private static final Duration PATIENCE = Duration.ofMillis(500);

    @ObjectClassDefinition(name = "Patchbay: observers of matches")
    @interface Config {
        @AttributeDefinition(description = "Name of the observer launcher that starts observers")
        String launcher() default "process";

        @AttributeDefinition(description = "How many observers one match may have")
        int maxPerMatch() default 4;

        @AttributeDefinition(description = "How many observers this node may have running")
        int maxPerNode() default 32;

        @AttributeDefinition(description = "How many spectators each takes")
        int spectators() default 200;

        @AttributeDefinition(description = "For how long each observer runs at most")
        long timeToLiveMillis() default 3_600_000;

        @AttributeDefinition(description = "For how long a seat is kept for a spectator that was given it")
        long reserveMillis() default 15_000;

        @AttributeDefinition(description = "Within what time a play server says where an observer gets its match")
        long orderMillis() default 4_000;

        @AttributeDefinition(
                description = "How long one call of the launcher may take, and how long a launch waits for its turn")
        long launchMillis() default 10_000;

        @AttributeDefinition(description = "Within what time an observer joins that was launched")
        long joinMillis() default 20_000;

        @AttributeDefinition(description = "How many observers are launched at once")
        int launchesAtOnce() default 2;

        @AttributeDefinition(description = "How many launches may wait for that; more are refused")
        int launchesWaiting() default 32;

        @AttributeDefinition(description = "URLs of the nodes where observers join; empty: this node")
        String nodes() default "";
    }

    private final ThreadPoolExecutor pool = Threads.pool("lobby-observe", 1, 16);
    private final ScheduledExecutorService timer = Threads.timer("lobby-observe");
    private final LauncherCalls launches;
    private final LauncherCalls looks;
    private final ObserverEngine engine;

    @Activate
    public ObserverComponent(
            @Reference(name = "placement") Placement placement,
            @Reference(name = "play") PlayRouting play,
            @Reference(name = "slots") Slots slots,
            @Reference(name = "node") Node node,
            @Reference(name = "credentials") Credentials credentials,
            @Reference(name = "clock") Clock clock,
            Config config) {
        ObserverSettings settings = ObserverSettings.of(config).at(node.url());
        this.launches = new LauncherCalls(
                "lobby-launch",
                slots.open(ObserverLauncher.class, settings.launcher()),
                timer,
                settings::launchMillis,
                settings.launchesAtOnce(),
                settings.launchesWaiting());
        this.looks = new LauncherCalls(
                "lobby-observers",
                slots.open(ObserverLauncher.class, settings.launcher()),
                timer,
                settings::launchMillis,
                1,
                MAX_LOOKS);
        this.engine = new ObserverEngine(
                placement,
                play,
                clock,
                () -> settings,
                credentials.derivedSecret("observers"),
                new SerialExecutor(pool, MAX_REQUESTS),
                launches,
                looks,
                this::tickLater);
        engine.begin();
    }

    @Deactivate
    void close() {
        engine.close();
        launches.close();
        looks.close();
        Threads.close(timer, PATIENCE);
        Threads.close(pool, PATIENCE);
    }

    @Override
    public CompletionStage<ObserverAnswer> observe(String player, String match, String key, long waitMillis) {
        return engine.observe(player, match, key, waitMillis);
    }

    @Override
    public CompletionStage<Optional<List<ObserverOrder>>> orders(String server, long waitMillis) {
        return engine.orders(server, waitMillis);
    }

    @Override
    public CompletionStage<SupplyAnswer> supply(ObserverOffer offer) {
        return engine.supply(offer);
    }

    @Override
    public CompletionStage<DeclineOutcome> decline(String server, String order, String reason) {
        return engine.decline(server, order, reason);
    }

    @Override
    public CompletionStage<List<ObserverStatus>> list() {
        return engine.list();
    }

    @Override
    public CompletionStage<List<Metric>> metrics() {
        return engine.list().thenApply(observers -> {
            List<Metric> metrics = new ArrayList<>(engine.counters().metrics());
            metrics.add(new Metric.Gauge(
                    "patchbay_lobby_observers", "Observers that this node has had started.", observers.size()));
            return metrics;
        });
    }

    private void tickLater() {
        try {
            Future<?> unused =
                    timer.schedule(engine::tick, TICK_MILLIS, TimeUnit.MILLISECONDS); // it ends with the timer
        } catch (RejectedExecutionException closed) {
            LOG.debug("Nothing is looked after any more, because this component is being closed");
        }
    }
}
