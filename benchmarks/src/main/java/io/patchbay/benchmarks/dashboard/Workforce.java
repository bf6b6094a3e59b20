package io.patchbay.benchmarks.dashboard;

import io.patchbay.benchmarks.portal.HttpExchanges;
import io.patchbay.benchmarks.portal.Loop;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Workers of some purposes that each report once a second over HTTP, and tasks that are scheduled to them. Thread-safe. */
final class Workforce implements AutoCloseable {
    private static final List<String> PURPOSES = List.of("analytics", "audio", "play", "recording", "video");
    private static final int CONNECTIONS = 32;
    private static final long REPORT_MILLIS = 1_000;
    private static final long WAVE_SECONDS = 30; // in which a load goes up and down
    private static final int RESERVE_MILLIS = 10_000;
    private static final long PATIENCE_SECONDS = 60;
    private static final int UNKNOWN = 404;

    private final Loop loop;
    private final HttpExchanges requests;
    private final String headers;
    private final int count;
    private int scheduled; // confined to the loop's thread

    /** @param token of the admin */
    Workforce(String url, String token, int count) throws IOException {
        URI parsed = URI.create(url);
        this.loop = new Loop("workforce");
        this.requests = new HttpExchanges(loop, new InetSocketAddress(parsed.getHost(), parsed.getPort()), CONNECTIONS);
        this.headers = "Content-Type: application/json\r\nAuthorization: Bearer " + token + "\r\n";
        this.count = count;
    }

    /** All join, and report from then on. */
    void join() throws InterruptedException {
        CountDownLatch out = new CountDownLatch(count);
        loop.execute(() -> {
            for (int worker = 0; worker < count; worker++) {
                int mine = worker;
                join(mine, () -> {
                    out.countDown();
                    loop.after(REPORT_MILLIS * mine / count, () -> report(mine));
                });
            }
        });
        if (!out.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(out.getCount() + " workers have not joined");
        }
    }

    /** So many tasks a second are scheduled from now on; nobody picks them up, so that reservations run out. */
    void schedule(int perSecond) {
        loop.execute(() -> scheduleNext(1_000 / perSecond));
    }

    private void join(int worker, Runnable joined) {
        String body = "{\"purpose\":\"" + PURPOSES.get(worker % PURPOSES.size())
                + "\",\"info\":{\"ip\":\"127.0.0.1\",\"port\":7000,\"maxLoad\":0.85,\"seats\":12,\"capacity\":{}},\"load\":"
                + load(worker) + "}";
        send("PUT", "/cluster/v1/workers/" + idOf(worker), body, told -> {
            expectGood(told);
            joined.run();
        });
    }

    private void report(int worker) {
        String body = "{\"load\":" + load(worker) + "}";
        send("POST", "/cluster/v1/workers/" + idOf(worker) + "/report", body, told -> {
            loop.after(REPORT_MILLIS, () -> report(worker));
            if (told.status() == UNKNOWN) {
                join(worker, () -> {}); // it was silent for too long: the machine has other things to do
            } else {
                expectGood(told);
            }
        });
    }

    private void scheduleNext(long pauseMillis) {
        loop.after(pauseMillis, () -> scheduleNext(pauseMillis));
        int number = scheduled++;
        String body = "{\"purpose\":\"" + PURPOSES.get(number % PURPOSES.size()) + "\",\"task\":\"task-" + number
                + "\",\"preference\":{},\"reserveMillis\":" + RESERVE_MILLIS + "}";
        send("POST", "/cluster/v1/schedule", body, Workforce::expectGood);
    }

    private void send(String method, String path, String body, Consumer<HttpExchanges.Response> answered) {
        requests.send(method, path, () -> headers, body, answered);
    }

    private static void expectGood(HttpExchanges.Response told) {
        if (told.status() != 200) {
            throw new IllegalStateException("a request was answered with " + told);
        }
    }

    private static String idOf(int worker) {
        return PURPOSES.get(worker % PURPOSES.size()) + "-" + worker;
    }

    private static String load(int worker) {
        double turns = System.nanoTime() / 1e9 / WAVE_SECONDS + worker * 0.618; // each in a phase of its own
        return String.format(Locale.ROOT, "%.3f", 0.45 + 0.45 * Math.sin(2 * Math.PI * turns));
    }

    @Override
    public void close() {
        loop.close();
    }
}
