package io.patchbay.node.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredCredentialsTest {
    @TempDir
    private Path data;

    @Test
    void makesAFileThatOnlyItsOwnerMayRead() throws IOException {
        new StoredCredentials(file());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void makesTheMembersThatOtherProgramsRelyOn() throws IOException {
        new StoredCredentials(file());

        JsonNode stored = new ObjectMapper().readTree(file().toFile());
        assertThat(stored.at("/service/id").asText()).matches("[0-9a-f]{24}");
        assertThat(stored.at("/service/key").asText()).hasSizeGreaterThan(30);
        assertThat(stored.at("/admin/user").asText()).isEqualTo("admin");
        assertThat(stored.at("/admin/password").asText()).hasSizeGreaterThan(20);
        assertThat(stored.at("/admin/token").asText()).hasSizeGreaterThan(30);
        assertThat(stored.at("/worker/token").asText()).hasSizeGreaterThan(30);
    }

    @Test
    void keepsTheSameSecretsOverARestart() {
        String before = new StoredCredentials(file()).superServiceKey();

        assertThat(new StoredCredentials(file()).superServiceKey()).isEqualTo(before);
    }

    @Test
    void knowsTheAdminsTokenFromTheWorkers() throws IOException {
        StoredCredentials credentials = new StoredCredentials(file());
        JsonNode stored = new ObjectMapper().readTree(file().toFile());

        assertThat(credentials.isAdminToken(stored.at("/admin/token").asText())).isTrue();
        assertThat(credentials.isAdminToken(stored.at("/worker/token").asText()))
                .isFalse();
        assertThat(credentials.isWorkerToken(stored.at("/worker/token").asText()))
                .isTrue();
    }

    @Test
    void derivesAnotherSecretForEachPurpose() {
        StoredCredentials credentials = new StoredCredentials(file());

        assertThat(credentials.derivedSecret("zookeeper"))
                .isEqualTo(credentials.derivedSecret("zookeeper"))
                .isNotEqualTo(credentials.derivedSecret("other"))
                .hasSize(64);
    }

    @Test
    void saysWhatADamagedFileLacks() throws IOException {
        Files.writeString(file(), "{\"service\":{\"id\":\"5\"}}");

        assertThatThrownBy(() -> new StoredCredentials(file())).hasMessageContaining("has no service.key");
    }

    private Path file() {
        return data.resolve("credentials.json");
    }
}
