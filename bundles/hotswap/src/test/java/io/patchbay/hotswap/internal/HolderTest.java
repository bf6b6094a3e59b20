package io.patchbay.hotswap.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class HolderTest {
    private final Holder<String> holder = holderOf("plugin");

    @Test
    void isItsOwnLease() {
        assertThat(holder.acquire()).isTrue();
        assertThat(holder.asLease()).containsSame(holder);
        assertThat(holder.plugin()).isEqualTo("plugin");
    }

    @Test
    void countsTheLeasesThatAreOut() {
        holder.acquire();
        holder.acquire();
        holder.close();
        assertThat(holder.inFlight()).isEqualTo(1);
    }

    @Test
    void givesNoLeaseOnceRetired() {
        holder.retire();
        assertThat(holder.acquire()).isFalse();
        assertThat(holder.inFlight()).isZero();
    }

    @Test
    void isDrainedAtOnceWithoutLeases() {
        holder.retire();
        assertThat(holder.drained()).isCompleted();
    }

    @Test
    void isDrainedWithItsLastLease() {
        holder.acquire();
        holder.acquire();
        holder.retire();
        holder.close();
        assertThat(holder.drained()).isNotDone();
        holder.close();
        assertThat(holder.drained()).isCompleted();
    }

    @Test
    void isNotDrainedByACallerThatComesTooLate() {
        holder.acquire();
        holder.retire();
        holder.acquire();
        assertThat(holder.drained()).isNotDone();
    }

    @Test
    void isNotDrainedBeforeItIsRetired() {
        holder.acquire();
        holder.close();
        assertThat(holder.drained()).isNotDone();
    }

    @Test
    void letsGoOfItsPluginWhenAsked() {
        holder.acquire();
        holder.forget();
        assertThatThrownBy(holder::plugin)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the lease of greeter 1.0.0 was kept longer than its plug-in");
    }

    static <T> Holder<T> holderOf(T plugin) {
        return new Holder<>(
                plugin, 1, "greeter 1.0.0", false, new Faults("greeter", () -> 5, Clock.systemUTC(), () -> {}));
    }
}
