package io.patchbay.benchmarks.hotswap;

import io.patchbay.benchmarks.portal.Loop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** How the benchmark's thread waits for something. No state. */
final class Asked {
    private static final long LOOP_SECONDS = 30;
    private static final long LOOK_MILLIS = 25;

    private Asked() {}

    /** What the loop's thread knows. */
    static <T> T of(Loop loop, Supplier<T> question) throws InterruptedException {
        CompletableFuture<T> answer = new CompletableFuture<>();
        loop.execute(() -> answer.complete(question.get()));
        try {
            return answer.get(LOOP_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException stuck) {
            throw new IllegalStateException("the loop of the clients does not answer", stuck);
        }
    }

    /** Looks again and again. False if it is not so in time. */
    static boolean until(long millis, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        return true;
    }
}
