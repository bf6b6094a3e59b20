package io.patchbay.migrator.internal.monitor;

import io.patchbay.migrator.internal.store.Lane;
import io.patchbay.support.Backoff;
import java.security.SecureRandom;
import java.time.Duration;

/** Later on the job's executor, with a pause that grows. Confined to that. */
final class LaneRetries implements Lane.Retries {
    private final Backoff backoff = new Backoff(Duration.ofMillis(50), Duration.ofSeconds(2), new SecureRandom());
    private final JobLoop loop;

    LaneRetries(JobLoop loop) {
        this.loop = loop;
    }

    @Override
    public void later(Duration pause, Runnable action) {
        loop.later(pause, action);
    }

    @Override
    public Backoff backoff() {
        return backoff;
    }
}
