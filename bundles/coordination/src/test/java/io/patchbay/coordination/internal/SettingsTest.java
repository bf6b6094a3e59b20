package io.patchbay.coordination.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    @TempDir
    Path folder;

    @Test
    void needNoConfiguration() {
        Settings settings = Settings.of(Configs.with(Map.of()));

        assertThat(settings.servers()).isEmpty();
        assertThat(settings.session()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.port()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zk1:2181", "127.0.0.1:1,zk-2.example:65535", "[::1]:2181"})
    void takeServers(String servers) {
        assertThat(Settings.of(Configs.with(Map.of("connectString", servers))).servers())
                .contains(servers);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zk1", "zk1:", "zk1:0", "zk1:65536", "zk1:2181/chroot", "zk1:2181,,zk2:2181", "a b:2181"})
    void refuseServersThatAreNone(String servers) {
        assertThatThrownBy(() -> Settings.of(Configs.with(Map.of("connectString", servers))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("io.patchbay.coordination: connectString must be ");
    }

    @ParameterizedTest
    @CsvSource({
        "sessionTimeoutMillis, 499",
        "sessionTimeoutMillis, 60001",
        "connectTimeoutMillis, 0",
        "port, -1",
        "port, 65536",
        "autopurgeRetainCount, 2",
        "autopurgeIntervalMillis, 0"
    })
    void refuseNumbersOutOfRange(String key, int value) {
        assertThatThrownBy(() -> Settings.of(Configs.with(Map.of(key, value))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("io.patchbay.coordination: " + key + " must be within ")
                .hasMessageEndingWith("but was " + value);
    }

    @Test
    void refuseANamespaceThatIsAPath() {
        assertThatThrownBy(() -> Settings.of(Configs.with(Map.of("namespace", "a/b"))))
                .hasMessageStartingWith("io.patchbay.coordination: namespace must be ");
    }

    @Test
    void readTheSecretFromItsFile() throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "open sesame\n");

        assertThat(Settings.of(Configs.with(Map.of("secretFile", file.toString())))
                        .secret())
                .isEqualTo(Optional.of(new Digest("patchbay", "open sesame")));
    }

    @Test
    void refuseASecretFileThatIsNotThere() {
        assertThatThrownBy(() -> Settings.of(Configs.with(Map.of("secretFile", "/no/such/file"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("io.patchbay.coordination: secretFile \"/no/such/file\" cannot be read");
    }

    @Test
    void refuseAnEmptySecret() throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "\n");

        assertThatThrownBy(() -> Settings.of(Configs.with(Map.of("secretFile", file.toString()))))
                .hasMessageStartingWith("io.patchbay.coordination: secretFile must hold ");
    }

    @Test
    void doNotTellTheSecret() throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "open sesame");

        assertThat(Settings.of(Configs.with(Map.of("secretFile", file.toString())))
                        .toString())
                .doesNotContain("sesame");
    }
}
