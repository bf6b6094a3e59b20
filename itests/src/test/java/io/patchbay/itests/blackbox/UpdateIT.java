package io.patchbay.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A game's resources, from an operator's folder over two storage nodes to a client that checks them. */
class UpdateIT {
    private static final String LONG_PATH = "maps/" + "valley-".repeat(20) + "ä.txt";
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private String operator(NodeProcess node, String... words) throws IOException, InterruptedException {
        String[] all = new String[words.length + 5];
        all[0] = "releases";
        System.arraycopy(words, 0, all, 1, words.length);
        List<String> access = List.of("--url", node.url(), "--data", node.data().toString());
        for (int i = 0; i < access.size(); i++) {
            all[words.length + 1 + i] = access.get(i);
        }
        NodeProcess.Finished finished = NodeProcess.command(all);
        assertThat(finished.status()).as(finished.output()).isZero();
        return finished.output();
    }

    @Test
    void clientsFollowWhateverIsPublishedAndRolledBack() throws Exception {
        try (NodeProcess node = NodeProcess.start(folder.resolve("node"));
                StorageProcess north =
                        StorageProcess.start(folder.resolve("north"), List.of(node), "--region", "north");
                StorageProcess south =
                        StorageProcess.start(folder.resolve("south"), List.of(node), "--region", "south")) {
            GameClient client = new GameClient(node);
            assertThat(client.ask("").body()).isEqualTo("{\"result\":\"noUpdate\"}");

            publish(node, "1.0", Map.of("same.txt", "same", "changed.txt", "one", LONG_PATH, "long"));
            awaitEndpoints(client, north, south);
            client.update();
            assertThat(client.files)
                    .containsExactlyInAnyOrderEntriesOf(
                            Map.of("same.txt", "same", "changed.txt", "one", LONG_PATH, "long"));
            assertThat(client.ask("").json().path("result").asText()).isEqualTo("noUpdate");

            prefersTheRegion(node, north, south);

            publish(node, "2.0", Map.of("same.txt", "same", "changed.txt", "two", "new.txt", "new"));
            awaitEndpoints(client, north, south);
            JsonNode delta = client.ask("").json();
            assertThat(delta.path("basis").asText()).isEqualTo("earlier");
            assertThat(delta.path("fetch").findValuesAsText("path")).containsExactly("changed.txt", "new.txt");
            assertThat(delta.path("delete").path(0).asText()).isEqualTo(LONG_PATH);

            takesATamperedFileFromTheOther(client, north);
            resumesADownload(south);

            operator(node, "rollback", "1.0");
            assertThat(client.ask("").json().path("basis").asText()).isEqualTo("later");
            client.update();
            assertThat(client.version()).isEqualTo("1.0");
            assertThat(client.files).containsEntry("changed.txt", "one").doesNotContainKey("new.txt");

            assertThat(operator(node, "delete", "2.0")).contains("2.0");
            assertThat(operator(node)).contains("→").contains("1.0").doesNotContain("2.0");
            assertThat(operator(node, "storage")).contains("north").contains("south");

            north.kill();
            south.kill();
            Answer none =
                    await().atMost(SOON).until(() -> new GameClient(node).ask(""), answer -> answer.status() == 503);
            assertThat(none.json().path("code").asText()).isEqualTo("no-storage");
            assertThat(none.header("Retry-After")).isNotEmpty();
        }
    }

    private void publish(NodeProcess node, String version, Map<String, String> files)
            throws IOException, InterruptedException {
        Path game = folder.resolve("game-" + version);
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = game.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        assertThat(operator(node, "publish", version, game.toString())).contains(version);
    }

    /** Both have to fetch the release before they are told to clients. */
    private static void awaitEndpoints(GameClient client, StorageProcess... workers) {
        Set<String> urls = List.of(workers).stream().map(StorageProcess::url).collect(Collectors.toSet());
        await().atMost(SOON).until(() -> endpoints(client.ask("")).equals(urls));
    }

    private static Set<String> endpoints(Answer answer) {
        return StreamSupport.stream(answer.json().path("endpoints").spliterator(), false)
                .map(endpoint -> endpoint.path("url").asText())
                .collect(Collectors.toSet());
    }

    private static void prefersTheRegion(NodeProcess node, StorageProcess north, StorageProcess south)
            throws Exception {
        GameClient fresh = new GameClient(node);
        assertThat(first(fresh.ask("&region=north"))).isEqualTo(north.url());
        assertThat(first(fresh.ask("&region=south"))).isEqualTo(south.url());
    }

    private static String first(Answer answer) {
        return answer.json().path("endpoints").path(0).path("url").asText();
    }

    /** The storage node sees that the file was written to; and if it did not, the client would by its hash. */
    private static void takesATamperedFileFromTheOther(GameClient client, StorageProcess north) throws Exception {
        Path file = north.fileOf(GameClient.sha256("new"));
        Files.writeString(file, "bad");
        Files.setLastModifiedTime(file, FileTime.fromMillis(1));

        client.update();

        assertThat(client.version()).isEqualTo("2.0");
        assertThat(client.files).containsEntry("new.txt", "new").containsEntry("changed.txt", "two");
    }

    private static void resumesADownload(StorageProcess worker) throws Exception {
        HttpResponse<String> rest = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(worker.url() + "/files/" + GameClient.sha256("same")))
                                .header("Range", "bytes=2-")
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(rest.statusCode()).isEqualTo(206);
        assertThat(rest.body()).isEqualTo("me");
    }
}
