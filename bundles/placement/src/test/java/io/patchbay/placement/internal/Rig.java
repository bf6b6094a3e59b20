package io.patchbay.placement.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.Attributes;
import io.patchbay.api.placement.Matcher;
import io.patchbay.api.placement.Preference;
import io.patchbay.api.placement.ReportAnswer;
import io.patchbay.api.placement.ScheduleRequest;
import io.patchbay.api.placement.Scheduled;
import io.patchbay.api.placement.Scheduler;
import io.patchbay.api.placement.Strategy;
import io.patchbay.api.placement.TaskStatus;
import io.patchbay.api.placement.WorkerAnnouncement;
import io.patchbay.api.placement.WorkerInfo;
import io.patchbay.api.placement.WorkerReport;
import io.patchbay.api.placement.WorkerStatus;
import io.patchbay.matchers.internal.General;
import io.patchbay.matchers.internal.IspRegion;
import io.patchbay.matchers.internal.Play;
import io.patchbay.scheduler.sticky.internal.Sticky;
import io.patchbay.strategies.internal.LastUsed;
import io.patchbay.strategies.internal.LeastUsed;
import io.patchbay.strategies.internal.MostUsed;
import io.patchbay.strategies.internal.RandomlyPick;
import io.patchbay.strategies.internal.RoundRobin;
import io.patchbay.strategies.internal.TwoChoices;
import io.patchbay.strategies.internal.WeightRobin;
import io.patchbay.testing.ManualClock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** An engine that leads, with the plug-ins that ship, and short words for what tests do with it. */
final class Rig implements AutoCloseable {
    static final String PURPOSE = "play";
    static final WorkerInfo INFO = WorkerInfo.of(0.85, Attributes.NONE);
    static final OptionalInt READY = OptionalInt.of(WorkerAnnouncement.READY);
    static final OptionalDouble IDLE = OptionalDouble.of(0);
    static final Duration PATIENCE = Duration.ofSeconds(10); // more than any load explains
    private static final int ENOUGH_TICKS = 50; // to give a call up, but not to blame it once more
    static final Mark FIRST_TERM = new Mark(1, false);

    final ManualClock clock = new ManualClock();
    final Hang hang = new Hang();
    final TestSlots slots = new TestSlots();
    final TestThreads threads = new TestThreads();
    final PlacementEngine engine;
    private int lastHang; // like the ticks, confined to the thread of the test
    private int ticksOfHang;
    private final Map<String, String> names = new HashMap<>();
    private Settings settings = new Settings(Map.of(), 0.01, 10_000, 60_000, 50, 10_000);

    Rig() {
        slots.install(Scheduler.class, "sticky", Sticky::new);
        slots.install(Matcher.class, "general", General::new);
        slots.install(Matcher.class, "isp-region", IspRegion::new);
        slots.install(Matcher.class, "play", Play::new);
        slots.install(Strategy.class, "last-used", LastUsed::new);
        slots.install(Strategy.class, "least-used", LeastUsed::new);
        slots.install(Strategy.class, "most-used", MostUsed::new);
        slots.install(Strategy.class, "round-robin", RoundRobin::new);
        slots.install(Strategy.class, "randomly-pick", RandomlyPick::new);
        slots.install(Strategy.class, "weight-robin", WeightRobin::new);
        slots.install(Strategy.class, "two-choices", TwoChoices::new);
        engine = new PlacementEngine(slots, clock, settings, threads);
        engine.lead(FIRST_TERM);
    }

    /** Names a plug-in, as configuration does: {@code strategy.play}. */
    Rig name(String key, String plugin) {
        names.put(key, plugin);
        settings = new Settings(
                names,
                settings.reservedTaskLoad(),
                settings.silenceMillis(),
                settings.reserveMillis(),
                settings.decisionBudgetMillis(),
                settings.maxWaitingRequests());
        return configure(settings);
    }

    Rig configure(Settings other) {
        settings = other;
        engine.configure(other);
        engine.tick();
        return this;
    }

    Settings settings() {
        return settings;
    }

    /** Installs a strategy of the test's own and has it serve the purpose. */
    Rig strategy(Supplier<? extends Strategy> strategy) {
        slots.install(Strategy.class, "tested", strategy);
        return name("strategy." + PURPOSE, "tested");
    }

    Rig matcher(Supplier<? extends Matcher> matcher) {
        slots.install(Matcher.class, "tested", matcher);
        return name("matcher." + PURPOSE, "tested");
    }

    Rig scheduler(Supplier<? extends Scheduler> scheduler) {
        slots.install(Scheduler.class, "tested", scheduler);
        return name("scheduler." + PURPOSE, "tested");
    }

    /** Workers that are ready, with no load. */
    Rig workers(String... ids) {
        for (String id : ids) {
            join(id, 0);
        }
        return this;
    }

    ReportAnswer join(String id, double load) {
        return join(WorkerAnnouncement.ready(id, PURPOSE, INFO, load));
    }

    ReportAnswer join(WorkerAnnouncement announcement) {
        return get(engine.join(announcement));
    }

    /** Joins with all its tasks. */
    ReportAnswer join(String id, String incarnation, String... tasks) {
        return join(announcement(id, incarnation, tasks));
    }

    ReportAnswer report(String id) {
        return get(engine.report(report(id, List.of(), List.of())));
    }

    ReportAnswer load(String id, double load) {
        return get(engine.report(WorkerReport.ofLoad(id, load)));
    }

    ReportAnswer state(String id, int state) {
        return get(engine.report(new WorkerReport(
                id, OptionalDouble.empty(), OptionalInt.of(state), List.of(), List.of(), OptionalLong.empty())));
    }

    ReportAnswer numbered(String id, long sequence) {
        return get(engine.report(new WorkerReport(
                id, OptionalDouble.empty(), OptionalInt.empty(), List.of(), List.of(), OptionalLong.of(sequence))));
    }

    ReportAnswer pickUp(String id, String... tasks) {
        return get(engine.report(report(id, Arrays.asList(tasks), List.of())));
    }

    ReportAnswer layDown(String id, String... tasks) {
        return get(engine.report(report(id, List.of(), Arrays.asList(tasks))));
    }

    Scheduled schedule(String task) {
        return schedule(task, 0);
    }

    Scheduled schedule(String task, long reserveMillis) {
        return get(engine.schedule(request(task, reserveMillis)));
    }

    /** The worker that gets a task. */
    String placed(String task) {
        return worker(schedule(task));
    }

    Scheduled.Refused refused(String task) {
        Scheduled outcome = schedule(task);
        assertThat(outcome).isInstanceOf(Scheduled.Refused.class);
        return (Scheduled.Refused) outcome;
    }

    boolean unschedule(String task) {
        return get(engine.unschedule(PURPOSE, task));
    }

    TaskStatus find(String task) {
        return get(engine.task(PURPOSE, task));
    }

    /** The worker that has a task, or nothing. */
    String holder(String task) {
        return find(task) instanceof TaskStatus.Found found ? found.worker() : "";
    }

    boolean isExecuting(String task) {
        return find(task) instanceof TaskStatus.Found found && found.executing();
    }

    WorkerStatus status(String id) {
        return get(engine.workers(Optional.of(PURPOSE), WorkerStatus.MOST_TASKS)).stream()
                .filter(worker -> worker.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    List<String> members() {
        return get(engine.workers(Optional.of(PURPOSE), WorkerStatus.MOST_TASKS)).stream()
                .map(WorkerStatus::id)
                .toList();
    }

    Counters.Snapshot counters() {
        return get(engine.counters(PURPOSE)).orElseThrow();
    }

    /** Lets time go by as it does: with a tick every ten milliseconds. */
    void pass(long millis) {
        for (long passed = 0; passed < millis; passed += Ticker.TICK_MILLIS) {
            clock.advance(Ticker.TICK_MILLIS);
            engine.tick();
            until(() -> !engine.isBusy()); // the engine's own threads are as real as ever
        }
    }

    /** Waits until the ledger has done what was asked of it so far. */
    void settle() {
        counters();
    }

    /** Waits for an answer, and has the watchdog tick while a plug-in hangs. */
    <T> T await(CompletionStage<T> stage) {
        until(stage.toCompletableFuture()::isDone);
        return get(stage);
    }

    /** Waits until something holds, and has the watchdog tick until it must have given up what hangs. */
    void until(BooleanSupplier condition) {
        idleUntil(() -> {
            if (hang.entered() != lastHang) {
                lastHang = hang.entered();
                ticksOfHang = 0;
            }
            if (hang.isOn() && ticksOfHang < ENOUGH_TICKS) {
                ticksOfHang++;
                engine.tick();
            }
            return condition.getAsBoolean();
        });
    }

    /** Waits until something holds, while no time goes by for the engine. */
    @SuppressWarnings("ThreadPriorityCheck") // leaves the processor to whoever is waited for
    static void idleUntil(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("what was awaited did not come");
            }
            Thread.yield();
        }
    }

    static WorkerAnnouncement announcement(String id, WorkerInfo info, double load) {
        return WorkerAnnouncement.ready(id, PURPOSE, info, load);
    }

    static WorkerAnnouncement announcement(String id, String incarnation, String... tasks) {
        return new WorkerAnnouncement(
                id,
                PURPOSE,
                INFO,
                OptionalInt.empty(),
                IDLE,
                incarnation.isEmpty() ? Optional.empty() : Optional.of(incarnation),
                Optional.of(Set.of(tasks)));
    }

    static WorkerInfo atPort(int port) {
        return new WorkerInfo("", "", port, false, "", 0.85, Attributes.NONE);
    }

    /** A worker that serves one isp in one region. */
    static WorkerInfo serving(String isp, String region) {
        return WorkerInfo.of(0.85, Attributes.of("isps", List.of(isp), "regions", List.of(region)));
    }

    static ScheduleRequest request(String task, long reserveMillis) {
        return new ScheduleRequest(PURPOSE, task, Preference.NONE, reserveMillis);
    }

    static String worker(Scheduled outcome) {
        assertThat(outcome).isInstanceOf(Scheduled.Placed.class);
        return ((Scheduled.Placed) outcome).worker();
    }

    static Set<String> revoked(ReportAnswer answer) {
        assertThat(answer).isInstanceOf(ReportAnswer.Accepted.class);
        return ((ReportAnswer.Accepted) answer).revoked();
    }

    static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    static WorkerReport report(String id, List<String> pickedUp, List<String> laidDown) {
        return new WorkerReport(
                id, OptionalDouble.empty(), OptionalInt.empty(), pickedUp, laidDown, OptionalLong.empty());
    }

    @Override
    public void close() {
        hang.release();
        engine.close();
    }
}
