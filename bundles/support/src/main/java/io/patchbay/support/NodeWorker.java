package io.patchbay.support;

import io.patchbay.api.placement.Placement;
import io.patchbay.api.placement.ReportAnswer;
import io.patchbay.api.placement.WorkerAnnouncement;
import io.patchbay.api.placement.WorkerInfo;
import io.patchbay.api.placement.WorkerReport;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker inside this node: joins the placement, reports its load every second, and joins again with all it does, at once,
 * whenever the placement may not know that. Thread-safe; the placement is never called under a lock.
 *
 * <p>Announcements and single changes may overtake one another on their way, so every change has a number: an announcement
 * counts as complete only if nothing has changed since it was written, and a revocation concerns only what had been picked up
 * when its report was written.
 */
public final class NodeWorker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NodeWorker.class);
    private static final long TICK_MILLIS = 200;
    private static final int TICKS_PER_REPORT = 5; // once a second; what is not known yet is said at every tick

    private final Supplier<Optional<Placement>> placement;
    private final String id;
    private final String purpose;
    private final WorkerInfo info;
    private final DoubleSupplier load;
    private final Consumer<Set<String>> onRevoked;
    private final String incarnation = RandomIds.hex(8);
    private final Map<String, Long> tasks =
            new HashMap<>(); // with the number of the change; guards itself and `changes`
    private final ScheduledFuture<?> reporting;
    private long changes;
    private int ticks; // confined to the timer
    private volatile boolean joined;
    private volatile boolean complete; // whether the placement has been told of every task
    private volatile boolean draining;
    private volatile boolean closed;
    private volatile boolean failing; // so that a failure is logged once, not at every tick

    /**
     * Joins, and begins to report.
     *
     * @param load between 0 and 1, asked on the timer's thread
     * @param onRevoked told which tasks are elsewhere by now; on the placement's or the timer's thread
     */
    public NodeWorker(
            Placement placement,
            String id,
            String purpose,
            WorkerInfo info,
            DoubleSupplier load,
            Consumer<Set<String>> onRevoked,
            ScheduledExecutorService timer) {
        this(() -> Optional.of(placement), id, purpose, info, load, onRevoked, timer);
    }

    /**
     * Joins as soon as there is a placement, and begins to report.
     *
     * @param placement asked whenever there is something to say, so that the service may come and go
     * @param load between 0 and 1, asked on the timer's thread
     * @param onRevoked told which tasks are elsewhere by now; on the placement's or the timer's thread
     */
    public NodeWorker(
            Supplier<Optional<Placement>> placement,
            String id,
            String purpose,
            WorkerInfo info,
            DoubleSupplier load,
            Consumer<Set<String>> onRevoked,
            ScheduledExecutorService timer) {
        this.placement = placement;
        this.id = id;
        this.purpose = purpose;
        this.info = info;
        this.load = load;
        this.onRevoked = onRevoked;
        this.reporting = timer.scheduleWithFixedDelay(this::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** A new worker's id: {@code <purpose>-<20 hex digits>@<host>}. What no identifier may hold is left out of the host. */
    public static String newId(String purpose, String host) {
        return purpose + "-" + RandomIds.hex(10) + "@" + host.replaceAll("[^0-9a-zA-Z\\-_.:]", "");
    }

    /** This worker's id. */
    public String id() {
        return id;
    }

    /** Whether the placement knows this worker. */
    public boolean joined() {
        return joined;
    }

    /** Says that this worker executes a task, now and whenever it joins again. */
    public CompletionStage<ReportAnswer> pickUp(String task) {
        long change;
        synchronized (tasks) {
            change = ++changes;
            tasks.put(task, change);
        }
        return tell(change, WorkerReport.ofPickedUp(id, List.of(task)));
    }

    /** Says that this worker no longer executes a task; says nothing of one that it does not execute, or not any more. */
    public CompletionStage<ReportAnswer> layDown(String task) {
        long change;
        synchronized (tasks) {
            if (tasks.remove(task) == null) {
                return CompletableFuture.completedStage(new ReportAnswer.Accepted(0, Set.of()));
            }
            change = ++changes;
        }
        return tell(change, WorkerReport.ofLaidDown(id, List.of(task)));
    }

    /** Takes no new tasks from now on, or takes them again. */
    public void drain(boolean drain) {
        draining = drain;
        sayAll();
    }

    /** Leaves the placement, which forgets this worker's tasks. */
    @Override
    public void close() {
        closed = true;
        joined = false;
        reporting.cancel(false);
        quit();
    }

    private void tick() {
        boolean known = joined && complete;
        ticks = known ? (ticks + 1) % TICKS_PER_REPORT : 0;
        if (!known || ticks == 0) {
            sayAll();
        }
    }

    private void sayAll() {
        try {
            if (closed) {
                return;
            }
            if (joined && complete) {
                report();
            } else {
                announce();
            }
        } catch (RuntimeException failed) {
            complain(failed); // the timer must go on
        }
    }

    private void report() {
        long known = lastChange();
        WorkerReport report = new WorkerReport(id, currentLoad(), state(), List.of(), List.of(), OptionalLong.empty());
        send(target -> target.report(report)).whenComplete((answer, failed) -> onAnswer(known, answer, failed));
    }

    private void announce() {
        long known;
        Set<String> all;
        synchronized (tasks) {
            known = changes;
            all = Set.copyOf(tasks.keySet());
        }
        WorkerAnnouncement announcement = new WorkerAnnouncement(
                id, purpose, info, state(), currentLoad(), Optional.of(incarnation), Optional.of(all));
        send(target -> target.join(announcement)).whenComplete((answer, failed) -> {
            if (answer instanceof ReportAnswer.Accepted) {
                if (closed) {
                    quit(); // this announcement was under way when it was closed
                    return;
                }
                joined = true;
                complete = lastChange() == known; // else a change may have been overtaken: say it all again
            }
            onAnswer(known, answer, failed);
        });
    }

    /** Tells of one change. If that does not get through, the next tick says everything. */
    private CompletionStage<ReportAnswer> tell(long change, WorkerReport report) {
        return send(target -> target.report(report)).whenComplete((answer, failed) -> {
            if (!(answer instanceof ReportAnswer.Accepted)) {
                complete = false;
            }
            onAnswer(change, answer, failed);
        });
    }

    private CompletionStage<ReportAnswer> send(Function<Placement, CompletionStage<ReportAnswer>> message) {
        try {
            return placement
                    .get()
                    .map(message)
                    .orElseGet(() -> CompletableFuture.completedStage(new ReportAnswer.NotReady()));
        } catch (RuntimeException failed) {
            return CompletableFuture.failedStage(failed);
        }
    }

    private void quit() {
        try {
            placement.get().ifPresent(target -> target.quit(id));
        } catch (RuntimeException failed) {
            LOG.warn("Worker {} could not quit, and will be missed instead", id, failed);
        }
    }

    /** Heeds an answer to a message that told of everything up to a change. */
    private void onAnswer(long known, ReportAnswer answer, Throwable failed) {
        if (closed) {
            return;
        }
        if (failed != null) {
            complain(failed);
            return;
        }
        failing = false;
        if (answer instanceof ReportAnswer.Accepted accepted) {
            Set<String> revoked = forget(accepted.revoked(), known);
            if (!revoked.isEmpty()) {
                onRevoked.accept(revoked);
            }
        } else if (answer instanceof ReportAnswer.Unknown || answer instanceof ReportAnswer.Resync) {
            joined = false; // the next tick joins, with all tasks
        } else {
            LOG.debug("Worker {} has to wait: {}", id, answer);
        }
    }

    private void complain(Throwable failed) {
        if (!failing) {
            failing = true;
            LOG.warn("Worker {} could not report, and goes on trying", id, failed);
        }
    }

    private Set<String> forget(Set<String> revoked, long known) {
        if (revoked.isEmpty()) {
            return revoked;
        }
        Set<String> forgotten = new HashSet<>();
        synchronized (tasks) {
            for (String task : revoked) {
                Long pickedUp = tasks.get(task);
                if (pickedUp != null && pickedUp <= known) {
                    tasks.remove(task);
                    forgotten.add(task);
                }
            }
        }
        return forgotten;
    }

    private long lastChange() {
        synchronized (tasks) {
            return changes;
        }
    }

    private OptionalDouble currentLoad() {
        return OptionalDouble.of(Math.max(0, Math.min(1, load.getAsDouble())));
    }

    private OptionalInt state() {
        return OptionalInt.of(draining ? 1 : WorkerAnnouncement.READY);
    }
}
