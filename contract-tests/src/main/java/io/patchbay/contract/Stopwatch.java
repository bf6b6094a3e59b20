package io.patchbay.contract;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Keeps the fastest of several calls: slow ones may be the machine's fault. Thread-safe. */
final class Stopwatch {
    private long fastestNanos = Long.MAX_VALUE;

    <T> T time(Callable<T> call) throws Exception {
        long before = System.nanoTime();
        T answer = call.call();
        note(System.nanoTime() - before);
        return answer;
    }

    private synchronized void note(long nanos) {
        fastestNanos = Math.min(fastestNanos, nanos);
    }

    /** @throws BrokenContract if even the fastest call took longer */
    synchronized void requireWithin(long nanos, String what) {
        if (fastestNanos > nanos) {
            throw new BrokenContract(what + " took " + TimeUnit.NANOSECONDS.toMillis(fastestNanos) + " ms, and "
                    + TimeUnit.NANOSECONDS.toMillis(nanos)
                    + " ms are allowed: look at fewer candidates, and never wait for anything");
        }
    }
}
