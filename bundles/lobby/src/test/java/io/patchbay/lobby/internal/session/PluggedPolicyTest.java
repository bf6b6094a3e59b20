package io.patchbay.lobby.internal.session;

import static io.patchbay.lobby.internal.Lobby.AWAY;
import static io.patchbay.lobby.internal.Lobby.HOME;
import static io.patchbay.lobby.internal.Lobby.config;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import io.patchbay.api.hotswap.ContractViolation;
import io.patchbay.api.hotswap.ExperimentRun;
import io.patchbay.api.hotswap.FaultReason;
import io.patchbay.api.hotswap.Lease;
import io.patchbay.api.hotswap.Slot;
import io.patchbay.api.hotswap.Slots;
import io.patchbay.api.lobby.LoginPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class PluggedPolicyTest {
    private final OneSlot slots = new OneSlot();
    private final PluggedPolicy policy =
            new PluggedPolicy(slots, config(PluggedPolicy.Config.class, Map.of("policy", "mine")));

    @Test
    void asksThePolicyThatConfigurationNames() {
        slots.plugin = Optional.of((account, bound, now) -> account.equals("ann"));

        assertThat(slots.name).isEqualTo("mine");
        assertThat(policy.rule("ann", HOME, AWAY)).isEqualTo(AddressRule.Ruling.ADMITTED);
        assertThat(policy.rule("bob", HOME, AWAY)).isEqualTo(AddressRule.Ruling.REFUSED);
        assertThat(slots.leased).isZero();
    }

    @Test
    void tellsThatThereIsNoPolicy() {
        assertThat(policy.rule("ann", HOME, AWAY)).isEqualTo(AddressRule.Ruling.ABSENT);
    }

    @Test
    void keepsNoLeaseOfAPolicyThatArrives() {
        slots.plugin = Optional.of((account, bound, now) -> true);

        assertThat(policy.arrival().toCompletableFuture()).isCompleted();
        assertThat(slots.leased).isZero();
    }

    @Test
    void takesOneThatThrowsToHaveSaidNo() {
        slots.plugin = Optional.of((account, bound, now) -> {
            throw new IllegalStateException("no mood");
        });

        assertThat(policy.rule("ann", HOME, AWAY)).isEqualTo(AddressRule.Ruling.REFUSED);
        assertThat(slots.faults).hasSize(1);
        assertThat(slots.leased).isZero();
    }

    @Test
    void aCandidateIsTriedBeforeItServes() {
        assertThatCode(() -> new PolicyPoint().check((account, bound, now) -> false))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> new PolicyPoint().check((account, bound, now) -> {
                    throw new IllegalStateException("no mood");
                }))
                .isInstanceOf(ContractViolation.class)
                .hasMessageContaining("192.0.2.1");
    }

    /** Slots of which one is used. */
    private static final class OneSlot implements Slots {
        private Optional<LoginPolicy> plugin = Optional.empty();
        private final List<String> faults = new ArrayList<>();
        private String name = "";
        private int leased;

        @Override
        public <T> Slot<T> open(Class<T> type, String slotName) {
            name = slotName;
            return new Slot<>() {
                @Override
                public String kind() {
                    return "login-policy";
                }

                @Override
                public String name() {
                    return slotName;
                }

                @Override
                public Optional<Lease<T>> lease() {
                    return plugin.map(one -> OneSlot.this.lease(type.cast(one)));
                }

                @Override
                public CompletionStage<Optional<Lease<T>>> leaseWithin(Duration wait) {
                    return CompletableFuture.completedStage(lease());
                }

                @Override
                public void close() {
                    // nothing was kept
                }
            };
        }

        private <T> Lease<T> lease(T one) {
            leased++;
            return new Lease<>() {
                @Override
                public T plugin() {
                    return one;
                }

                @Override
                public long generation() {
                    return 1;
                }

                @Override
                public String label() {
                    return "mine 1.0.0";
                }

                @Override
                public void fault(FaultReason reason, String text) {
                    faults.add(reason + " " + text);
                }

                @Override
                public void fault(Throwable thrown) {
                    faults.add(thrown.toString());
                }

                @Override
                public void close() {
                    leased--;
                }
            };
        }

        @Override
        public <T> Slot<T> open(Class<T> type, String slotName, String version) {
            throw new UnsupportedOperationException("no experiments here");
        }

        @Override
        public List<ExperimentRun> experiments(String kind) {
            return List.of();
        }
    }
}
