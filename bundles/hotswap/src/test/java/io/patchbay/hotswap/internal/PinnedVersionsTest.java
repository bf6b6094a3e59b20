package io.patchbay.hotswap.internal;

import static io.patchbay.hotswap.internal.Rig.ask;
import static io.patchbay.hotswap.internal.Rig.awaitAnswer;
import static io.patchbay.hotswap.internal.Rig.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.hotswap.Lease;
import io.patchbay.api.hotswap.PluginStatus;
import io.patchbay.api.hotswap.PluginStatus.State;
import io.patchbay.hotswap.internal.greeting.Greeter;
import org.junit.jupiter.api.Test;

/** Versions that the operator pins, whether a file still has them or not. */
class PinnedVersionsTest extends GreeterCase {
    @Test
    void aPinBringsAnOlderVersionBack() {
        rig.drop("hello-1.0.0.jar", PluginJar.greeter("1.0.0", "one"));
        rig.drop("hello-1.1.0.jar", PluginJar.greeter("1.1.0", "two"));
        awaitAnswer(slot, "two");
        eventually().until(() -> rig.status("1.0.0").isPresent());
        eventually().until(() -> rig.hotSwap().pin("greeting", "hello", "1.0.0"));
        assertThat(ask(slot)).contains("one");
        assertThat(rig.hotSwap().unpin("greeting", "hello")).isTrue();
        assertThat(ask(slot)).contains("two");
    }

    @Test
    void aPinOutlivesARestart() {
        rig.drop("hello-1.0.0.jar", PluginJar.greeter("1.0.0", "one"));
        rig.drop("hello-1.1.0.jar", PluginJar.greeter("1.1.0", "two"));
        eventually().until(() -> rig.hotSwap().pin("greeting", "hello", "1.0.0"));
        rig.restart(() -> {});
        awaitAnswer(rig.open(), "one");
        eventually().untilAsserted(() -> assertThat(rig.state("1.1.0")).contains(State.STANDBY));
    }

    @Test
    void aVersionThatWasReplacedThisMomentCanBePinned() {
        rig.drop("hello-1.0.0.jar", PluginJar.greeter("1.0.0", "one"));
        awaitAnswer(slot, "one");
        try (Lease<Greeter> held = slot.lease().orElseThrow()) {
            rig.drop("hello-1.1.0.jar", PluginJar.greeter("1.1.0", "two"));
            awaitAnswer(slot, "two");
            eventually()
                    .until(() ->
                            rig.state("1.0.0").filter(State.DRAINING::equals).isPresent());

            assertThat(rig.hotSwap().pin("greeting", "hello", "1.0.0")).isTrue();
            assertThat(held.plugin().greet()).isEqualTo("one");
        }
        awaitAnswer(slot, "one");
    }

    @Test
    void aVersionThatWasReplacedInItsFileCanBePinnedAndComesBack() {
        replaceInPlace();
        assertThat(rig.hotSwap().pin("greeting", "hello", "1.0.0")).isTrue();
        assertThat(ask(slot)).contains("one");
        eventually().untilAsserted(() -> assertThat(rig.state("1.1.0")).contains(State.STANDBY));
    }

    @Test
    void aPinnedVersionThatWasReplacedInItsFileComesBackAfterARestart() {
        replaceInPlace();
        rig.hotSwap().pin("greeting", "hello", "1.0.0");
        rig.restart(() -> {});
        awaitAnswer(rig.open(), "one");
        eventually().untilAsserted(() -> assertThat(rig.status("1.0.0"))
                .map(PluginStatus::pinned)
                .contains(true));
    }

    @Test
    void aVersionThatIsNotPinnedAnyMoreGoesIfItsFileHasAnotherContent() {
        replaceInPlace();
        rig.hotSwap().pin("greeting", "hello", "1.0.0");
        rig.hotSwap().unpin("greeting", "hello");
        assertThat(ask(slot)).contains("two");
        eventually().until(() -> rig.pluginBundles().count() == 1);
    }

    @Test
    void aPinThatFailsLeavesTheOneBefore() {
        replaceInPlace();
        rig.hotSwap().pin("greeting", "hello", "1.0.0");
        assertThat(rig.hotSwap().pin("greeting", "hello", "9.0.0")).isFalse();
        assertThat(ask(slot)).contains("one");
        assertThat(rig.pluginBundles()).hasSize(2);
    }

    @Test
    void aVersionThatIsNotInstalledCannotBePinned() {
        rig.drop("hello.jar", PluginJar.greeter("1.0.0", "one"));
        awaitAnswer(slot, "one");
        assertThat(rig.hotSwap().pin("greeting", "hello", "9.0.0")).isFalse();
        assertThat(rig.hotSwap().unpin("greeting", "hello")).isFalse();
    }
}
