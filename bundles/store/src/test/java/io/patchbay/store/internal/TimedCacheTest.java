package io.patchbay.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.testing.ManualClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TimedCacheTest {
    private final ManualClock clock = new ManualClock();
    private final AtomicLong replacements = new AtomicLong();
    private final AtomicInteger reads = new AtomicInteger();
    private final TimedCache<Integer> cache = new TimedCache<>(clock, replacements::get);

    @Test
    void readsOnceASecond() {
        assertThat(get("a")).isEqualTo(1);
        clock.advance(Duration.ofMillis(999));
        assertThat(get("a")).isEqualTo(1);
        clock.advance(Duration.ofMillis(1));
        assertThat(get("a")).isEqualTo(2);
    }

    @Test
    void readsAgainAfterAChange() {
        get("a");
        cache.forget("a");

        assertThat(get("a")).isEqualTo(2);
    }

    @Test
    void doesNotRememberWhatWasReadBeforeAChange() {
        cache.get("a", () -> {
            cache.forget("a"); // as another thread would in between
            return reads.incrementAndGet();
        });

        assertThat(get("a")).isEqualTo(2);
    }

    @Test
    void appliesAChangeWhoseEffectIsKnown() {
        get("a");
        cache.change("a", value -> value + 10);

        assertThat(get("a")).isEqualTo(11);
        assertThat(reads).hasValue(1);
    }

    @Test
    void readsAgainAfterEverythingWasReplaced() {
        get("a");
        replacements.incrementAndGet();

        assertThat(get("a")).isEqualTo(2);
    }

    @Test
    void staysBounded() {
        for (int i = 0; i < 25_000; i++) {
            get("key" + i);
        }

        assertThat(cache.size()).isLessThanOrEqualTo(10_000);
    }

    private int get(String key) {
        return cache.get(key, reads::incrementAndGet);
    }
}
