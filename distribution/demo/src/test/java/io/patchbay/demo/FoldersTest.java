package io.patchbay.demo;

import static org.assertj.core.api.Assertions.assertThat;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {
    @TempDir
    private Path temp;

    @Test
    void removesAFolderWithAllThatIsInIt() throws Exception {
        Path folder = Files.createDirectories(temp.resolve("a/b/c")).getParent();
        Files.writeString(folder.resolve("file"), "");

        Folders.remove(temp.resolve("a"));

        assertThat(temp.resolve("a")).doesNotExist();
    }

    @Test
    void removesWhatIsGoneAlready() throws Exception {
        Folders.remove(temp.resolve("nothing"));

        assertThat(temp).isEmptyDirectory();
    }

    @Test
    void dropsAFileWithoutATrace() throws Exception {
        Folders.drop(new byte[] {1, 2}, temp.resolve("plugin.jar"));

        assertThat(temp.resolve("plugin.jar")).hasBinaryContent(new byte[] {1, 2});
        assertThat(temp.toFile().list()).containsExactly("plugin.jar");
    }
}
