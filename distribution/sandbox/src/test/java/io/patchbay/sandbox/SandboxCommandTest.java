package io.patchbay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import io.patchbay.support.operator.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SandboxCommandTest {
    @TempDir
    private Path folder;

    @Test
    void readsEveryOption() throws Exception {
        Path file = Files.writeString(folder.resolve("password"), "secret word\n");

        SandboxOptions options = SandboxCommand.parse(List.of(
                "--port", "5000",
                "--dir", folder.toString(),
                "--latency-millis", "7",
                "--settle-millis", "9",
                "--quota", "instances=50",
                "--quota", "volumes=-1",
                "--fault", "POST /compute/v2.1/servers 503 every 5",
                "--fault", "* /** delay 10",
                "--password-file", file.toString()));

        assertThat(options.port()).isEqualTo(5000);
        assertThat(options.folder()).contains(folder);
        assertThat(options.latency()).isEqualTo(Duration.ofMillis(7));
        assertThat(options.settling()).isEqualTo(Duration.ofMillis(9));
        assertThat(options.quotas()).isEqualTo(Map.of("instances", 50, "volumes", -1));
        assertThat(options.faults()).hasSize(2);
        assertThat(options.password()).contains("secret word");
    }

    @Test
    void needsNoOption() throws Exception {
        assertThat(SandboxCommand.parse(List.of())).isEqualTo(SandboxOptions.DEFAULTS);
    }

    @Test
    void isMadeForAPlan() throws Exception {
        SandboxOptions options =
                SandboxCommand.parse(List.of("--plan", "../../examples/recovery/small.yaml", "--quota", "volumes=1"));

        assertThat(options.name()).isEqualTo("site-b");
        assertThat(options.pools()).containsExactly("nfs-b");
        assertThat(options.quotas()).containsEntry("instances", -1).containsEntry("volumes", 1);
    }

    @Test
    void refusesAPlanWithFaults() throws Exception {
        Path plan = Files.writeString(folder.resolve("plan.yaml"), "schema: 1\nname: p\n");

        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> SandboxCommand.parse(List.of("--plan", plan.toString())))
                .withMessage("--plan " + plan + " has faults: patchbay plan validate " + plan + " lists them");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--port=70000|--port must be a number",
                "--quota=instances|--quota must read KEY=NUMBER",
                "--fault=POST|a fault is written METHOD PATH EFFECT",
                "--password-file=/nowhere/at/all|--password-file /nowhere/at/all cannot be read",
                "--plan=/nowhere/at/all|--plan /nowhere/at/all cannot be read",
                "--bind=0.0.0.0|--bind is no option here"
            })
    void refusesABadOption(String option, String message) {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> SandboxCommand.parse(List.of(option)))
                .withMessageContaining(message);
    }
}
