package io.patchbay.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The distribution on JDK 25, where this machine has one. */
class NewerJavaIT {
    private static final Path INSTALLED = Path.of("/usr/lib/jvm");

    @TempDir
    private Path folder;

    @Test
    void letsAClientInOnJava25() throws Exception {
        Optional<Path> java = java25();
        Assumptions.assumeTrue(java.isPresent(), "no JDK 25 under " + INSTALLED);
        try (NodeProcess node = NodeProcess.startOn(java.get().toString(), folder.resolve("data"))) {
            String token = node.rest().token(node.rest().room(Map.of()), "ann", "presenter");
            try (RawClient ann = RawClient.connectTo(token)) {
                assertThat(ann.login(token).path(0).asText()).isEqualTo("ok");
            }
        }
    }

    private static Optional<Path> java25() throws IOException {
        if (!Files.isDirectory(INSTALLED)) {
            return Optional.empty();
        }
        try (Stream<Path> installed = Files.list(INSTALLED)) {
            return installed
                    .filter(java -> java.getFileName().toString().contains("25"))
                    .filter(java -> Files.isExecutable(java.resolve("bin/java")))
                    .findFirst();
        }
    }
}
