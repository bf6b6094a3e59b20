package io.patchbay.hotswap.internal;

import static org.assertj.core.api.Assertions.assertThat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    private Path folder;

    @AfterEach
    void calm() {
        Thread.interrupted();
    }

    @Test
    void replacesWhatWasThere() throws IOException {
        Path file = Files.writeString(folder.resolve("state"), "old and longer");

        AtomicFile.write(file, text("new"));

        assertThat(file).hasContent("new");
        assertThat(folder).isDirectoryContaining(file::equals).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void writesInAThreadThatIsBeingStopped() throws IOException {
        Path file = folder.resolve("state");
        Thread.currentThread().interrupt();

        AtomicFile.write(file, text("whole"));
        AtomicFile.flush(file);

        assertThat(file).hasContent("whole");
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    private static byte[] text(String content) {
        return content.getBytes(StandardCharsets.UTF_8);
    }
}
