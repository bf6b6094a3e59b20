package io.patchbay.dashboard.internal.relay;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.dashboard.internal.exchange.Bodies;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RelayTest {
    @Test
    void deletesWhatANodeThatWasKilledHasLeft(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("upload4711.part"), "half of a release");
        Path other = Files.writeString(folder.resolve("notes"), "somebody else's");

        try (Bodies bodies = new Bodies(Duration.ofSeconds(1))) {
            new Relay(request -> new CompletableFuture<>(), bodies, folder, new Relay.Bounds(1, 1));
        }

        assertThat(folder).isDirectoryContaining("glob:**notes").isDirectoryNotContaining("glob:**.part");
        assertThat(other).exists();
    }
}
