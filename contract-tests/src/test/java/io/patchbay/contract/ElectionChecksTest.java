package io.patchbay.contract;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.recovery.TaskElection;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ElectionChecksTest {
    private static List<String> failuresOf(TaskElection election) throws InterruptedException {
        return Failures.of(ElectionChecks.of(() -> election));
    }

    @Test
    void passesOneThatHasEverybodyTry() throws InterruptedException {
        assertThat(failuresOf((task, elected) -> {
                    elected.run();
                    return () -> {};
                }))
                .isEmpty();
    }

    @Test
    void findsOneThatGivesNothingToWithdrawWith() throws InterruptedException {
        assertThat(failuresOf((task, elected) -> null)).first().asString().contains("stand answered null");
    }

    @Test
    void findsOneThatHasANodeTryTwice() throws InterruptedException {
        assertThat(failuresOf((task, elected) -> {
                    elected.run();
                    elected.run();
                    return () -> {};
                }))
                .first()
                .asString()
                .contains("one task 2 times");
    }

    @Test
    void findsOneThatDoesNotHeedAWithdrawal() throws InterruptedException {
        AtomicReference<Runnable> withdrawn = new AtomicReference<>(() -> {});
        assertThat(failuresOf((task, elected) -> {
                    elected.run();
                    withdrawn.getAndSet(elected).run(); // the one before
                    return () -> {};
                }))
                .anySatisfy(failure -> assertThat(failure).contains("after the candidacy for them had been closed"));
    }
}
