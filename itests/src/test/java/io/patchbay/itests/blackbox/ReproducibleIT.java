package io.patchbay.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two builds of the same sources, in two folders, give the same archives. */
class ReproducibleIT {
    private static final Path FIRST =
            Path.of(System.getProperty("patchbay.home")).getParent();
    private static final Path SECOND = Path.of(System.getProperty("patchbay.second.build", "none"));

    @ParameterizedTest
    @ValueSource(strings = {"patchbay-0.1.0.zip", "patchbay-0.1.0.tar.gz"})
    void archivesAreIdentical(String archive) throws IOException {
        assertThat(FIRST.resolve(archive)).exists();
        Assumptions.assumeTrue(Files.exists(SECOND), "no second build: there are uncommitted changes");
        assertThat(Files.mismatch(FIRST.resolve(archive), SECOND.resolve(archive)))
                .as("position of the first byte that differs in %s, -1 if none", archive)
                .isEqualTo(-1);
    }
}
