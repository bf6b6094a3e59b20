package io.patchbay.lobby.internal.play;

import io.patchbay.api.lobby.CancelOutcome;
import io.patchbay.api.lobby.HostedStart;
import io.patchbay.api.lobby.PlayRouting;
import io.patchbay.api.lobby.PlayStatus;
import io.patchbay.api.lobby.Redemption;
import io.patchbay.api.lobby.StartRequest;
import io.patchbay.api.lobby.StartState;
import io.patchbay.api.metrics.Metric;
import io.patchbay.api.metrics.MetricSource;
import io.patchbay.api.metrics.Sample;
import io.patchbay.api.placement.Placement;
import io.patchbay.lobby.internal.AccountStanding;
import io.patchbay.support.SerialExecutor;
import io.patchbay.support.Threads;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Play routing as a service. A change of configuration keeps all starts. Thread-safe. */
@Component(
        service = {PlayRouting.class, MetricSource.class},
        configurationPid = PlaySettings.PID)
@Designate(ocd = PlayComponent.Config.class)
public final class PlayComponent implements PlayRouting, MetricSource {
    private static final Logger LOG = LoggerFactory.getLogger(PlayComponent.class);
    private static final int MAX_REQUESTS = 20_000; // waiting for the turn
    private static final Duration PATIENCE = Duration.ofMillis(500);

    @ObjectClassDefinition(name = "Patchbay: play routing of the lobby")
    @interface Config {
        @AttributeDefinition(description = "For how long seats are kept for whoever was given them")
        long reserveMillis() default 30_000;

        @AttributeDefinition(description = "Within what time a play server picks up a task for which somebody has come")
        long pickUpMillis() default 10_000;

        @AttributeDefinition(description = "How many starts may wait; more are refused")
        int maxWaiting() default 10_000;

        @AttributeDefinition(description = "After how much silence of its client a place in the line is given up")
        long silenceMillis() default 30_000;

        @AttributeDefinition(description = "For how long a group at the head of the line lets smaller ones overtake it")
        long groupPatienceMillis() default 5_000;

        @AttributeDefinition(description = "How often the line is tried while somebody waits")
        long handOverMillis() default 50;
    }

    private final ThreadPoolExecutor pool = Threads.pool("lobby-play", 1, 16);
    private final ScheduledExecutorService timer = Threads.timer("lobby-play");
    private final PlayEngine engine;
    private final Runnable endListening;
    private volatile PlaySettings settings;

    @Activate
    public PlayComponent(
            @Reference(name = "placement") Placement placement,
            @Reference(name = "clock") Clock clock,
            @Reference(name = "standing") AccountStanding standing,
            Config config) {
        this.settings = settings(config);
        this.engine = new PlayEngine(
                placement,
                clock,
                () -> settings,
                standing::isGood,
                new SerialExecutor(pool, MAX_REQUESTS),
                this::tickLater);
        this.endListening = standing.listen(engine::leave);
    }

    @Modified
    void configure(Config config) {
        settings = settings(config);
    }

    @Deactivate
    void close() {
        endListening.run();
        Threads.close(timer, PATIENCE);
        Threads.close(pool, PATIENCE);
    }

    @Override
    public CompletionStage<StartState> start(String player, StartRequest request) {
        return engine.start(player, request);
    }

    @Override
    public CompletionStage<StartState> await(String player, String start, OptionalInt after, long waitMillis) {
        return engine.await(player, start, after, waitMillis);
    }

    @Override
    public CompletionStage<CancelOutcome> cancel(String player, String start) {
        return engine.cancel(player, start);
    }

    @Override
    public CompletionStage<Redemption> redeem(String server, String token, Optional<String> match) {
        return engine.redeem(server, token, match);
    }

    @Override
    public CompletionStage<Boolean> hosts(String server, List<HostedStart> starts) {
        return engine.hosts(server, starts);
    }

    @Override
    public CompletionStage<Optional<PlayStatus.Match>> match(String match) {
        return engine.match(match);
    }

    @Override
    public CompletionStage<PlayStatus> status() {
        return engine.status();
    }

    @Override
    public CompletionStage<List<Metric>> metrics() {
        return engine.status().thenApply(status -> {
            List<Metric> metrics = new ArrayList<>(engine.counters().metrics());
            metrics.add(new Metric.Gauge(
                    "patchbay_lobby_waiting",
                    "Starts that wait for a seat.",
                    status.lines().stream().mapToInt(PlayStatus.Line::waiting).sum()));
            metrics.add(new Metric.Gauge(
                    "patchbay_lobby_starts",
                    "Starts that have seats.",
                    List.of(
                            new Sample(Map.of("state", "reserved"), status.reserved()),
                            new Sample(
                                    Map.of("state", "playing"),
                                    status.matches().stream()
                                            .mapToInt(match -> match.players().size())
                                            .sum()))));
            return metrics;
        });
    }

    private void tickLater() {
        try {
            Future<?> unused = timer.schedule( // it ends with the timer
                    engine::tick, settings.handOverMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.debug("Nothing is looked after any more, because this component is being closed");
        }
    }

    private static PlaySettings settings(Config config) {
        return new PlaySettings(
                config.reserveMillis(),
                config.pickUpMillis(),
                config.maxWaiting(),
                config.silenceMillis(),
                config.groupPatienceMillis(),
                config.handOverMillis());
    }
}
