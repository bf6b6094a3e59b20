package io.patchbay.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.patchbay.support.operator.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreCopyTest {
    @TempDir
    private Path temp;

    private FakeNode node;
    private Path folder;
    private Path data;

    @BeforeEach
    void startNode() throws IOException {
        node = new FakeNode();
        folder = temp.resolve("backup");
        data = Files.createDirectory(temp.resolve("data"));
        Files.writeString(data.resolve("credentials.json"), "{\"admin\":{\"token\":\"" + FakeNode.TOKEN + "\"}}");
    }

    @AfterEach
    void stopNode() {
        node.close();
    }

    @Test
    void writesTheStoreForItsOwnerAlone() throws Exception {
        run("backup");

        assertThat(folder.resolve("store.jsonl.gz")).hasBinaryContent(FakeNode.STORE);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("store.jsonl.gz"))))
                .isEqualTo("rw-------");
    }

    @Test
    void saysInTheManifestWhatItWrote() throws Exception {
        run("backup");

        JsonNode manifest =
                new ObjectMapper().readTree(folder.resolve("manifest.json").toFile());
        assertThat(manifest.path("bytes").asInt()).isEqualTo(FakeNode.STORE.length);
        assertThat(manifest.path("sha256").asText())
                .isEqualTo("8c3c57fdd6f93afa35dddf7898037a482fd39449d1f3a8a6e5cd071a3c2321b0");
        assertThat(manifest.path("source").asText()).isEqualTo(node.url());
        assertThat(manifest.path("time").asText()).endsWith("Z");
    }

    @Test
    void leavesNothingElseBehind() throws Exception {
        run("backup");

        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void overwritesNoBackup() throws Exception {
        run("backup");

        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> run("backup"))
                .withMessageContaining("holds a backup already");
    }

    @Test
    void saysThatAFolderCannotBeMade() throws Exception {
        folder = Files.createFile(temp.resolve("file")).resolve("backup");

        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> run("backup"))
                .withMessageContaining(folder + " cannot be made: ");
    }

    @Test
    void restoresWhatItWrote() throws Exception {
        run("backup");
        run("restore");

        assertThat(node.restored()).containsExactly("the whole store");
    }

    @Test
    void restoresNoDamagedBackup() throws Exception {
        run("backup");
        Files.writeString(folder.resolve("store.jsonl.gz"), "the hole store");

        assertThatIOException().isThrownBy(() -> run("restore")).withMessageContaining("is damaged");
        assertThat(node.restored()).isEmpty();
    }

    @Test
    void restoresNoBackupOfANewerFormat() throws Exception {
        run("backup");
        Path manifest = folder.resolve("manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replace("\"format\" : 1", "\"format\" : 2"));

        assertThatIOException().isThrownBy(() -> run("restore")).withMessageContaining("has format 2");
    }

    @Test
    void refusesToRestoreWhereThereIsNoBackup() {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> run("restore"))
                .withMessageContaining("holds no backup");
    }

    @Test
    void tellsWhatTheNodeRefused() {
        assertThatIOException()
                .isThrownBy(() -> run("backup", Optional.of("another")))
                .withMessage("the node answered 401: The token is wrong.");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void prefersTheTokenOfTheEnvironment() throws Exception {
        Files.delete(data.resolve("credentials.json"));

        run("backup", Optional.of(FakeNode.TOKEN));

        assertThat(folder.resolve("store.jsonl.gz")).exists();
    }

    @Test
    void saysHowToGiveItAToken() {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> StoreCopy.run(
                        List.of("backup", folder.toString(), "--data", temp.toString()), Optional.empty()))
                .withMessageStartingWith("--data " + temp)
                .withMessageContaining("PATCHBAY_ADMIN_TOKEN");
    }

    @Test
    void saysThatNobodyAnswers() {
        node.close();

        assertThatIOException()
                .isThrownBy(() -> run("backup"))
                .withMessage("no node answers at " + node.url() + ": is it running, and is --url right?");
    }

    @Test
    void needsAFolder() {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> StoreCopy.run(List.of("backup"), Optional.empty()))
                .withMessageStartingWith("backup needs a folder first");
    }

    @Test
    void refusesAUrlThatIsNone() {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> StoreCopy.run(
                        List.of("backup", folder.toString(), "--url", "localhost:8080"), Optional.empty()))
                .withMessage("--url must be http://HOST:PORT but was localhost:8080");
    }

    private String run(String word) throws Exception {
        return run(word, Optional.empty());
    }

    private String run(String word, Optional<String> token) throws Exception {
        return StoreCopy.run(List.of(word, folder.toString(), "--url", node.url(), "--data", data.toString()), token);
    }
}
