package io.patchbay.benchmarks.hotswap;

import io.patchbay.benchmarks.portal.Loop;
import java.util.concurrent.TimeUnit;

/**
 * Requests at a steady rate, whether answers come or not: a server that stands still cannot slow them down and so hide it.
 * Confined to the loop's thread, apart from {@link #begin}, {@link #end}, {@link #awaitAnswers} and {@link #disperse}.
 */
abstract class Load {
    private static final long ANSWER_MILLIS = 10_000;

    private final Loop loop;
    private final Tally tally = new Tally();
    private volatile boolean over;

    Load(Loop loop) {
        this.loop = loop;
    }

    /** Sends one request. */
    abstract void send(Tally.Request request);

    /** How many requests a second it sends where it is what is measured. */
    int rate(Size size) {
        return size.requestsPerSecond();
    }

    final void begin(int perSecond) {
        long start = System.nanoTime();
        long interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
        loop.execute(() -> next(start, interval));
    }

    private void next(long due, long interval) {
        loop.at(due, () -> {
            if (!over) {
                send(tally.begin(due));
                next(due + interval, interval);
            }
        });
    }

    /** Sends no more. */
    final void end() {
        over = true;
    }

    /** Waits until everything is answered, or it is clear that something will not be. */
    final void awaitAnswers() throws InterruptedException {
        Asked.until(ANSWER_MILLIS, () -> {
            try {
                return Asked.of(loop, () -> tally.open() == 0);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return true;
            }
        });
    }

    /** What has had an effect twice. Asked on the loop's thread. */
    long doubled() {
        return 0;
    }

    /** Its clients go. */
    void disperse() throws InterruptedException {
        // it has none
    }

    final Tally tally() {
        return tally;
    }

    final Loop loop() {
        return loop;
    }
}
