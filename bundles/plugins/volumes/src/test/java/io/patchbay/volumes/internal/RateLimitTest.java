package io.patchbay.volumes.internal;

import static org.assertj.core.api.Assertions.assertThat;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Bytes a second, by a clock that goes on when somebody waits. */
class RateLimitTest {
    private long nanos = 42;

    @Test
    void letsPassSoManyBytesASecond() throws Exception {
        RateLimit limit = limit(1000);

        for (int times = 0; times < 11; times++) {
            limit.take(500);
        }

        assertThat(nanos - 42).isEqualTo(TimeUnit.SECONDS.toNanos(5));
    }

    @Test
    void savesNothingUpWhileNobodyTakes() throws Exception {
        RateLimit limit = limit(1000);
        nanos += TimeUnit.HOURS.toNanos(1);
        long began = nanos;

        limit.take(1000);
        limit.take(1000);

        assertThat(nanos - began).isEqualTo(TimeUnit.SECONDS.toNanos(1));
    }

    @Test
    void letsEverythingPassWithoutALimit() throws Exception {
        RateLimit limit = limit(0);

        limit.take(Long.MAX_VALUE);
        limit.take(Long.MAX_VALUE);

        assertThat(nanos).isEqualTo(42);
    }

    @Test
    void goesByTheRateThatItWasGivenLast() throws Exception {
        RateLimit limit = limit(0);
        limit.change(1000);

        limit.take(500);
        limit.take(500);

        assertThat(nanos - 42).isEqualTo(TimeUnit.MILLISECONDS.toNanos(500));
    }

    private RateLimit limit(long bytesPerSecond) {
        return new RateLimit(bytesPerSecond, () -> nanos, wait -> nanos += wait);
    }
}
