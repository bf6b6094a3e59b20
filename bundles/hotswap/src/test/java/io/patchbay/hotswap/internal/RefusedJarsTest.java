package io.patchbay.hotswap.internal;

import static io.patchbay.hotswap.internal.Rig.ask;
import static io.patchbay.hotswap.internal.Rig.awaitAnswer;
import static io.patchbay.hotswap.internal.Rig.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.hotswap.PluginStatus;
import io.patchbay.api.hotswap.PluginStatus.State;
import io.patchbay.api.hotswap.Slot;
import io.patchbay.hotswap.internal.greeting.Greeter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jars that must change nothing, dropped onto one that serves. */
class RefusedJarsTest {
    private static final PluginJar GOOD = PluginJar.greeter("1.0.0", "one");
    private static final PluginJar NEXT = PluginJar.greeter("1.1.0", "two");
    private static final PluginJar MORE = PluginJar.greeter("1.0.0", "throws")
            .header("Bundle-SymbolicName", "sample.more")
            .sample("name", "more");

    private Rig rig;
    private Slot<Greeter> slot;

    @BeforeEach
    void start(@TempDir Path root) {
        rig = new Rig(root);
        rig.drop("hello.jar", GOOD);
        rig.started();
        slot = rig.open();
        awaitAnswer(slot, "one");
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void aTruncatedJarLeavesTheOldOneServing() {
        rig.drop("hello.jar", Arrays.copyOf(NEXT.bytes(), 512));
        assertThat(rig.awaitRefusal("hello.jar")).isEqualTo("not a jar: truncated after 512 bytes");
        assertThat(ask(slot)).contains("one");
    }

    @Test
    void aJarThatIsPutThereOnceMoreIsRefusedOnceMore() {
        byte[] truncated = Arrays.copyOf(NEXT.bytes(), 512);
        rig.drop("hello.jar", truncated);
        rig.awaitRefusal("hello.jar");
        Instant before = rig.hotSwap().rejected().get(0).since();
        rig.drop("hello.jar", truncated);
        eventually().until(() -> rig.hotSwap().rejected().get(0).since().isAfter(before));
    }

    @Test
    void aTextFileLeavesTheOldOneServing() {
        rig.drop("hello.jar", "hello".getBytes(StandardCharsets.UTF_8));
        assertThat(rig.awaitRefusal("hello.jar")).isEqualTo("not a jar: it does not begin as a zip file does");
        assertThat(ask(slot)).contains("one");
    }

    @Test
    void aJarThatDoesNotResolveLeavesTheOldOneServing() {
        rig.drop("hello.jar", NEXT.header("Import-Package", "org.osgi.framework,nowhere.to.be.found"));
        assertThat(rig.awaitRefusal("hello.jar")).isEqualTo("does not resolve: missing package nowhere.to.be.found");
        assertThat(ask(slot)).contains("one");
    }

    @Test
    void aJarThatDoesNotStartLeavesTheOldOneServing() {
        rig.drop("hello.jar", NEXT.sample("failsToStart", "yes"));
        assertThat(rig.awaitRefusal("hello.jar")).isEqualTo("does not start: IllegalStateException: out of order");
        assertThat(ask(slot)).contains("one");
    }

    @Test
    void aPluginThatThrowsInItsCheckLeavesTheOldOneServing() {
        rig.drop("hello.jar", PluginJar.greeter("1.1.0", "throws"));
        assertThat(rig.awaitRefusal("hello.jar"))
                .isEqualTo("greeting 'hello': its check failed: IllegalStateException: no greeting today");
        assertThat(ask(slot)).contains("one");
    }

    @Test
    void aPluginThatBreaksItsContractLeavesTheOldOneServing() {
        rig.drop("hello.jar", PluginJar.greeter("1.1.0", " "));
        assertThat(rig.awaitRefusal("hello.jar")).isEqualTo("greeting 'hello': it greets with nothing");
        assertThat(ask(slot)).contains("one");
    }

    @Test
    void aCheckThatNeverReturnsLeavesTheOldOneServing() {
        rig.drop("hello.jar", PluginJar.greeter("1.1.0", "hangs"));
        assertThat(rig.awaitRefusal("hello.jar"))
                .isEqualTo(
                        "greeting 'hello': The check of greeting 'hello' 1.1.0 (hello.jar) did not return within 2000 ms");
        assertThat(ask(slot)).contains("one");
    }

    @Test
    void aJarWhosePluginsAllHangDelaysNoOtherJar() {
        rig.drop(
                "hangs.jar",
                PluginJar.greeter("1.0.0", "hangs")
                        .header("Bundle-SymbolicName", "sample.hangs")
                        .sample("copies", "40"));
        rig.awaitRefusal("hangs.jar");
        rig.drop("hello.jar", NEXT);
        awaitAnswer(slot, "two");
        assertThat(rig.refusal("hello.jar")).isEmpty();
    }

    @Test
    void aJarWithoutPluginsDoesNotReplaceOneWithPlugins() {
        rig.drop("hello.jar", NEXT.sample("name", ""));
        assertThat(rig.awaitRefusal("hello.jar")).isEqualTo("it offers no plug-in, and the jar that it replaces does");
        assertThat(ask(slot)).contains("one");
    }

    @Test
    void aJarThatMistypesANameInUseDoesNotReplaceTheOnlyOneThatHasIt() {
        rig.drop("hello.jar", NEXT.sample("name", "helo"));
        assertThat(rig.awaitRefusal("hello.jar"))
                .isEqualTo(
                        "it offers no greeting 'hello', which is in use and which only the jar that it replaces offers");
        assertThat(ask(slot)).contains("one");
    }

    @Test
    void aJarMayDropANameThatAnotherJarOffers() {
        rig.drop("other.jar", PluginJar.greeter("0.9.0", "other"));
        eventually().until(() -> rig.status("0.9.0").isPresent());
        rig.drop("hello.jar", NEXT.sample("name", "helo"));
        awaitAnswer(slot, "other");
        assertThat(rig.hotSwap().rejected()).isEmpty();
    }

    @Test
    void aRefusedJarIsNotLeftInTheFramework() {
        rig.drop("hello.jar", PluginJar.greeter("1.1.0", "throws"));
        rig.awaitRefusal("hello.jar");
        assertThat(rig.pluginBundles()).hasSize(1);
    }

    @Test
    void aGoodJarEndsTheRefusal() {
        rig.drop("hello.jar", "hello".getBytes(StandardCharsets.UTF_8));
        rig.awaitRefusal("hello.jar");
        rig.drop("hello.jar", NEXT);
        awaitAnswer(slot, "two");
        eventually().until(() -> rig.hotSwap().rejected().isEmpty());
    }

    @Test
    void deletingARefusedFileRemovesThePluginThatServedInItsPlace() {
        rig.drop("hello.jar", "hello".getBytes(StandardCharsets.UTF_8));
        rig.awaitRefusal("hello.jar");
        rig.delete("hello.jar");
        eventually().until(() -> ask(slot).isEmpty());
        assertThat(rig.hotSwap().rejected()).isEmpty();
    }

    @Test
    void theLastGoodCopyServesAfterARestartWithABrokenFile() {
        rig.drop("hello.jar", Arrays.copyOf(NEXT.bytes(), 512));
        rig.awaitRefusal("hello.jar");
        rig.restart(() -> {});
        awaitAnswer(rig.open(), "one");
        rig.awaitRefusal("hello.jar");
        assertThat(ask(rig.open())).contains("one");
    }

    @Test
    void theLastGoodCopyServesIfTheFileWasReplacedByABadOneWhileTheNodeWasDown() {
        rig.restart(() -> rig.drop("hello.jar", PluginJar.greeter("1.1.0", "throws")));
        awaitAnswer(rig.open(), "one");
        assertThat(rig.awaitRefusal("hello.jar")).contains("no greeting today");
    }

    @Test
    void aJarIsRefusedAfterARestartAsBeforeItThoughItsExtensionPointComesLater() {
        rig.drop("more.jar", MORE);
        String before = rig.awaitRefusal("more.jar");
        rig.takeExtensionPointBack();
        rig.restart(() -> {});
        eventually().until(() -> rig.hotSwap().blockedBy().isEmpty());

        rig.offerExtensionPoint();

        assertThat(rig.awaitRefusal("more.jar")).isEqualTo(before);
        eventually().until(() -> rig.pluginBundles().count() == 1);
        assertThat(rig.hotSwap().plugins()).extracting(PluginStatus::name).containsExactly("hello");
    }

    @Test
    void aJarThatIsRefusedLateIsForgottenWithItsFile() {
        rig.drop("more.jar", MORE);
        rig.awaitRefusal("more.jar");
        rig.takeExtensionPointBack();
        rig.restart(() -> {});
        eventually().until(() -> rig.hotSwap().blockedBy().isEmpty());
        rig.offerExtensionPoint();
        rig.awaitRefusal("more.jar");

        rig.delete("more.jar");

        eventually().until(() -> rig.hotSwap().rejected().isEmpty());
    }

    @Test
    void whatPassedOnceIsFaultyAndNotRefusedWhenItFailsAfterARestart() {
        eventually().until(() -> rig.hotSwap().blockedBy().isEmpty());
        rig.takeExtensionPointBack();
        rig.restart(() -> {});
        eventually().until(() -> rig.hotSwap().blockedBy().isEmpty());

        rig.offerStricterExtensionPoint();

        eventually().until(() -> rig.state("1.0.0").filter(State.FAULTY::equals).isPresent());
        assertThat(rig.hotSwap().rejected()).isEmpty();
    }

    @Test
    void aJarThatLacksAnotherOneIsInstalledOnceThatComes() {
        rig.drop("other.jar", greeterThatNeeds("shared.words"));
        assertThat(rig.awaitRefusal("other.jar")).contains("shared.words");
        rig.drop("words.jar", libraryOf("shared.words"));
        eventually().until(() -> rig.hotSwap().rejected().isEmpty());
        assertThat(rig.pluginBundles()).hasSize(3);
    }

    @Test
    void jarsThatComeTogetherMayNeedEachOther() {
        rig.restart(() -> {
            rig.drop("a.jar", greeterThatNeeds("shared.words"));
            rig.drop("b.jar", libraryOf("shared.words"));
        });
        eventually().until(() -> rig.hotSwap().blockedBy().isEmpty());
        assertThat(rig.hotSwap().rejected()).isEmpty();
    }

    @Test
    void theFolderItselfGoingAwayRemovesNothing() throws Exception {
        Path away = rig.plugins().resolveSibling("away");
        java.nio.file.Files.move(rig.plugins(), away);
        eventually().during(java.time.Duration.ofMillis(200)).until(() -> ask(slot)
                .isPresent());
        java.nio.file.Files.move(away, rig.plugins());
        assertThat(ask(slot)).contains("one");
    }

    private static PluginJar greeterThatNeeds(String library) {
        return PluginJar.greeter("1.0.0", "other")
                .header("Bundle-SymbolicName", "sample.other")
                .header("Import-Package", "org.osgi.framework,io.patchbay.hotswap.internal.greeting," + library)
                .sample("name", "other");
    }

    private static PluginJar libraryOf(String exported) {
        return PluginJar.greeter("1.0.0", "")
                .header("Bundle-SymbolicName", "sample.words")
                .header("Export-Package", exported)
                .without("Bundle-Activator");
    }
}
