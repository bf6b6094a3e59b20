package io.patchbay.contract;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.Attributes;
import io.patchbay.api.recovery.Attempt;
import io.patchbay.api.recovery.Message;
import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.TaskFailedException;
import io.patchbay.api.recovery.TaskHandler;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HandlerChecksTest {
    private static final Attributes INPUT = Attributes.of("name", "blue");

    private interface Performing {
        Output perform(Attempt attempt) throws TaskFailedException;
    }

    private static List<String> failuresOf(Performing performing) throws InterruptedException {
        TaskHandler handler = new TaskHandler() {
            @Override
            public Optional<Output> find(Attempt attempt) {
                return Optional.empty();
            }

            @Override
            public Output perform(Attempt attempt) throws TaskFailedException {
                return performing.perform(attempt);
            }
        };
        return Failures.of(HandlerChecks.of(() -> handler, () -> INPUT));
    }

    private static String nameIn(Attempt attempt) throws TaskFailedException {
        return attempt.input()
                .text("name")
                .orElseThrow(() -> TaskFailedException.permanent(new Message("input", "it has no name")));
    }

    @Test
    void passesOneThatNamesWhatItMakesAfterTheKey() throws InterruptedException {
        assertThat(failuresOf(attempt -> Output.of(Attributes.of(nameIn(attempt), attempt.idempotencyKey()))))
                .isEmpty();
    }

    @Test
    void findsOneThatMakesAnotherThingEachTime() throws InterruptedException {
        AtomicInteger made = new AtomicInteger();
        assertThat(failuresOf(attempt -> Output.of(Attributes.of(nameIn(attempt), made.incrementAndGet()))))
                .first()
                .asString()
                .contains("one with the same idempotency key made");
    }

    @Test
    void findsOneThatMakesNothing() throws InterruptedException {
        assertThat(failuresOf(attempt -> null)).first().asString().contains("perform answered null");
    }

    @Test
    void findsOneThatTrustsItsInput() throws InterruptedException {
        assertThat(failuresOf(attempt -> Output.of(
                        Attributes.of("name", attempt.input().text("name").orElseThrow()))))
                .singleElement()
                .asString()
                .contains("perform threw java.util.NoSuchElementException");
    }

    @Test
    void findsOneThatFailsAtWhatItsTestGives() throws InterruptedException {
        assertThat(failuresOf(attempt -> {
                    throw TaskFailedException.retryable(new Message("away", "nobody answers"));
                }))
                .first()
                .asString()
                .contains("perform failed, with an input that its test gives");
    }
}
