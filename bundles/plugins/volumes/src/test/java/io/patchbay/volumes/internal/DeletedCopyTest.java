package io.patchbay.volumes.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import io.patchbay.api.Attributes;
import io.patchbay.api.recovery.type.TaskInput.DeleteVolumeCopy;
import io.patchbay.api.recovery.type.TaskOutput.VolumeCopied;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies that go, and copies that the recovery site has given another name. */
class DeletedCopyTest {
    private static final String RENAMED = "volume-7f0e";

    @TempDir
    private Path temp;

    private Storages storages;
    private Path source;
    private VolumeCopied copied;

    @BeforeEach
    void copy() throws Exception {
        storages = new Storages(temp);
        source = storages.file("volume-v", 1000);
        storages.file("snapshot-s", 10);
        copied = storages.copier.copy(Storages.task("v", "s"), WatchedAttempt.first());
    }

    @Test
    void goesWithItsSnapshotsAndWhatIsKeptOfIt() throws Exception {
        storages.copier.delete(Storages.undoing(copied), WatchedAttempt.first());

        assertThat(storages.copies()).isEmpty();
        assertThat(storages.kept()).isEmpty();
    }

    @Test
    void leavesTheSource() throws Exception {
        storages.copier.delete(Storages.undoing(copied), WatchedAttempt.first());

        assertThat(source).exists();
    }

    @Test
    void isDeletedTwiceWithoutHarm() throws Exception {
        storages.copier.delete(Storages.undoing(copied), WatchedAttempt.first());
        storages.copier.delete(Storages.undoing(copied), WatchedAttempt.of(2));

        assertThat(storages.copies()).isEmpty();
    }

    @Test
    void takesUnfinishedFilesWithIt() throws Exception {
        Files.createFile(new TargetFolder(storages.to).part(copied.volume().id(), 9));

        storages.copier.delete(Storages.undoing(copied), WatchedAttempt.first());

        assertThat(storages.kept()).isEmpty();
    }

    @Test
    void isNothingElse() throws Exception {
        Path other = Files.createFile(storages.to.resolve("volume-of-somebody"));
        DeleteVolumeCopy task = new DeleteVolumeCopy(
                Storages.TENANT,
                copied.sourceStorage(),
                copied.targetStorage(),
                Storages.volume("volume-of-somebody"),
                List.of(),
                Attributes.NONE,
                "v");

        assertThatThrownBy(() -> storages.copier.delete(task, WatchedAttempt.first()))
                .hasMessageContaining("not_a_copy");
        assertThat(other).exists();
    }

    @Test
    void isFoundUnderItsNewName() throws Exception {
        rename();

        assertThat(storages.copier()
                        .nameOf(copied.targetStorage(), copied.volume().id()))
                .isEqualTo(RENAMED);
        assertThat(storages.copier().find(Storages.task("v", "s"), WatchedAttempt.of(2)))
                .contains(copied);
    }

    @Test
    void keepsItsNameUntilTheFileHasTheOther() throws Exception {
        storages.copier.renamed(copied.targetStorage(), copied.volume().id(), RENAMED);

        assertThat(storages.copier.nameOf(
                        copied.targetStorage(), copied.volume().id()))
                .isEqualTo(copied.volume().id());
    }

    @Test
    void isDeletedUnderItsNewName() throws Exception {
        rename();

        storages.copier.delete(Storages.undoing(copied), WatchedAttempt.first());

        assertThat(storages.copies()).isEmpty();
        assertThat(storages.kept()).isEmpty();
    }

    @Test
    void isNotGivenANameThatLeadsElsewhere() {
        assertThatThrownBy(() -> storages.copier.renamed(
                        copied.targetStorage(), copied.volume().id(), "../nfs-a/volume-v"))
                .hasMessageContaining("has no slashes");
    }

    /** As Cinder does, told before it is done. */
    private void rename() throws Exception {
        storages.copier.renamed(copied.targetStorage(), copied.volume().id(), RENAMED);
        move();
    }

    private void move() throws IOException {
        Files.move(storages.to.resolve(copied.volume().id()), storages.to.resolve(RENAMED));
    }
}
