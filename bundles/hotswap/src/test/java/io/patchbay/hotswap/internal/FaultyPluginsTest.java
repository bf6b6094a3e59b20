package io.patchbay.hotswap.internal;

import static io.patchbay.hotswap.internal.Rig.ask;
import static io.patchbay.hotswap.internal.Rig.awaitAnswer;
import static io.patchbay.hotswap.internal.Rig.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.hotswap.FaultReason;
import io.patchbay.api.hotswap.Lease;
import io.patchbay.api.hotswap.PluginFault;
import io.patchbay.api.hotswap.PluginNotice;
import io.patchbay.api.hotswap.PluginStatus;
import io.patchbay.api.hotswap.PluginStatus.State;
import io.patchbay.hotswap.internal.greeting.Greeter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;

/** Plug-ins that passed their check and break their contract afterwards. */
class FaultyPluginsTest extends GreeterCase {
    @Test
    void theOtherInstalledVersionServesAfterTooManyFaults() {
        rig.drop("hello-1.0.0.jar", PluginJar.greeter("1.0.0", "one"));
        rig.drop("hello-1.1.0.jar", PluginJar.greeter("1.1.0", "two"));
        awaitAnswer(slot, "two");
        eventually().until(() -> rig.status("1.0.0").isPresent());
        breakTheContract(3);
        awaitAnswer(slot, "one");
        assertThat(rig.status("1.1.0")).hasValueSatisfying(status -> {
            assertThat(status.state()).isEqualTo(State.FAULTY);
            assertThat(status.faults()).isEqualTo(3);
            assertThat(status.faultsByReason()).containsExactly(Map.entry(FaultReason.BAD_ANSWER, 3L));
            assertThat(status.lastFault()).contains(new PluginFault(FaultReason.BAD_ANSWER, "it chose nobody"));
        });
    }

    @Test
    void fewerFaultsThanTheLimitChangeNothing() {
        rig.drop("hello-1.0.0.jar", PluginJar.greeter("1.0.0", "one"));
        rig.drop("hello-1.1.0.jar", PluginJar.greeter("1.1.0", "two"));
        awaitAnswer(slot, "two");
        eventually().until(() -> rig.status("1.1.0").isPresent()); // listed a moment after it serves
        breakTheContract(2);
        assertThat(rig.status("1.1.0")).map(PluginStatus::faults).contains(2L);
        assertThat(rig.state("1.1.0")).contains(State.SERVING);
    }

    @Test
    void theContentThatServedBeforeComesBackAfterTooManyFaults() {
        replaceInPlace();
        breakTheContract(3);
        awaitAnswer(slot, "one");
        assertThat(rig.state("1.1.0")).contains(State.FAULTY);
        assertThat(rig.status("1.0.0")).map(PluginStatus::file).contains("hello.jar");
    }

    @Test
    void aFaultyPluginStaysFaultyAfterARestart() {
        replaceInPlace();
        breakTheContract(3);
        awaitAnswer(slot, "one");
        rig.restart(() -> {});
        awaitAnswer(rig.open(), "one");
        assertThat(rig.state("1.1.0")).contains(State.FAULTY);
    }

    @Test
    void aNewContentEndsTheServiceOfTheLastGoodCopy() {
        replaceInPlace();
        breakTheContract(3);
        awaitAnswer(slot, "one");
        rig.drop("hello.jar", PluginJar.greeter("1.2.0", "three"));
        awaitAnswer(slot, "three");
        eventually().until(() -> rig.pluginBundles().count() == 1);
    }

    @Test
    void aLastGoodCopyThatItsFileHasAgainIsNoMereCopyAnyMore() {
        byte[] good = PluginJar.greeter("1.0.0", "one").bytes();
        rig.drop("hello.jar", good);
        awaitAnswer(slot, "one");
        rig.drop("hello.jar", PluginJar.greeter("0.8.0", "bad"));
        awaitAnswer(slot, "bad");
        breakTheContract(3);
        awaitAnswer(slot, "one");
        rig.drop("hello.jar", good);
        eventually().until(() -> rig.pluginBundles().count() == 1);
        rig.drop("lower.jar", PluginJar.greeter("0.9.0", "lower"));
        eventually().untilAsserted(() -> assertThat(rig.state("0.9.0")).contains(State.STANDBY));
        assertThat(ask(slot)).contains("one");
    }

    @Test
    void deletingTheFaultyJarRemovesItsLastGoodCopyToo() {
        replaceInPlace();
        breakTheContract(3);
        awaitAnswer(slot, "one");
        rig.delete("hello.jar");
        eventually().until(() -> ask(slot).isEmpty());
        eventually().until(() -> rig.pluginBundles().findAny().isEmpty());
    }

    @Test
    void aPinGivesAFaultyVersionAnotherChance() {
        replaceInPlace();
        breakTheContract(3);
        awaitAnswer(slot, "one");
        eventually().until(() -> rig.hotSwap().pin("greeting", "hello", "1.1.0"));
        assertThat(ask(slot)).contains("two");
        breakTheContract(3);
        awaitAnswer(slot, "one");
    }

    @Test
    void clearedFaultsGiveAFaultyVersionAnotherChance() {
        replaceInPlace();
        breakTheContract(3);
        awaitAnswer(slot, "one");
        assertThat(rig.hotSwap().clearFaults("greeting", "hello", "1.1.0")).isTrue();
        awaitAnswer(slot, "two");
        assertThat(rig.status("1.1.0")).hasValueSatisfying(status -> {
            assertThat(status.faults()).isZero();
            assertThat(status.lastFault()).isEmpty();
        });
        breakTheContract(3);
        awaitAnswer(slot, "one");
    }

    @Test
    void faultsOfAVersionThatIsNotInstalledCannotBeCleared() {
        replaceInPlace();
        assertThat(rig.hotSwap().clearFaults("greeting", "hello", "9.0.0")).isFalse();
    }

    @Test
    void withoutAnythingBetterAFaultyPluginServesOn() {
        rig.drop("hello.jar", PluginJar.greeter("1.0.0", "one"));
        awaitAnswer(slot, "one");
        breakTheContract(3);
        eventually().untilAsserted(() -> assertThat(rig.state("1.0.0")).contains(State.FAULTY));
        assertThat(ask(slot)).contains("one");
    }

    @Test
    void itsLeasesSayThatItIsFaultySoThatEnginesMayAnswerWithoutIt() {
        rig.drop("hello.jar", PluginJar.greeter("1.0.0", "one"));
        awaitAnswer(slot, "one");
        breakTheContract(3);
        eventually().until(this::leasesAFaultyPlugin);
        eventually().until(() -> rig.hotSwap()
                .pin("greeting", "hello", "1.0.0")); // it answers a little before it is listed
        assertThat(leasesAFaultyPlugin()).isFalse();
    }

    private boolean leasesAFaultyPlugin() {
        try (Lease<Greeter> lease = slot.lease().orElseThrow()) {
            return lease.faulty();
        }
    }

    @Test
    void withoutAnythingBetterAFaultyPluginServesOnAfterARestart() {
        rig.drop("hello.jar", PluginJar.greeter("1.0.0", "one"));
        awaitAnswer(slot, "one");
        breakTheContract(3);
        eventually().untilAsserted(() -> assertThat(rig.state("1.0.0")).contains(State.FAULTY));
        rig.restart(() -> {});
        awaitAnswer(rig.open(), "one");
        assertThat(rig.state("1.0.0")).contains(State.FAULTY);
    }

    @Test
    void theLastContentComesBackIfTheNewOneFailsALateCheck() {
        rig.drop("hello.jar", PluginJar.greeter("1.0.0", "one"));
        awaitAnswer(slot, "one");
        rig.takeExtensionPointBack();
        rig.restart(() -> rig.drop("hello.jar", PluginJar.greeter("1.1.0", "throws")));
        eventually().until(() -> rig.hotSwap().blockedBy().isEmpty());
        rig.offerExtensionPoint();
        awaitAnswer(rig.open(), "one");
        assertThat(rig.refusal("hello.jar"))
                .hasValueSatisfying(reason -> assertThat(reason).contains("no greeting today"));
        assertThat(rig.state("1.1.0")).isEmpty();
    }

    @Test
    void theLimitChangesWithoutARestart() {
        rig.drop("hello.jar", PluginJar.greeter("1.0.0", "one"));
        awaitAnswer(slot, "one");
        rig.hotSwap().modify(new TestConfig(20, 40, 1000, 1000, 1));
        breakTheContract(1);
        eventually().untilAsserted(() -> assertThat(rig.state("1.0.0")).contains(State.FAULTY));
    }

    @Test
    void aThreadThatAPluginStartsCanBeToldFromOthers() {
        rig.drop("hello.jar", PluginJar.greeter("1.0.0", "one").sample("leaksAThread", "yes"));
        awaitAnswer(slot, "one");
        Bundle bundle = rig.pluginBundles().findFirst().orElseThrow();
        assertThat(ThreadLeaks.of(PluginInstances.classLoader(bundle).orElseThrow()))
                .containsExactly("left-behind");
    }

    @Test
    void aThreadThatARemovedPluginLeftIsNoticed() {
        rig.drop("hello.jar", PluginJar.greeter("1.0.0", "one").sample("leaksAThread", "yes"));
        awaitAnswer(slot, "one");
        rig.delete("hello.jar");
        eventually().until(() -> !rig.hotSwap().notices().isEmpty());
        assertThat(rig.hotSwap().notices()).singleElement().satisfies(notice -> {
            assertThat(notice.kind()).isEqualTo(PluginNotice.Kind.THREADS_LEFT);
            assertThat(notice.subject()).isEqualTo("sample.greeter 1.0.0");
            assertThat(notice.text()).contains("[left-behind]");
        });
    }

    @Test
    void aNameThatTwoBundlesClaimIsNoticedWhileTheyDo() {
        rig.drop("a.jar", PluginJar.greeter("1.0.0", "a"));
        rig.drop("b.jar", PluginJar.greeter("1.0.0", "b").header("Bundle-SymbolicName", "sample.rival"));
        eventually().until(() -> !rig.hotSwap().notices().isEmpty());
        assertThat(rig.hotSwap().notices())
                .extracting(PluginNotice::text)
                .containsExactly("is offered by different bundles: sample.greeter, sample.rival");
        rig.delete("b.jar");
        eventually().until(() -> rig.hotSwap().notices().isEmpty());
    }

    @Test
    void aNameThatBundlesCalledAlikeClaimIsNoticedIfTheirComponentsAreOfDifferentPackages() {
        rig.drop("a.jar", PluginJar.greeter("1.0.0", "a").sample("component", "com.ann.Hello"));
        rig.drop("b.jar", PluginJar.greeter("2.0.0", "b").sample("component", "com.bob.Hello"));
        eventually().until(() -> !rig.hotSwap().notices().isEmpty());
        assertThat(rig.hotSwap().notices())
                .extracting(PluginNotice::text)
                .containsExactly("is offered by different bundles: sample.greeter (com.ann), sample.greeter (com.bob)");
    }

    @Test
    void onlyBundlesThatAreCalledAsOursCountAsShipped() {
        rig.drop("a.jar", PluginJar.greeter("1.0.0", "a"));
        awaitAnswer(slot, "a");
        assertThat(isShipped()).isFalse();
        rig.drop("a.jar", PluginJar.greeter("1.1.0", "b").header("Bundle-SymbolicName", "io.patchbay.greeters"));
        awaitAnswer(slot, "b");
        assertThat(isShipped()).isTrue();
    }

    @Test
    void aVersionThatTwoJarsClaimIsNoticedWhileTheyDo() {
        rig.drop("a.jar", PluginJar.greeter("1.0.0", "a"));
        rig.drop("b.jar", PluginJar.greeter("1.0.0", "b"));
        eventually().until(() -> !rig.hotSwap().notices().isEmpty());
        assertThat(rig.hotSwap().notices())
                .extracting(PluginNotice::text)
                .containsExactly("is offered in version 1.0.0 by different jars: a.jar, b.jar");
        rig.delete("b.jar");
        eventually().until(() -> rig.hotSwap().notices().isEmpty());
    }

    @Test
    void twoVersionsOfOneBundleAreNoRivals() {
        replaceInPlace();
        assertThat(rig.hotSwap().notices()).isEmpty();
    }

    private boolean isShipped() {
        try (Lease<Greeter> lease = slot.lease().orElseThrow()) {
            return lease.shipped();
        }
    }

    private void breakTheContract(int times) {
        for (int i = 0; i < times; i++) {
            try (Lease<Greeter> lease = slot.lease().orElseThrow()) {
                lease.fault(FaultReason.BAD_ANSWER, "it chose nobody");
            }
        }
    }
}
