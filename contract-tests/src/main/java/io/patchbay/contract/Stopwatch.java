package io.patchbay.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Times several calls; the median counts, because a few slow ones may be the machine's fault. Thread-safe. */
final class Stopwatch {
    private final List<Long> nanos = new ArrayList<>(); // guarded by this

    <T> T time(Callable<T> call) throws Exception {
        long before = System.nanoTime();
        T answer = call.call();
        note(System.nanoTime() - before);
        return answer;
    }

    private synchronized void note(long taken) {
        nanos.add(taken);
    }

    /** @throws BrokenContract if half of the calls, or more, took longer */
    synchronized void requireWithin(long mostNanos, String what) {
        long median = nanos.stream().sorted().skip(nanos.size() / 2).findFirst().orElse(0L);
        if (median > mostNanos) {
            throw new BrokenContract("half of the times, " + what + " took " + TimeUnit.NANOSECONDS.toMillis(median)
                    + " ms or more, and "
                    + TimeUnit.NANOSECONDS.toMillis(mostNanos)
                    + " ms are allowed: do less each time, and never wait for anything");
        }
    }
}
