package io.patchbay.support.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import io.patchbay.support.openstack.OpenStackException.Kind;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Waiting for what services do by and by. */
class WaitingTest {
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final FakeTime time = new FakeTime();
    private final Waiting waiting = new Waiting(time);
    private final AtomicInteger looks = new AtomicInteger();

    @Test
    void endsWhenItIsThere() throws Exception {
        String found = waiting.until(
                "it", LIMIT, () -> looks.incrementAndGet() < 4 ? Optional.empty() : Optional.of("ACTIVE"));

        assertThat(found).isEqualTo("ACTIVE");
        assertThat(time.pauses).hasSize(3).isSorted();
    }

    @Test
    void looksSeldomAfterAWhile() {
        assertThatThrownBy(() -> waiting.until("it", LIMIT, Optional::empty));

        assertThat(time.pauses).hasSizeBetween(300, 420).allSatisfy(pause -> assertThat(pause)
                .isLessThanOrEqualTo(Duration.ofSeconds(2)));
    }

    @Test
    void losesLittleOfWhatWasWaitedFor() {
        assertThatThrownBy(() -> waiting.until("it", LIMIT, Optional::empty));

        Duration waited = Duration.ZERO;
        for (Duration pause : time.pauses) {
            if (waited.compareTo(Duration.ofMillis(500)) > 0) {
                assertThat(pause).isLessThanOrEqualTo(waited.multipliedBy(2).dividedBy(5));
            }
            waited = waited.plus(pause);
        }
    }

    @Test
    void endsAtItsLimit() {
        assertThatExceptionOfType(OpenStackException.class)
                .isThrownBy(() -> waiting.until("server 1 to be ACTIVE", LIMIT, Optional::empty))
                .withMessage("waited 600 s for server 1 to be ACTIVE")
                .satisfies(late -> assertThat(late.kind()).isEqualTo(Kind.TIMED_OUT));
        assertThat(time.nanos()).isEqualTo(LIMIT.toNanos());
    }

    @Test
    void aServiceThatIsAwayForAMomentIsWaitedFor() throws Exception {
        String found = waiting.until("it", LIMIT, () -> {
            if (looks.incrementAndGet() < 3) {
                throw OpenStackException.of(Kind.UNREACHABLE, "nobody there");
            }
            return Optional.of("there");
        });

        assertThat(found).isEqualTo("there");
    }

    @Test
    void aServiceThatStaysAwayIsTold() {
        assertThatExceptionOfType(OpenStackException.class)
                .isThrownBy(() -> waiting.until("it", LIMIT, () -> {
                    throw OpenStackException.of(Kind.UNREACHABLE, "nobody there");
                }))
                .withMessage("waited 600 s for it; last: nobody there");
    }

    @Test
    void whatHasFailedIsNotWaitedFor() {
        assertThatThrownBy(() -> waiting.until("it", LIMIT, () -> {
                    throw OpenStackException.of(Kind.FAILED, "it went wrong");
                }))
                .hasMessage("it went wrong");
        assertThat(time.pauses).isEmpty();
    }

    @Test
    void endsAtOnceWhenTheAttemptIsCancelled() {
        assertThatThrownBy(() -> waiting.until("it", LIMIT, () -> {
                    Thread.currentThread().interrupt();
                    return Optional.empty();
                }))
                .isInstanceOf(InterruptedException.class);
    }
}
