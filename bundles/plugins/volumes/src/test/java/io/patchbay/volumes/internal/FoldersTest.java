package io.patchbay.volumes.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import io.patchbay.api.recovery.TaskFailedException;
import io.patchbay.api.recovery.resource.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a plan may reach. */
class FoldersTest {
    private static final String TYPE = "copy.volume";

    @TempDir
    private Path temp;

    private Path nfs;
    private Path outside;
    private Folders folders;

    @BeforeEach
    void prepare() throws IOException {
        nfs = Files.createDirectories(temp.resolve("mnt/nfs-a"));
        outside = Files.createDirectories(temp.resolve("outside"));
        Files.createDirectories(nfs.resolve("tier-1"));
        folders = new Folders(Map.of("nfs-a", nfs), Optional.empty());
    }

    @Test
    void findsTheFolderThatIsConfigured() throws Exception {
        assertThat(folders.of(Storages.storage("nfs-a"), TYPE)).isEqualTo(nfs.toRealPath());
    }

    @Test
    void findsOtherStoragesInTheFolderOfAll() throws Exception {
        Path mounted = Files.createDirectories(temp.resolve("all/nfs-z"));

        assertThat(new Folders(Map.of(), Optional.of(temp.resolve("all"))).of(Storages.storage("nfs-z"), TYPE))
                .isEqualTo(mounted.toRealPath());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tier-1", "./tier-1", "tier-1/../tier-1"})
    void letsAPlanNameAFolderInside(String said) throws Exception {
        assertThat(folders.of(Storages.storage("nfs-a", said), TYPE))
                .isEqualTo(nfs.resolve("tier-1").toRealPath());
    }

    @Test
    void letsAPlanNameAFolderOfAStorageThatIsNotConfigured() throws Exception {
        Storage other = Storages.storage("elsewhere", nfs.resolve("tier-1").toString());

        assertThat(folders.of(other, TYPE)).isEqualTo(nfs.resolve("tier-1").toRealPath());
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "../../outside", "tier-1/../../../outside", "/", "/etc"})
    void refusesAFolderOutside(String said) {
        assertReason(Storages.storage("nfs-a", said), "copy.volume.outside");
    }

    @Test
    void refusesALinkThatLeadsOutside() throws Exception {
        Files.createSymbolicLink(nfs.resolve("link"), outside);

        assertReason(Storages.storage("nfs-a", "link"), "copy.volume.outside");
    }

    @Test
    void refusesTheFolderOfAStorageThatIsALinkToOutside() throws Exception {
        folders = new Folders(Map.of(), Optional.of(nfs));
        Files.createSymbolicLink(nfs.resolve("nfs-b"), outside);

        assertReason(Storages.storage("nfs-b"), "copy.volume.outside");
    }

    @Test
    void refusesAStorageOfWhichNothingIsConfigured() {
        assertReason(Storages.storage("nfs-x"), "copy.volume.no_folder");
    }

    @Test
    void refusesAFolderThatIsNotMounted() {
        assertReason(Storages.storage("nfs-a", "tier-9"), "copy.volume.no_folder");
    }

    @Test
    void followsALinkToAFileThatStaysInside() throws Exception {
        Path file = Files.createFile(nfs.resolve("tier-1/disk"));
        Files.createSymbolicLink(nfs.resolve("volume-v"), file);

        assertThat(folders.file(nfs.toRealPath(), "volume-v", "volume v", TYPE)).isEqualTo(file.toRealPath());
    }

    @Test
    void refusesALinkToAFileOutside() throws Exception {
        Path file = Files.createFile(outside.resolve("secret"));
        Files.createSymbolicLink(nfs.resolve("volume-v"), file);

        assertThatThrownBy(() -> folders.file(nfs.toRealPath(), "volume-v", "volume v", TYPE))
                .hasMessageContaining("copy.volume.outside");
    }

    @Test
    void refusesAVolumeThatIsAFolder() throws Exception {
        Files.createDirectories(nfs.resolve("volume-v"));

        assertThatThrownBy(() -> folders.file(nfs.toRealPath(), "volume-v", "volume v", TYPE))
                .hasMessageContaining("volume v is no file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b", "../x", "a\\b", "a\u0000b"})
    void refusesANameThatIsMoreThanOneStep(String name) {
        assertThatThrownBy(() -> Folders.plain(name, TYPE)).hasMessageContaining("copy.volume.input");
    }

    private void assertReason(Storage storage, String code) {
        assertThatThrownBy(() -> folders.of(storage, TYPE))
                .isInstanceOfSatisfying(
                        TaskFailedException.class,
                        failed -> assertThat(failed.reason().code()).isEqualTo(code));
    }
}
