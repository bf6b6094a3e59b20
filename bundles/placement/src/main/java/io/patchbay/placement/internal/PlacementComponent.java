package io.patchbay.placement.internal;

import io.patchbay.api.coordination.Cluster;
import io.patchbay.api.coordination.Leadership;
import io.patchbay.api.hotswap.Slots;
import io.patchbay.api.metrics.Metric;
import io.patchbay.api.metrics.MetricSource;
import io.patchbay.api.node.ReadinessCheck;
import io.patchbay.api.placement.Explanation;
import io.patchbay.api.placement.PastDecision;
import io.patchbay.api.placement.Placement;
import io.patchbay.api.placement.ReplayAnswer;
import io.patchbay.api.placement.ReplayRequest;
import io.patchbay.api.placement.Replays;
import io.patchbay.api.placement.ReportAnswer;
import io.patchbay.api.placement.Reservations;
import io.patchbay.api.placement.ScheduleRequest;
import io.patchbay.api.placement.Scheduled;
import io.patchbay.api.placement.TaskStatus;
import io.patchbay.api.placement.WorkerAnnouncement;
import io.patchbay.api.placement.WorkerReport;
import io.patchbay.api.placement.WorkerStatus;
import io.patchbay.support.Current;
import io.patchbay.support.Threads;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The cluster manager as a service: follows configuration and leadership. Thread-safe. */
@Component(
        service = {Placement.class, Replays.class, Reservations.class, ReadinessCheck.class, MetricSource.class},
        configurationPid = Settings.PID,
        property = ReadinessCheck.NAME + "=placement")
@Designate(ocd = PlacementComponent.Config.class)
public final class PlacementComponent implements Placement, Replays, Reservations, ReadinessCheck, MetricSource {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    @ObjectClassDefinition(
            name = "Patchbay: placement",
            description = "Plug-ins are named by purpose; general stands for each purpose of which nothing is said")
    @interface Config {
        @AttributeDefinition(description = "What a reservation counts as load until its worker's next report; 0 to 1")
        double reservedTaskLoad() default 0.01;

        @AttributeDefinition(description = "After how many milliseconds of silence a worker is removed; 1000 or more")
        long silenceMillis() default 10_000;

        @AttributeDefinition(description = "How many milliseconds to reserve where nobody says")
        long reserveMillis() default 60_000;

        @AttributeDefinition(description = "How many milliseconds a plug-in may take for a decision; 10 to 10000")
        int decisionBudgetMillis() default 50;

        @AttributeDefinition(description = "How many requests of one purpose may wait; 1 to 1000000")
        int maxWaitingRequests() default 10_000;

        @AttributeDefinition(description = "What decides about tasks; scheduler.<purpose> for one purpose")
        String scheduler_general() default "sticky";

        @AttributeDefinition(description = "What says which workers can serve; matcher.<purpose> for one purpose")
        String matcher_general() default "general";

        @AttributeDefinition(description = "What chooses a worker; strategy.<purpose> for one purpose")
        String strategy_general() default "last-used";
    }

    private final PlacementEngine engine;
    private final ScheduledExecutorService timer;
    private final Current<Cluster> cluster = new Current<>();

    @Activate
    public PlacementComponent(
            @Reference(name = "slots") Slots slots,
            @Reference(name = "clock") Clock clock,
            Config config,
            Map<String, Object> properties) {
        this.engine = new PlacementEngine(slots, clock, settings(config, properties));
        this.timer = Threads.timer("placement");
        Future<?> unused = // it ends with the timer
                timer.scheduleWithFixedDelay(
                        engine::tick, Ticker.TICK_MILLIS, Ticker.TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Modified
    void modified(Config config, Map<String, Object> properties) {
        engine.configure(settings(config, properties));
    }

    @Deactivate
    void deactivate() {
        Threads.close(timer, PATIENCE);
        engine.close();
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindLeadership(Leadership leadership) {
        engine.lead(leadership);
    }

    void unbindLeadership(Leadership leadership) {
        engine.resign(leadership);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindCluster(Cluster service) {
        cluster.bind(service);
    }

    void unbindCluster(Cluster service) {
        cluster.unbind(service);
    }

    @Override
    public Optional<String> blockedBy() {
        if (!engine.leads()) {
            // where another node leads, this one has nothing to do here
            return cluster.get().flatMap(Cluster::leader).isPresent() ? Optional.empty() : Optional.of("no node leads");
        }
        return engine.missingPlugin();
    }

    @Override
    public CompletionStage<Scheduled> schedule(ScheduleRequest request) {
        return engine.schedule(request);
    }

    @Override
    public CompletionStage<Explanation> explain(ScheduleRequest request) {
        return engine.explain(request);
    }

    @Override
    public CompletionStage<ReplayAnswer> replay(ReplayRequest request) {
        return engine.replay(request);
    }

    @Override
    public CompletionStage<List<PastDecision>> decisions(String purpose, int last) {
        return engine.decisions(purpose, last);
    }

    @Override
    public CompletionStage<Optional<Explanation>> explain(String purpose, long number) {
        return engine.explain(purpose, number);
    }

    @Override
    public CompletionStage<TaskStatus> task(String purpose, String task) {
        return engine.task(purpose, task);
    }

    @Override
    public CompletionStage<Boolean> confirm(String purpose, String task, String worker, long withinMillis) {
        return engine.confirm(purpose, task, worker, withinMillis);
    }

    @Override
    public CompletionStage<Boolean> unschedule(String purpose, String task) {
        return engine.unschedule(purpose, task);
    }

    @Override
    public CompletionStage<Boolean> passOver(String purpose, String worker) {
        return engine.passOver(purpose, worker);
    }

    @Override
    public CompletionStage<ReportAnswer> join(WorkerAnnouncement announcement) {
        return engine.join(announcement);
    }

    @Override
    public CompletionStage<ReportAnswer> report(WorkerReport report) {
        return engine.report(report);
    }

    @Override
    public CompletionStage<Boolean> quit(String worker) {
        return engine.quit(worker);
    }

    @Override
    public CompletionStage<List<WorkerStatus>> workers(Optional<String> purpose, int tasks) {
        return engine.workers(purpose, tasks);
    }

    @Override
    public CompletionStage<Listing> endingSoonest(Optional<String> purpose, int limit) {
        return engine.endingSoonest(purpose, limit);
    }

    @Override
    public CompletionStage<List<Metric>> metrics() {
        return engine.metrics();
    }

    private static Settings settings(Config config, Map<String, Object> properties) {
        return new Settings(
                Settings.namesIn(properties),
                config.reservedTaskLoad(),
                config.silenceMillis(),
                config.reserveMillis(),
                config.decisionBudgetMillis(),
                config.maxWaitingRequests());
    }
}
