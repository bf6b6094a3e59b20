package io.patchbay.benchmarks;

import io.patchbay.api.placement.Placement;
import io.patchbay.api.placement.ReportAnswer;
import io.patchbay.api.placement.WorkerReport;
import java.util.ArrayList;
import java.util.List;

/** A million tasks on a thousand workers: how long it takes to pick them up, and what each of them occupies. */
final class BulkTasks {
    private static final int TASKS = 1_000_000;
    private static final int WORKERS = 1_000;
    private static final int PER_REPORT = 100;
    private static final double MOST_SECONDS = 3;
    private static final double MOST_BYTES = 300;

    private BulkTasks() {}

    /** Prints what it measured; @return whether the bounds held */
    @SuppressWarnings("SystemOut") // a benchmark prints its table
    static boolean run() throws Exception {
        try (EmbeddedPlacement placement = EmbeddedPlacement.start("least-used")) {
            placement.join(WORKERS);
            pickUp(placement.service(), "warm-", TASKS / 10);
            long before = liveHeap();
            List<WorkerReport> reports = reports("task-", TASKS);
            long names = liveHeap() - before;
            long start = System.nanoTime();
            deliver(placement.service(), reports);
            double seconds = (System.nanoTime() - start) / 1e9;
            reports.clear();
            double bytes = (liveHeap() - before) / (double) TASKS;
            System.out.printf(
                    "%,d pick-ups on %,d workers   %6.2f s   below %.0f%n", TASKS, WORKERS, seconds, MOST_SECONDS);
            System.out.printf(
                    "heap per live task              %6.0f B   at most %.0f, its name included (names in reports: %.0f B each)%n",
                    bytes, MOST_BYTES, names / (double) TASKS);
            return seconds < MOST_SECONDS && bytes <= MOST_BYTES;
        }
    }

    private static void pickUp(Placement placement, String prefix, int tasks) {
        deliver(placement, reports(prefix, tasks));
    }

    private static List<WorkerReport> reports(String prefix, int tasks) {
        List<WorkerReport> reports = new ArrayList<>();
        for (int first = 0; first < tasks; first += PER_REPORT) {
            List<String> names = new ArrayList<>(PER_REPORT);
            for (int i = first; i < first + PER_REPORT; i++) {
                names.add(prefix + String.format("%019d", i));
            }
            reports.add(WorkerReport.ofPickedUp(EmbeddedPlacement.worker(first / PER_REPORT % WORKERS), names));
        }
        return reports;
    }

    private static void deliver(Placement placement, List<WorkerReport> reports) {
        for (WorkerReport report : reports) {
            ReportAnswer answer = EmbeddedPlacement.await(placement.report(report));
            if (!(answer instanceof ReportAnswer.Accepted)) {
                throw new IllegalStateException("a report was not accepted: " + answer);
            }
        }
    }

    private static long liveHeap() throws InterruptedException {
        long least = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 3; attempt++) {
            System.gc();
            Thread.sleep(200);
            least = Math.min(
                    least,
                    Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
        }
        return least;
    }
}
