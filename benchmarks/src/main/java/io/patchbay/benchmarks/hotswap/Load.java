package io.patchbay.benchmarks.hotswap;

import io.patchbay.benchmarks.portal.Loop;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Requests at a steady rate, whether answers come or not: a server that stands still cannot slow them down and so hide it.
 * Confined to the loop's thread, apart from {@link #begin}, {@link #end}, {@link #awaitWarmth}, {@link #awaitAnswers},
 * {@link #inspect} and {@link #disperse}.
 */
abstract class Load {
    private static final long ANSWER_MILLIS = 10_000;
    private static final long WARM_MILLIS = 120_000;

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

    /** How long the last answers may take. */
    long patienceMillis() {
        return ANSWER_MILLIS;
    }

    /** Whether what is measured is warm; nothing is counted before. Asked on the loop's thread. */
    boolean isWarm() {
        return true;
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
        await(patienceMillis(), () -> tally.open() == 0);
    }

    /** Waits until enough is answered for what is measured to be warm. */
    final void awaitWarmth() throws InterruptedException {
        if (!await(WARM_MILLIS, this::isWarm)) {
            throw new IllegalStateException(
                    "what is measured is not warm in time: " + Asked.of(loop, () -> tally.examples()));
        }
    }

    /** Waits for something that the loop's thread knows. False if it is not so in time. */
    final boolean await(long millis, Supplier<Boolean> condition) throws InterruptedException {
        return Asked.until(millis, () -> {
            try {
                return Asked.of(loop, condition);
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

    /** What was lost of what was said to have had an effect. Asked on the loop's thread. */
    long lost() {
        return 0;
    }

    /** Looks what has become of all, once it is answered. */
    void inspect() throws IOException, InterruptedException {
        // the answers have told all
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
