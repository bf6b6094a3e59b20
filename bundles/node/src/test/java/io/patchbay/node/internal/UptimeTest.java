package io.patchbay.node.internal;

import static org.assertj.core.api.Assertions.assertThat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UptimeTest {
    @TempDir
    private Path folder;

    @Test
    void readsSecondsAsMilliseconds() throws IOException {
        Path file = Files.writeString(folder.resolve("uptime"), "350735.47 234388.90\n");

        assertThat(Uptime.millis(file)).contains(350_735_470L);
    }

    @Test
    void isUnknownWhereThereIsNoSuchFile() {
        assertThat(Uptime.millis(folder.resolve("none"))).isEmpty();
    }

    @Test
    void isUnknownIfTheFileIsOfAnotherKind() throws IOException {
        assertThat(Uptime.millis(Files.writeString(folder.resolve("uptime"), "up 3 days")))
                .isEmpty();
    }
}
