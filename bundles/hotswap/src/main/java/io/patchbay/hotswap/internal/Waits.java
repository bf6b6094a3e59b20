package io.patchbay.hotswap.internal;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits that end. */
final class Waits {
    private static final Logger LOG = LoggerFactory.getLogger(Waits.class);

    private Waits() {}

    /**
     * Waits for something to be done, but no longer than the bound.
     *
     * @return whether it was done
     */
    static boolean most(CompletableFuture<?> done, Duration bound) {
        try {
            done.get(bound.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException late) {
            LOG.debug("Not done within {}", bound, late);
        } catch (ExecutionException failed) {
            LOG.error("A step of a swap failed", failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return false;
    }
}
