package io.patchbay.support;

import io.patchbay.api.placement.Placement;
import io.patchbay.api.placement.ReportAnswer;
import io.patchbay.api.placement.WorkerAnnouncement;
import io.patchbay.api.placement.WorkerInfo;
import io.patchbay.api.placement.WorkerReport;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker inside this node: joins the placement, reports its load every second, and joins again with all it does whenever the
 * placement does not know it. Thread-safe.
 */
public final class NodeWorker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NodeWorker.class);
    private static final long REPORT_MILLIS = 1000;

    private final Placement placement;
    private final String id;
    private final String purpose;
    private final WorkerInfo info;
    private final DoubleSupplier load;
    private final Consumer<Set<String>> onRevoked;
    private final String incarnation = RandomIds.hex(8);
    private final Set<String> tasks = ConcurrentHashMap.newKeySet();
    private final ScheduledFuture<?> reporting;
    private volatile boolean joined;
    private volatile boolean draining;

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
        this.placement = placement;
        this.id = id;
        this.purpose = purpose;
        this.info = info;
        this.load = load;
        this.onRevoked = onRevoked;
        this.reporting = timer.scheduleWithFixedDelay(this::report, 0, REPORT_MILLIS, TimeUnit.MILLISECONDS);
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
        tasks.add(task);
        return placement.report(WorkerReport.ofPickedUp(id, List.of(task)));
    }

    /** Says that this worker no longer executes a task. */
    public CompletionStage<ReportAnswer> layDown(String task) {
        tasks.remove(task);
        return placement.report(WorkerReport.ofLaidDown(id, List.of(task)));
    }

    /** Takes no new tasks from now on, or takes them again. */
    public void drain(boolean drain) {
        draining = drain;
        report();
    }

    /** Leaves the placement, which forgets this worker's tasks. */
    @Override
    public void close() {
        reporting.cancel(false);
        joined = false;
        placement.quit(id);
    }

    private void report() {
        try {
            if (joined) {
                placement
                        .report(new WorkerReport(
                                id,
                                OptionalDouble.of(currentLoad()),
                                state(),
                                List.of(),
                                List.of(),
                                OptionalLong.empty()))
                        .whenComplete(this::onAnswer);
            } else {
                placement
                        .join(new WorkerAnnouncement(
                                id,
                                purpose,
                                info,
                                state(),
                                OptionalDouble.of(currentLoad()),
                                Optional.of(incarnation),
                                Optional.of(Set.copyOf(tasks))))
                        .whenComplete(this::onAnswer);
            }
        } catch (RuntimeException failed) {
            LOG.warn("Worker {} could not report", id, failed); // the timer must go on
        }
    }

    private double currentLoad() {
        return Math.max(0, Math.min(1, load.getAsDouble()));
    }

    private OptionalInt state() {
        return OptionalInt.of(draining ? 1 : WorkerAnnouncement.READY);
    }

    private void onAnswer(ReportAnswer answer, Throwable failed) {
        if (reporting.isCancelled()) {
            return; // closed meanwhile: must not look joined again
        }
        if (failed != null) {
            LOG.warn("Worker {} could not report", id, failed);
        } else if (answer instanceof ReportAnswer.Accepted accepted) {
            joined = true;
            tasks.removeAll(accepted.revoked());
            if (!accepted.revoked().isEmpty()) {
                onRevoked.accept(accepted.revoked());
            }
        } else if (answer instanceof ReportAnswer.Unknown || answer instanceof ReportAnswer.Resync) {
            joined = false; // the next report joins, with all tasks
        } else {
            LOG.debug("Worker {} has to wait: {}", id, answer);
        }
    }
}
