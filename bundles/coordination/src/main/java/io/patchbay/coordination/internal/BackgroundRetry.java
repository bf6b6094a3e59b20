package io.patchbay.coordination.internal;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.curator.RetryLoop;
import org.apache.curator.RetryPolicy;
import org.apache.curator.RetrySleeper;

/**
 * Whoever waits for an answer is told of a failure at once, and looks at the facts before it asks again. What Curator's recipes do in
 * the background it repeats, with a pause that grows: without one they would try again at once for as long as ZooKeeper is away.
 * Immutable.
 */
final class BackgroundRetry implements RetryPolicy {
    private static final int MOST = 20;
    private static final int FIRST_MILLIS = 50;
    private static final int LONGEST_MILLIS = 1000;

    @Override
    public boolean allowRetry(int retryCount, long elapsedMillis, RetrySleeper sleeper) {
        if (sleeper == RetryLoop.getDefaultRetrySleeper() || retryCount >= MOST) {
            return false;
        }
        try {
            sleeper.sleepFor(pauseMillis(retryCount), TimeUnit.MILLISECONDS); // in the background: puts it off
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
        return true;
    }

    private static long pauseMillis(int retryCount) {
        int ceiling = (int) Math.min(LONGEST_MILLIS, (long) FIRST_MILLIS << Math.min(retryCount, 10));
        return ThreadLocalRandom.current().nextLong(ceiling / 2, ceiling + 1L);
    }
}
