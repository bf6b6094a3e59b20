package io.patchbay.hotswap.internal;

import static io.patchbay.hotswap.internal.Rig.ask;
import static io.patchbay.hotswap.internal.Rig.awaitAnswer;
import static io.patchbay.hotswap.internal.Rig.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import io.patchbay.api.hotswap.Lease;
import io.patchbay.api.hotswap.PluginStatus;
import io.patchbay.api.hotswap.PluginStatus.State;
import io.patchbay.api.hotswap.Slot;
import io.patchbay.hotswap.internal.greeting.Greeter;
import java.io.OutputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;

/** Good jars that come and go in the plug-in folder of a real framework. */
class FolderSwapsTest extends GreeterCase {
    @Test
    void aSlotIsEmptyUntilItsPluginIsDroppedIn() {
        assertThat(ask(slot)).isEmpty();
        rig.drop("hello.jar", PluginJar.greeter("1.0.0", "one"));
        awaitAnswer(slot, "one");
    }

    @Test
    void aHigherVersionServesInsteadOfALowerOne() {
        rig.drop("hello-1.0.0.jar", PluginJar.greeter("1.0.0", "one"));
        awaitAnswer(slot, "one");
        rig.drop("hello-1.1.0.jar", PluginJar.greeter("1.1.0", "two"));
        awaitAnswer(slot, "two");
        assertThat(rig.state("1.1.0")).contains(State.SERVING);
    }

    @Test
    void theOtherVersionStandsByUntilItsTurnComesBack() {
        rig.drop("hello-1.0.0.jar", PluginJar.greeter("1.0.0", "one"));
        rig.drop("hello-1.1.0.jar", PluginJar.greeter("1.1.0", "two"));
        awaitAnswer(slot, "two");
        eventually().untilAsserted(() -> assertThat(rig.state("1.0.0")).contains(State.STANDBY));
        rig.delete("hello-1.1.0.jar");
        awaitAnswer(slot, "one");
    }

    @Test
    void aJarDoesNotWaitForAnotherThatStartsSlowly() {
        rig.drop("a.jar", slow().sample("startsAfter", goFile()));
        rig.drop("hello.jar", PluginJar.greeter("1.0.0", "one"));
        awaitAnswer(slot, "one");
        assertThat(rig.state("7.0.0")).isEmpty();
        rig.drop("go", new byte[0]);
        eventually().until(() -> rig.state("7.0.0").isPresent());
    }

    @Test
    void aJarDoesNotWaitForAnotherThatStopsSlowly() {
        rig.drop("a.jar", slow().sample("stopsAfter", goFile()));
        eventually().until(() -> rig.state("7.0.0").isPresent());
        rig.delete("a.jar");
        eventually().until(() -> rig.state("7.0.0").isEmpty());
        rig.drop("hello.jar", PluginJar.greeter("1.0.0", "one"));
        awaitAnswer(slot, "one");
        assertThat(rig.pluginBundles()).hasSize(2);
        rig.drop("go", new byte[0]);
        eventually().until(() -> rig.pluginBundles().count() == 1);
    }

    @Test
    void aJarThatIsDeletedWhileItStartsNeverServes() {
        rig.drop("a.jar", slow().sample("startsAfter", goFile()));
        eventually().until(() -> rig.pluginBundles().count() == 1);
        rig.delete("a.jar");
        rig.drop("hello.jar", PluginJar.greeter("1.0.0", "one"));
        awaitAnswer(slot, "one");
        rig.drop("go", new byte[0]);
        eventually().until(() -> rig.pluginBundles().count() == 1);
        assertThat(rig.state("7.0.0")).isEmpty();
    }

    @Test
    void contentsOfOneFileAreTriedOneAfterAnother() {
        rig.drop("hello.jar", PluginJar.greeter("1.0.0", "one").sample("startsAfter", goFile()));
        eventually().until(() -> rig.pluginBundles().count() == 1);
        rig.drop("hello.jar", PluginJar.greeter("1.1.0", "two"));
        rig.drop("go", new byte[0]);
        awaitAnswer(slot, "two");
        eventually().until(() -> rig.pluginBundles().count() == 1);
        assertThat(ask(slot)).contains("two");
    }

    private String goFile() {
        return rig.plugins().resolve("go").toString();
    }

    private static PluginJar slow() {
        return PluginJar.greeter("7.0.0", "slow")
                .header("Bundle-SymbolicName", "sample.slow")
                .sample("name", "slow");
    }

    @Test
    void newContentOfTheSameVersionReplacesTheOld() {
        rig.drop("hello.jar", PluginJar.greeter("1.0.0", "one"));
        awaitAnswer(slot, "one");
        rig.drop("hello.jar", PluginJar.greeter("1.0.0", "uno"));
        awaitAnswer(slot, "uno");
        eventually().until(() -> rig.pluginBundles().count() == 1);
    }

    @Test
    void aLowerVersionInTheSameFileReplacesTheHigher() {
        rig.drop("hello.jar", PluginJar.greeter("2.0.0", "two"));
        awaitAnswer(slot, "two");
        rig.drop("hello.jar", PluginJar.greeter("1.0.0", "one"));
        awaitAnswer(slot, "one");
        eventually().until(() -> rig.pluginBundles().count() == 1);
    }

    @Test
    void writingSlowlyIntoTheServingFileDisturbsNobody() throws Exception {
        rig.drop("hello.jar", PluginJar.greeter("1.0.0", "one"));
        awaitAnswer(slot, "one");
        byte[] next = PluginJar.greeter("1.1.0", "two").bytes();
        try (OutputStream out = Files.newOutputStream(rig.plugins().resolve("hello.jar"))) {
            for (byte[] part : List.of(Arrays.copyOf(next, 300), Arrays.copyOfRange(next, 300, next.length))) {
                out.write(part);
                assertThat(ask(slot)).contains("one");
            }
        }
        awaitAnswer(slot, "two");
        assertThat(rig.hotSwap().rejected()).isEmpty();
    }

    @Test
    void deletingAJarEmptiesItsSlot() {
        rig.drop("hello.jar", PluginJar.greeter("1.0.0", "one"));
        awaitAnswer(slot, "one");
        rig.delete("hello.jar");
        eventually().until(() -> ask(slot).isEmpty());
        eventually().until(() -> rig.pluginBundles().findAny().isEmpty());
    }

    @Test
    void aDeletedJarMayComeBack() {
        rig.drop("hello.jar", PluginJar.greeter("1.0.0", "one"));
        awaitAnswer(slot, "one");
        rig.delete("hello.jar");
        eventually().until(() -> ask(slot).isEmpty());
        rig.drop("hello.jar", PluginJar.greeter("1.0.0", "one"));
        awaitAnswer(slot, "one");
    }

    @Test
    void aRenamedJarGoesOnServing() throws Exception {
        rig.drop("a.jar", PluginJar.greeter("1.0.0", "one"));
        awaitAnswer(slot, "one");
        Files.move(rig.plugins().resolve("a.jar"), rig.plugins().resolve("b.jar"));
        eventually()
                .untilAsserted(() ->
                        assertThat(rig.status("1.0.0")).map(PluginStatus::file).contains("b.jar"));
        assertThat(ask(slot)).contains("one");
    }

    @Test
    void oneOfTwoFilesWithTheSameContentMayGo() throws Exception {
        rig.drop("a.jar", PluginJar.greeter("1.0.0", "one"));
        awaitAnswer(slot, "one");
        Files.copy(rig.plugins().resolve("a.jar"), rig.plugins().resolve("b.jar"));
        eventually()
                .untilAsserted(() ->
                        assertThat(rig.data().resolve("state.json")).content().contains("b.jar"));
        rig.drop("a.jar", PluginJar.greeter("0.9.0", "zero"));
        eventually().until(() -> rig.status("0.9.0").isPresent());
        assertThat(ask(slot)).contains("one");
        assertThat(rig.pluginBundles()).hasSize(2);
    }

    @Test
    void aBundleThatWasUninstalledByHandComesBackWhenItsFileIsTouched() throws Exception {
        rig.drop("hello.jar", PluginJar.greeter("1.0.0", "one"));
        awaitAnswer(slot, "one");
        rig.pluginBundles().findFirst().orElseThrow().uninstall();
        assertThat(ask(slot)).isEmpty();
        rig.plugins().resolve("hello.jar").toFile().setLastModified(1_900_000_000_000L);
        awaitAnswer(slot, "one");
    }

    @Test
    void aJarThatWasDeletedWhileTheNodeWasDownIsForgotten() {
        rig.drop("hello.jar", PluginJar.greeter("1.0.0", "one"));
        awaitAnswer(slot, "one");
        rig.restart(() -> rig.delete("hello.jar"));
        eventually().until(() -> rig.hotSwap().blockedBy().isEmpty());
        assertThat(ask(rig.open())).isEmpty();
        assertThat(rig.data()).isDirectoryNotContaining("glob:**.jar");
    }

    @Test
    void theNodeIsReadyOnceTheFirstJarsServe() {
        rig.drop("hello.jar", PluginJar.greeter("1.0.0", "one"));
        rig.restart(() -> {});
        eventually().until(() -> rig.hotSwap().blockedBy().isEmpty());
        assertThat(ask(rig.open())).contains("one");
    }

    @Test
    void pluginsWaitForTheirExtensionPoint() {
        rig.takeExtensionPointBack();
        rig.drop("hello.jar", PluginJar.greeter("1.0.0", "one"));
        eventually().until(() -> rig.pluginBundles().count() == 1);
        assertThat(ask(slot)).isEmpty();
        rig.offerExtensionPoint();
        awaitAnswer(slot, "one");
    }

    @Test
    void aPluginServesOnWhileItsExtensionPointIsAway() {
        rig.drop("hello.jar", PluginJar.greeter("1.0.0", "one"));
        awaitAnswer(slot, "one");
        rig.takeExtensionPointBack();
        rig.offerExtensionPoint();
        assertThat(ask(slot)).contains("one");
    }

    @Test
    void aPluginOfAnotherBundleServesToo() {
        ServiceRegistration<Greeter> own = rig.context()
                .registerService(
                        Greeter.class, () -> "own", FrameworkUtil.asDictionary(Map.of("patchbay.name", "hello")));
        awaitAnswer(slot, "own");
        own.unregister();
        assertThat(ask(slot)).isEmpty();
    }

    @Test
    void aRaisedRankingSwitchesTheSlot() {
        ServiceRegistration<Greeter> own = rig.context()
                .registerService(
                        Greeter.class,
                        () -> "own",
                        FrameworkUtil.asDictionary(Map.of("patchbay.name", "hello", "service.ranking", -1)));
        rig.drop("hello.jar", PluginJar.greeter("1.0.0", "one"));
        awaitAnswer(slot, "one");
        own.setProperties(FrameworkUtil.asDictionary(Map.of("patchbay.name", "hello", "service.ranking", 7)));
        awaitAnswer(slot, "own");
    }

    @Test
    void prototypePluginsGiveEachSlotAnInstanceOfItsOwn() {
        rig.drop("hello.jar", PluginJar.greeter("1.0.0", "one").sample("prototype", "yes"));
        awaitAnswer(slot, "one");
        try (Slot<Greeter> other = rig.open();
                Lease<Greeter> mine = slot.lease().orElseThrow();
                Lease<Greeter> theirs = other.lease().orElseThrow()) {
            assertThat(mine.plugin()).isNotSameAs(theirs.plugin());
        }
    }

    @Test
    void sharedPluginsAreOneInstanceInEverySlot() {
        rig.drop("hello.jar", PluginJar.greeter("1.0.0", "one"));
        awaitAnswer(slot, "one");
        try (Slot<Greeter> other = rig.open();
                Lease<Greeter> mine = slot.lease().orElseThrow();
                Lease<Greeter> theirs = other.lease().orElseThrow()) {
            assertThat(mine.plugin()).isSameAs(theirs.plugin());
        }
    }

    @Test
    void oneOfTwoJarsThatClaimTheSameIsChosenAndBothAreShown() {
        rig.drop("a.jar", PluginJar.greeter("1.0.0", "a"));
        rig.drop("b.jar", PluginJar.greeter("1.0.0", "b"));
        rig.plugins().resolve("a.jar").toFile().setLastModified(2_000_000_000_000L);
        awaitAnswer(slot, "a");
        eventually().untilAsserted(() -> assertThat(rig.hotSwap().plugins())
                .extracting(PluginStatus::file, PluginStatus::state)
                .containsExactly(tuple("a.jar", State.SERVING), tuple("b.jar", State.STANDBY)));
    }

    @Test
    void aWaitingCallerGetsThePluginThatArrives() {
        CompletionStage<Optional<Lease<Greeter>>> waiting = slot.leaseWithin(Duration.ofSeconds(10));
        rig.drop("hello.jar", PluginJar.greeter("1.0.0", "one"));
        assertThat(waiting).succeedsWithin(Duration.ofSeconds(10)).satisfies(lease -> assertThat(lease)
                .hasValueSatisfying(leased -> assertThat(leased.label()).isEqualTo("hello 1.0.0")));
    }

    @Test
    void aLeaseKeepsItsPluginUntilItIsClosed() {
        rig.drop("hello.jar", PluginJar.greeter("1.0.0", "one"));
        awaitAnswer(slot, "one");
        try (Lease<Greeter> lease = slot.lease().orElseThrow()) {
            rig.drop("hello.jar", PluginJar.greeter("1.1.0", "two"));
            awaitAnswer(slot, "two");
            assertThat(lease.plugin().greet()).isEqualTo("one");
            assertThat(rig.state("1.0.0")).contains(State.DRAINING);
        }
        eventually().until(() -> rig.pluginBundles().count() == 1);
    }

    @Test
    void aLeaseThatIsNeverClosedDelaysTheEndOnlyForAWhile() {
        rig.drop("hello.jar", PluginJar.greeter("1.0.0", "one"));
        awaitAnswer(slot, "one");
        Lease<Greeter> kept = slot.lease().orElseThrow();
        rig.delete("hello.jar");
        eventually().until(() -> rig.pluginBundles().findAny().isEmpty());
        assertThatThrownBy(kept::plugin)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("hello 1.0.0");
    }
}
