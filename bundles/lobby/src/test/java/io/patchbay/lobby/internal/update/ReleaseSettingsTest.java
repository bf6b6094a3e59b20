package io.patchbay.lobby.internal.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReleaseSettingsTest {
    @Test
    void refusesValuesOutOfRangeByTheirKeys() {
        assertThatThrownBy(() -> new ReleaseSettings("", 0, 1, 2, 2))
                .hasMessage("io.patchbay.lobby.releases: maxFiles must be within 1 and 100000 but was 0");
        assertThatThrownBy(() -> new ReleaseSettings("", 1, 0, 2, 2)).hasMessageContaining("maxReleaseBytes");
        assertThatThrownBy(() -> new ReleaseSettings("", 1, 1, 1, 2)).hasMessageContaining("maxReleases");
        assertThatThrownBy(() -> new ReleaseSettings("", 1, 1, 2, 1)).hasMessageContaining("endpoints");
    }

    @Test
    void publishesFromTheDataFolderUnlessToldOtherwise() {
        assertThat(new ReleaseSettings(" ", 1, 1, 2, 2).publishFrom(Path.of("/data")))
                .isEqualTo(Path.of("/data/publish"));
        assertThat(new ReleaseSettings("/games", 1, 1, 2, 2).publishFrom(Path.of("/data")))
                .isEqualTo(Path.of("/games"));
    }
}
