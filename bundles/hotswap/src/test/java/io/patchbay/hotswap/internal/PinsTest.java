package io.patchbay.hotswap.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PinsTest {
    private static final PluginKey PLUGIN = new PluginKey("strategy", "least-used");

    @TempDir
    private Path root;

    private Path file;

    @BeforeEach
    void prepare() {
        file = root.resolve("plugins/pins.json");
    }

    @Test
    void areReadAgain() {
        new Pins(file).pin(PLUGIN, "1.0.0");
        assertThat(new Pins(file).version(PLUGIN)).contains("1.0.0");
    }

    @Test
    void theLastOneCounts() {
        Pins pins = new Pins(file);
        pins.pin(PLUGIN, "1.0.0");
        pins.pin(PLUGIN, "2.0.0");
        assertThat(new Pins(file).version(PLUGIN)).contains("2.0.0");
    }

    @Test
    void canBeTakenBack() {
        Pins pins = new Pins(file);
        pins.pin(PLUGIN, "1.0.0");
        assertThat(pins.unpin(PLUGIN)).isTrue();
        assertThat(pins.unpin(PLUGIN)).isFalse();
        assertThat(new Pins(file).version(PLUGIN)).isEmpty();
    }

    @Test
    void ofOthersStay() {
        Pins pins = new Pins(file);
        pins.pin(PLUGIN, "1.0.0");
        pins.pin(new PluginKey("strategy", "two-choices"), "3.0.0");
        pins.unpin(PLUGIN);
        assertThat(new Pins(file).version(new PluginKey("strategy", "two-choices")))
                .contains("3.0.0");
    }

    @Test
    void aBrokenFileIsPutAside() throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{\"pins\":[{\"kind\":");
        assertThat(new Pins(file).version(PLUGIN)).isEmpty();
        assertThat(file.resolveSibling("pins.json.broken")).exists();
    }

    @Test
    void whatCannotBeKeptDoesNotCount() throws Exception {
        Files.createDirectories(file.getParent());
        Pins pins = new Pins(file);
        Files.createDirectory(file.resolveSibling("pins.json.tmp")); // in the way of the file that is written first
        assertThatThrownBy(() -> pins.pin(PLUGIN, "1.0.0"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("pins.json could not be written");
        assertThat(pins.version(PLUGIN)).isEmpty();
    }
}
