package io.patchbay.benchmarks;

import io.patchbay.api.placement.Placement;
import io.patchbay.api.placement.WorkerReport;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Workers that report their load in turn, a fixed number a second, from one thread of its own. */
final class ReportStream implements AutoCloseable {
    private static final int BURSTS_PER_SECOND = 100;

    private final Placement placement;
    private final int workers;
    private final int perBurst;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "bench-reports"));
    private int turn; // confined to the thread

    /** @param perSecond how many; none at all if 0 */
    ReportStream(Placement placement, int workers, int perSecond) {
        this.placement = placement;
        this.workers = workers;
        this.perBurst = perSecond / BURSTS_PER_SECOND;
        if (perBurst > 0) {
            long period = TimeUnit.SECONDS.toNanos(1) / BURSTS_PER_SECOND;
            Future<?> unused = thread.scheduleAtFixedRate( // it ends with the thread
                    this::burst, period, period, TimeUnit.NANOSECONDS);
        }
    }

    private void burst() {
        for (int i = 0; i < perBurst; i++) {
            int number = turn++;
            double load = ((number * 0x9E3779B9) >>> 1) % 80 / 100.0;
            EmbeddedPlacement.await(
                    placement.report(WorkerReport.ofLoad(EmbeddedPlacement.worker(number % workers), load)));
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
