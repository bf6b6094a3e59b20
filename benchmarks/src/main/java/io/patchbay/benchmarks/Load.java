package io.patchbay.benchmarks;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** Clients of which each sends a request, waits for the answer, and sends the next, for a while. Thread-safe. */
final class Load {
    private static final int MOST_SAMPLES = 1_000_000;

    private final HttpClient http;
    private final IntFunction<HttpRequest> requests;
    private final Executor pause;
    private final int clients;
    private final long begun = System.nanoTime();
    private final long ends;
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger good = new AtomicInteger();
    private final AtomicInteger others = new AtomicInteger();
    private final long[] nanos = new long[MOST_SAMPLES]; // of good answers; each place is written once
    private final Semaphore over = new Semaphore(0);

    /**
     * What came of it.
     *
     * @param rate good answers a second
     * @param p99Millis within what 99 of 100 of them came
     * @param others answers that were not good
     */
    record Result(double rate, double p99Millis, int others) {}

    private Load(HttpClient http, int clients, int seconds, long pauseMillis, IntFunction<HttpRequest> requests) {
        this.http = http;
        this.clients = clients;
        this.requests = requests;
        this.ends = begun + TimeUnit.SECONDS.toNanos(seconds);
        this.pause = pauseMillis == 0
                ? Runnable::run
                : CompletableFuture.delayedExecutor(pauseMillis, TimeUnit.MILLISECONDS);
    }

    /**
     * Begins.
     *
     * @param pauseMillis how long a client rests after an answer that was not good
     * @param requests makes the request of a number
     */
    static Load begin(HttpClient http, int clients, int seconds, long pauseMillis, IntFunction<HttpRequest> requests) {
        Load load = new Load(http, clients, seconds, pauseMillis, requests);
        for (int client = 0; client < clients; client++) {
            load.next();
        }
        return load;
    }

    /** Begins, and waits for the end. */
    static Result run(HttpClient http, int clients, int seconds, long pauseMillis, IntFunction<HttpRequest> requests)
            throws InterruptedException {
        return begin(http, clients, seconds, pauseMillis, requests).end();
    }

    /** Waits for the end. */
    Result end() throws InterruptedException {
        over.acquire(clients);
        int count = Math.min(good.get(), MOST_SAMPLES);
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        double p99 = count == 0 ? 0 : sorted[(int) (count * 0.99)] / 1e6;
        return new Result(good.get() / ((System.nanoTime() - begun) / 1e9), p99, others.get());
    }

    private void next() {
        long start = System.nanoTime();
        if (start >= ends) {
            over.release();
            return;
        }
        Future<?> unused = http.sendAsync(requests.apply(sent.getAndIncrement()), BodyHandlers.ofString())
                .whenComplete((answer, failed) -> {
                    if (failed == null && answer.statusCode() == 200) {
                        int place = good.getAndIncrement();
                        if (place < MOST_SAMPLES) {
                            nanos[place] = System.nanoTime() - start;
                        }
                        next();
                    } else {
                        others.incrementAndGet();
                        pause.execute(this::next);
                    }
                });
    }
}
