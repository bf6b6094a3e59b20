package io.patchbay.demo;

import static org.assertj.core.api.Assertions.assertThat;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TrafficTest {
    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(told, true, StandardCharsets.UTF_8);

    @Test
    void goesOnAfterWhatFailsAndTellsItOnce() throws Exception {
        CountDownLatch tries = new CountDownLatch(3);
        try (Traffic traffic = new Traffic(1, err)) {
            traffic.begin(
                    "guests",
                    () -> {
                        tries.countDown();
                        throw new StepFailedException("nobody answers");
                    },
                    1);
            assertThat(tries.await(30, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(told.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("patchbay: guests: nobody answers; they try again");
    }

    @Test
    void interruptsWhatIsUnderWayWhenItEnds() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Traffic traffic = new Traffic(1, err);
        traffic.begin(
                "guests",
                () -> {
                    begun.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } finally {
                        interrupted.countDown();
                    }
                },
                1);
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

        traffic.close();

        assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(told.size()).isZero();
    }
}
