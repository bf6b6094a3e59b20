package io.patchbay.hotswap.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import io.patchbay.hotswap.internal.PluginFolder.Look;
import io.patchbay.hotswap.internal.PluginFolder.Seen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginFolderTest {
    private static final Duration STABLE = Duration.ofMillis(300);

    @TempDir
    private Path path;

    private PluginFolder folder;

    @BeforeEach
    void watch() {
        folder = new PluginFolder(path, List.of());
    }

    @Test
    void aFileIsSettledOnceItStayedTheSame() throws Exception {
        write("a.jar", "x");
        assertThat(names(look(0).moving())).containsExactly("a.jar");
        assertThat(names(look(299).settled())).isEmpty();
        assertThat(names(look(300).settled())).containsExactly("a.jar");
    }

    @Test
    void aFileThatGrowsIsNotSettled() throws Exception {
        write("a.jar", "x");
        look(0);
        write("a.jar", "xy");
        assertThat(names(look(300).settled())).isEmpty();
        assertThat(names(look(600).settled())).containsExactly("a.jar");
    }

    @Test
    void aFileIsReportedUntilItIsDecided() throws Exception {
        write("a.jar", "x");
        look(0);
        Seen seen = look(300).settled().get(0);
        assertThat(look(400).settled()).containsExactly(seen);
        folder.decided(seen);
        assertThat(look(500).settled()).isEmpty();
    }

    @Test
    void aDecidedFileIsReportedAgainWhenItsAgeChanges() throws Exception {
        write("a.jar", "x");
        look(0);
        folder.decided(look(300).settled().get(0));
        Files.setLastModifiedTime(path.resolve("a.jar"), FileTime.fromMillis(1_000_000));
        look(400);
        assertThat(names(look(700).settled())).containsExactly("a.jar");
    }

    @Test
    void anotherFileOfTheSameSizeAndAgeIsNoticed() throws Exception {
        write("a.jar", "x");
        Files.setLastModifiedTime(path.resolve("a.jar"), FileTime.fromMillis(1_000_000));
        look(0);
        folder.decided(look(300).settled().get(0));
        Path other = Files.writeString(path.resolve("other"), "y");
        Files.setLastModifiedTime(other, FileTime.fromMillis(1_000_000));
        Files.move(other, path.resolve("a.jar"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThat(names(look(400).moving())).containsExactly("a.jar");
    }

    @Test
    void aDecidedFileCanBeLookedAtAgainLater() throws Exception {
        write("a.jar", "x");
        look(0);
        folder.decided(look(300).settled().get(0));
        folder.lookAgain("a.jar", 900);
        assertThat(look(899).settled()).isEmpty();
        assertThat(names(look(900).settled())).containsExactly("a.jar");
    }

    @Test
    void aFileIsGoneOnceItStayedAway() throws Exception {
        write("a.jar", "x");
        look(0);
        Files.delete(path.resolve("a.jar"));
        assertThat(look(100).gone()).isEmpty();
        assertThat(look(400).gone()).containsExactly("a.jar");
        assertThat(look(800).gone()).isEmpty();
    }

    @Test
    void aFileThatIsReplacedByDeletingAndWritingIsNotGone() throws Exception {
        write("a.jar", "x");
        look(0);
        Files.delete(path.resolve("a.jar"));
        look(100);
        write("a.jar", "y");
        assertThat(look(400).gone()).isEmpty();
    }

    @Test
    void aRememberedFileThatIsNotThereIsGoneAtOnce() throws Exception {
        folder = new PluginFolder(path, List.of("old.jar"));
        assertThat(look(0).gone()).containsExactly("old.jar");
    }

    @Test
    void onlyVisibleJarsCount() throws Exception {
        write(".a.jar", "x");
        write("a.jar.part", "x");
        Files.createDirectory(path.resolve("folder.jar"));
        assertThat(names(look(0).moving())).isEmpty();
    }

    @Test
    void aFolderThatCannotBeListedSaysNothing() throws Exception {
        write("a.jar", "x");
        look(0);
        folder = new PluginFolder(path.resolve("nowhere"), List.of("a.jar"));
        assertThatThrownBy(() -> look(1000)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void ignoresWhatIsTooMuch() throws Exception {
        for (int i = 0; i < PluginFolder.MAX_FILES + 5; i++) {
            write(i + ".jar", "x");
        }
        assertThat(look(0).moving()).hasSize(PluginFolder.MAX_FILES);
    }

    private Look look(long nowMillis) throws IOException {
        return folder.look(nowMillis, STABLE);
    }

    private static List<String> names(List<Seen> files) {
        return files.stream().map(Seen::name).toList();
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(path.resolve(name), content);
    }
}
