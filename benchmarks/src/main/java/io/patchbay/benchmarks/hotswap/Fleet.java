package io.patchbay.benchmarks.hotswap;

import io.patchbay.benchmarks.portal.HttpExchanges;
import io.patchbay.benchmarks.portal.Loop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** External workers that execute a great many tasks, in four regions. {@link #join} and {@link #moved} are for the benchmark's thread. */
final class Fleet {
    static final String PURPOSE = "play";
    static final int REGIONS = 4;

    private static final int WORKERS = 8;
    private static final int CONNECTIONS = 32;
    private static final long REPORT_MILLIS = 1_000;
    private static final long PATIENCE_SECONDS = 120;

    private final SwapNode node;
    private final Loop loop;
    private final HttpExchanges requests;
    private final HttpExchanges
            reports; // by themselves: a worker that waits behind all the looks is silent for too long
    private final int tasks;
    private final AtomicLong troubles = new AtomicLong();
    private volatile boolean over;

    Fleet(SwapNode node, int tasks) {
        this.node = node;
        this.loop = node.loop();
        this.requests = node.requests(CONNECTIONS);
        this.reports = node.requests(WORKERS);
        this.tasks = tasks;
    }

    /** Whether a worker is in a region. */
    static boolean isIn(String worker, int region) {
        return worker.startsWith("fleet-") && Integer.parseInt(worker.substring("fleet-".length())) % REGIONS == region;
    }

    void join() {
        for (int worker = 0; worker < WORKERS; worker++) {
            List<String> held = new ArrayList<>();
            for (int task = worker; task < tasks; task += WORKERS) {
                held.add("\"live-" + task + "\"");
            }
            node.api()
                    .call(
                            "PUT",
                            "/workers/fleet-" + worker,
                            "{\"purpose\":\"" + PURPOSE
                                    + "\",\"info\":{\"ip\":\"127.0.0.1\",\"port\":7000,\"maxLoad\":0.85,\"capacity\":"
                                    + "{\"isps\":[],\"regions\":[\"region-" + worker % REGIONS + "\"]}},\"load\":0.1,"
                                    + "\"tasks\":[" + String.join(",", held) + "]}");
            report(worker);
        }
    }

    private void report(int worker) {
        loop.execute(() -> loop.after(REPORT_MILLIS, () -> {
            if (over) {
                return;
            }
            reports.send(
                    "POST",
                    "/cluster/v1/workers/fleet-" + worker + "/report",
                    node::headers,
                    "{\"load\":0.1}",
                    told -> {
                        if (told.status() != 200 || !told.body().contains("\"revoked\":[]")) {
                            troubles.incrementAndGet(); // it lost a task, or its place
                        }
                        report(worker);
                    });
        }));
    }

    /**
     * How many of the tasks are no longer where they were.
     *
     * @param step looks at every so many of them
     */
    long moved(int step) throws InterruptedException {
        AtomicLong moved = new AtomicLong();
        int looks = (tasks + step - 1) / step;
        CountDownLatch open = new CountDownLatch(looks);
        loop.execute(() -> {
            for (int task = 0; task < tasks; task += step) {
                String worker = "\"id\":\"fleet-" + task % WORKERS + "\"";
                requests.send("GET", "/cluster/v1/tasks/" + PURPOSE + "/live-" + task, node::headers, "", told -> {
                    if (told.status() != 200
                            || !told.body().contains(worker)
                            || !told.body().contains("\"executing\":true")) {
                        moved.incrementAndGet();
                    }
                    open.countDown();
                });
            }
        });
        if (!open.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(open.getCount() + " questions for a task were not answered");
        }
        return moved.get() + troubles.get();
    }

    /** No more reports. */
    void end() {
        over = true;
    }
}
