package io.patchbay.contract;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import io.patchbay.api.lobby.LoginPolicy;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LoginPolicyChecksTest {
    private static void run(LoginPolicy policy) throws Exception {
        for (Check check : LoginPolicyChecks.of(() -> policy)) {
            check.body().run();
        }
    }

    @Test
    void passesOneThatDecides() {
        assertThatCode(() -> run((account, bound, now) -> bound.network().equals(now.network())))
                .doesNotThrowAnyException();
    }

    @Test
    void findsOneThatThrows() {
        assertThatThrownBy(() -> run((account, bound, now) -> {
                    throw new IllegalStateException("no IPv6 here");
                }))
                .isInstanceOf(BrokenContract.class)
                .hasMessageContaining("no IPv6 here");
    }

    @Test
    void findsOneThatDecidesByChance() {
        AtomicInteger asked = new AtomicInteger();

        assertThatThrownBy(() -> run((account, bound, now) -> asked.incrementAndGet() % 2 == 0))
                .isInstanceOf(BrokenContract.class)
                .hasMessageContaining("by chance");
    }
}
