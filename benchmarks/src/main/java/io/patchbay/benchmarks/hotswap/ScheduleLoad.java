package io.patchbay.benchmarks.hotswap;

import io.patchbay.benchmarks.portal.HttpExchanges;
import java.util.concurrent.atomic.AtomicLong;

/** Tasks that want a worker of a certain region, which scheduler, matcher and strategy find together. */
final class ScheduleLoad extends Load {
    private static final int CONNECTIONS = 64;
    private static final AtomicLong NUMBERS = new AtomicLong(); // no task twice in one node

    private final SwapNode node;
    private final HttpExchanges requests;

    ScheduleLoad(SwapNode node) {
        super(node.loop());
        this.node = node;
        this.requests = node.requests(CONNECTIONS);
    }

    @Override
    void send(Tally.Request request) {
        long number = NUMBERS.incrementAndGet();
        int region = (int) (number % Fleet.REGIONS);
        String body = "{\"purpose\":\"" + Fleet.PURPOSE + "\",\"task\":\"load-" + number
                + "\",\"preference\":{\"region\":\"region-" + region + "\"},\"reserveMillis\":2000}";
        requests.send("POST", "/cluster/v1/schedule", node::headers, body, told -> {
            if (told.status() == 200 && Fleet.isIn(workerIn(told.body()), region)) {
                request.succeed();
            } else {
                request.fail("a task for region-" + region + " was answered with " + told);
            }
        });
    }

    private static String workerIn(String body) {
        String before = "\"worker\":{\"id\":\"";
        int from = body.indexOf(before) + before.length();
        return from < before.length() ? "" : body.substring(from, body.indexOf('"', from));
    }
}
