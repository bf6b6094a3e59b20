package io.patchbay.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data folder on a disk that runs full: a file system of 200 MB in memory, which only root can mount. */
class FullDiskIT {
    @TempDir
    private Path folder;

    @BeforeEach
    void mount() throws Exception {
        assertThat(run("mount", "-t", "tmpfs", "-o", "size=200m", "tmpfs", folder.toString()))
                .as("mounting a file system needs root")
                .isZero();
    }

    @AfterEach
    void unmount() throws Exception {
        assertThat(run("umount", folder.toString())).isZero();
    }

    @Test
    void refusesClearlyAndGoesOnOnceThereIsRoom() throws Exception {
        String token;
        String room;
        try (NodeProcess node = NodeProcess.start(folder.resolve("data"))) {
            OwtRest rest = node.rest();
            room = rest.room(Map.of());
            token = rest.token(room, "ann", "presenter");
            Path filler = fill();

            Answer refused = await().atMost(Duration.ofSeconds(60))
                    .until(() -> ask(rest, room), answer -> answer.status() != 200);
            assertThat(refused.status()).as(refused::body).isEqualTo(503);
            assertThat(refused.json().path("error").path("message").asText()).isNotEmpty();
            assertThat(node.alive()).isTrue();

            Files.delete(filler);
            await().atMost(Duration.ofSeconds(30)).until(() -> ask(rest, room).status() == 200);
        }
        try (NodeProcess again = NodeProcess.start(folder.resolve("data"))) {
            assertThat(again.rest().get("/v1/rooms/" + room).status()).isEqualTo(200);
            try (RawClient ann = RawClient.connect(again.url())) {
                JsonNode answer = ann.login(token);
                assertThat(answer.path(0).asText()).as(answer::toString).isEqualTo("ok");
            }
        }
    }

    private static Answer ask(OwtRest rest, String room) throws IOException, InterruptedException {
        return rest.post("/v1/rooms/" + room + "/tokens", Map.of("user", "eve", "role", "presenter"));
    }

    private Path fill() throws IOException {
        Path filler = folder.resolve("filler");
        byte[] block = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
            return filler;
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
