package io.patchbay.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import io.patchbay.support.content.ContentFolder;
import io.patchbay.support.content.Sha256;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageNodeTest {
    private static final String LARGE = "large ".repeat(50_000);

    @TempDir
    Path folder;

    private final FakeNode node = new FakeNode();
    private final FakeNode other = new FakeNode();

    @AfterEach
    void close() {
        node.close();
        other.close();
    }

    @Test
    void fetchesWhatIsWantedAndTellsSo() throws Exception {
        node.publish("1.0", Map.of("a.txt", "first", "large.bin", LARGE));
        try (StorageNode worker = start(node.url())) {
            awaitHeld(worker, "1.0");

            assertThat(get(worker, Sha256.of(LARGE))).isEqualTo(LARGE);
            await().until(() -> node.report()
                    .path("info")
                    .path("capacity")
                    .path("releases")
                    .toString()
                    .equals("[\"1.0\"]"));
            assertThat(node.report()
                            .path("info")
                            .path("capacity")
                            .path("regions")
                            .toString())
                    .isEqualTo("[\"north\"]");
            assertThat(node.lastToken()).isEqualTo("Bearer the-token");
        }
        assertThat(node.hasLeft()).isTrue();
    }

    @Test
    void aFolderIsOneWorkersUntilItEnds() throws Exception {
        try (StorageNode first = start(node.url())) {
            assertThatThrownBy(() -> start(node.url()))
                    .as("while %s has it", first.id())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(folder.toString())
                    .hasMessageContaining("--data");
        }
        start(node.url()).close();
    }

    @Test
    void goesOnWithADownloadThatWasCutOff() throws Exception {
        node.cutAfter(LARGE.length() / 3);
        node.publish("1.0", Map.of("large.bin", LARGE));
        try (StorageNode worker = start(node.url())) {
            awaitHeld(worker, "1.0");

            assertThat(get(worker, Sha256.of(LARGE))).isEqualTo(LARGE);
        }
        assertThat(node.ranges()).contains("bytes=" + LARGE.length() / 3 + "-");
    }

    @Test
    void handsOutNoFileWhoseHashIsWrongAndTakesItFromAnotherNode() throws Exception {
        node.publish("1.0", Map.of("a.txt", "right"));
        other.publish("1.0", Map.of("a.txt", "right"));
        node.tamper(Sha256.of("right"), "wrong");
        try (StorageNode worker = start(node.url())) {
            await().until(() -> node.served(Sha256.of("right")) >= 2);

            assertThat(worker.held()).isEmpty();
            assertThat(status(worker, Sha256.of("right"))).isEqualTo(404);
        }
        try (StorageNode worker = start(node.url(), other.url())) {
            awaitHeld(worker, "1.0");

            assertThat(get(worker, Sha256.of("right"))).isEqualTo("right");
        }
    }

    @Test
    void takesFromOneNodeWhatAnotherDoesNotHave() throws Exception {
        node.publish("1.0", Map.of("a.txt", "x"));
        other.publish("1.0", Map.of("a.txt", "x"));
        node.forget();
        try (StorageNode worker = start(node.url(), other.url())) {
            awaitHeld(worker, "1.0");
        }
    }

    @Test
    void checksWhatItFindsBeforeItHandsItOut() throws Exception {
        node.publish("1.0", Map.of("a.txt", "right"));
        ContentFolder content = ContentFolder.in(folder);
        Path tampered = Files.writeString(content.incoming("x"), "wrong");
        content.adopt(tampered, Sha256.of("right"));
        try (StorageNode worker = start(node.url())) {
            awaitHeld(worker, "1.0");

            assertThat(get(worker, Sha256.of("right"))).isEqualTo("right");
        }
    }

    @Test
    void deletesWhatNoNodeWantsAnyMore() throws Exception {
        node.publish("1.0", Map.of("a.txt", "old"));
        try (StorageNode worker = start(node.url())) {
            awaitHeld(worker, "1.0");
            node.withdraw("1.0");
            node.publish("2.0", Map.of("a.txt", "new"));

            awaitHeld(worker, "2.0");
            await().until(() -> status(worker, Sha256.of("old")) == 404);
        }
    }

    @Test
    void keepsWhatItHasWhileNodesKnowNothing() throws Exception {
        node.publish("1.0", Map.of("a.txt", "x"));
        try (StorageNode worker = start(node.url())) {
            awaitHeld(worker, "1.0");
        }
        node.unknowing();
        try (StorageNode worker = start(node.url())) {
            await().until(() -> node.report().path("incarnation").isTextual());

            assertThat(ContentFolder.in(folder).find(Sha256.of("x"))).isPresent();
            assertThat(worker.held()).isEmpty();
        }
    }

    @Test
    void keepsItsIdOverRestarts() throws Exception {
        String id;
        try (StorageNode worker = start(node.url())) {
            id = worker.id();
        }
        try (StorageNode worker = start(node.url())) {
            assertThat(worker.id()).isEqualTo(id).startsWith("storage-");
        }
    }

    private StorageNode start(URI... nodes) throws IOException {
        return StorageNode.start(new StorageOptions(
                List.of(nodes),
                "the-token",
                "127.0.0.1",
                0,
                Optional.empty(),
                Optional.empty(),
                folder,
                Optional.empty(),
                List.of("north"),
                List.of(),
                100,
                1000));
    }

    private static void awaitHeld(StorageNode worker, String version) {
        await().atMost(Duration.ofSeconds(30)).until(() -> worker.held().equals(List.of(version)));
    }

    private static String get(StorageNode worker, String hash) throws IOException, InterruptedException {
        return send(worker, hash).body();
    }

    private static int status(StorageNode worker, String hash) throws IOException, InterruptedException {
        return send(worker, hash).statusCode();
    }

    private static HttpResponse<String> send(StorageNode worker, String hash) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(worker.url() + "/files/" + hash))
                                .timeout(Duration.ofSeconds(20))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
