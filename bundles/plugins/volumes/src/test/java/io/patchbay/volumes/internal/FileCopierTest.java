package io.patchbay.volumes.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import io.patchbay.api.recovery.TaskFailedException;
import io.patchbay.api.recovery.resource.Snapshot;
import io.patchbay.api.recovery.type.TaskOutput.VolumeCopied;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Volumes that are files. */
class FileCopierTest {
    private static final int BYTES = 5 * Storages.SECTION + 777;

    @TempDir
    private Path temp;

    private Storages storages;
    private boolean spoiled;

    @BeforeEach
    void prepare() throws IOException {
        storages = new Storages(temp);
    }

    @Test
    void copiesAVolumeByteForByte() throws Exception {
        Path source = storages.file("volume-v", BYTES);

        VolumeCopied copied = storages.copier.copy(Storages.task("v"), WatchedAttempt.first());

        assertThat(storages.to.resolve(copied.volume().id())).hasSameBinaryContentAs(source);
    }

    @Test
    void callsTheCopyByTheMarkOfTheTask() throws Exception {
        storages.file("volume-v", BYTES);

        VolumeCopied copied = storages.copier.copy(Storages.task("v"), WatchedAttempt.first());

        assertThat(copied.volume().id()).isEqualTo(WatchedAttempt.COPY);
    }

    @Test
    void copiesSnapshotsAsWell() throws Exception {
        storages.file("volume-v", BYTES);
        Path snapshot = storages.file("snapshot-s2", 4711);
        storages.file("snapshot-s1", 10);

        VolumeCopied copied = storages.copier.copy(Storages.task("v", "s1", "s2"), WatchedAttempt.first());

        assertThat(copied.snapshots())
                .extracting(Snapshot::id)
                .containsExactly(WatchedAttempt.COPY + ".snapshot-1", WatchedAttempt.COPY + ".snapshot-2");
        assertThat(storages.to.resolve(copied.snapshots().get(1).id())).hasSameBinaryContentAs(snapshot);
    }

    @Test
    void copiesAnEmptyFile() throws Exception {
        storages.file("volume-v", 0);

        storages.copier.copy(Storages.task("v"), WatchedAttempt.first());

        assertThat(storages.to.resolve(WatchedAttempt.COPY)).isEmptyFile();
    }

    @Test
    void keepsTheChecksumThatSha256sumPrints() throws Exception {
        Path source = storages.file("volume-v", BYTES);

        storages.copier.copy(Storages.task("v"), WatchedAttempt.first());

        byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(source));
        assertThat(storages.to.resolve(TargetFolder.HIDDEN).resolve(WatchedAttempt.COPY))
                .hasContent("sha256=" + HexFormat.of().formatHex(sha256));
    }

    @Test
    void leavesNothingUnfinishedBehind() throws Exception {
        storages.file("volume-v", BYTES);

        storages.copier.copy(Storages.task("v"), WatchedAttempt.first());

        assertThat(storages.kept()).containsExactly(WatchedAttempt.COPY);
    }

    @Test
    void leavesHolesWhereTheSourceHasNothingButZeros() throws Exception {
        byte[] mostlyEmpty = new byte[64 * Storages.SECTION];
        mostlyEmpty[5] = 1;
        Files.write(storages.from.resolve("volume-v"), mostlyEmpty);

        storages.copier.copy(Storages.task("v"), WatchedAttempt.first());

        Path copy = storages.to.resolve(WatchedAttempt.COPY);
        assertThat(copy).hasBinaryContent(mostlyEmpty);
        assumeThat(storages.to.getFileSystem().supportedFileAttributeViews()).contains("unix");
        assertThat(allocated(copy)).isLessThan(mostlyEmpty.length / 2);
    }

    /** The blocks that it takes, by the words of the system. */
    private static long allocated(Path file) throws Exception {
        Process process = new ProcessBuilder("du", "-k", file.toString()).start();
        String[] words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split("\\s", 2);
        return Long.parseLong(words[0]) * 1024;
    }

    @Test
    void tellsTheSizeOfTheCopyInGibibytesThatHoldIt() throws Exception {
        storages.file("volume-v", BYTES);

        assertThat(storages.copier
                        .copy(Storages.task("v"), WatchedAttempt.first())
                        .volume()
                        .sizeGib())
                .isEqualTo(1);
    }

    @Test
    void tellsHowFarItHasComeUpToTheEnd() throws Exception {
        storages.file("volume-v", BYTES);
        WatchedAttempt attempt = WatchedAttempt.first();

        storages.copier.copy(Storages.task("v"), attempt);

        assertThat(attempt.fractions).isSorted().last().isEqualTo(1.0);
    }

    @Test
    void letsThoseUseTheCopyWhoMayUseTheSource() throws Exception {
        Path source = storages.file("volume-v", 10);
        Files.setPosixFilePermissions(source, PosixFilePermissions.fromString("rw-rw----"));

        storages.copier.copy(Storages.task("v"), WatchedAttempt.first());

        assertThat(Files.getPosixFilePermissions(storages.to.resolve(WatchedAttempt.COPY)))
                .isEqualTo(PosixFilePermissions.fromString("rw-rw----"));
    }

    @Test
    void findsAWholeCopyAgain() throws Exception {
        storages.file("volume-v", BYTES);
        storages.file("snapshot-s", 10);
        VolumeCopied copied = storages.copier.copy(Storages.task("v", "s"), WatchedAttempt.first());

        assertThat(storages.copier().find(Storages.task("v", "s"), WatchedAttempt.of(2)))
                .contains(copied);
    }

    @Test
    void findsNothingWhileASnapshotIsMissing() throws Exception {
        storages.file("volume-v", BYTES);
        storages.file("snapshot-s", 10);
        storages.copier.copy(Storages.task("v"), WatchedAttempt.first());

        assertThat(storages.copier.find(Storages.task("v", "s"), WatchedAttempt.of(2)))
                .isEmpty();
    }

    @Test
    void refusesASourceThatIsNotThere() {
        assertReason("copy.volume.no_source", true);
    }

    @Test
    void refusesASourceThatChangesMeanwhile() throws Exception {
        Path source = storages.file("volume-v", BYTES);
        WatchedAttempt attempt = new WatchedAttempt(
                1, fraction -> source.toFile().setLastModified(System.currentTimeMillis() + 100_000));

        assertReason(attempt, "copy.volume.source_changed", true);
    }

    @Test
    void refusesASourceThatVanishesMeanwhile() throws Exception {
        Path source = storages.file("volume-v", BYTES);
        WatchedAttempt attempt =
                new WatchedAttempt(1, fraction -> source.toFile().delete());

        assertReason(attempt, "copy.volume.source_gone", true);
    }

    @Test
    void refusesACopyThatDiffersFromItsSource() throws Exception {
        storages.file("volume-v", BYTES);
        WatchedAttempt attempt = new WatchedAttempt(1, this::spoilOnce);

        assertReason(attempt, "copy.volume.corrupt", true);
        assertThat(storages.copies()).isEmpty();
    }

    @Test
    void beginsAnewAfterACopyThatDiffered() throws Exception {
        Path source = storages.file("volume-v", BYTES);
        assertReason(new WatchedAttempt(1, this::spoilOnce), "copy.volume.corrupt", true);

        storages.copier.copy(Storages.task("v"), WatchedAttempt.of(2));

        assertThat(storages.to.resolve(WatchedAttempt.COPY)).hasSameBinaryContentAs(source);
    }

    /** Half of the work is copying: then what was written is changed before it is verified. */
    private void spoilOnce(double fraction) {
        if (fraction < 0.5 || spoiled) {
            return;
        }
        spoiled = true;
        Path part = storages.to.resolve(TargetFolder.HIDDEN).resolve(WatchedAttempt.COPY + ".1.part");
        try (RandomAccessFile file = new RandomAccessFile(part.toFile(), "rw")) {
            file.seek(2 * Storages.SECTION + 5);
            int was = file.read();
            file.seek(2 * Storages.SECTION + 5);
            file.write(was + 1);
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    @Test
    void endsWhenItsThreadIsInterrupted() throws Exception {
        storages.file("volume-v", BYTES);
        WatchedAttempt attempt =
                new WatchedAttempt(1, fraction -> Thread.currentThread().interrupt());

        assertThatThrownBy(() -> storages.copier.copy(Storages.task("v"), attempt))
                .isInstanceOf(InterruptedException.class);
    }

    @Test
    void endsWhenTheCopierIsStopped() throws Exception {
        storages.file("volume-v", BYTES);

        assertReason(new WatchedAttempt(1, fraction -> storages.copier.close()), "copy.volume.copier_stopped", true);
    }

    @Test
    void deletesWhatNobodyCameBackTo() throws Exception {
        storages.file("volume-v", BYTES);
        Path hidden = Files.createDirectories(storages.to.resolve(TargetFolder.HIDDEN));
        Path old = Files.createFile(hidden.resolve("patchbay-" + "a".repeat(40) + ".7.part"));
        Path young = Files.createFile(hidden.resolve("patchbay-" + "b".repeat(40) + ".7.part"));
        Files.setLastModifiedTime(old, FileTime.fromMillis(0));

        storages.copier.copy(Storages.task("v"), WatchedAttempt.first());

        assertThat(storages.kept())
                .contains(young.getFileName().toString())
                .doesNotContain(old.getFileName().toString());
    }

    @Test
    void deletesNothingThatACopyIsMadeIn() throws Exception {
        storages.file("volume-v", BYTES);
        TargetFolder folder = new TargetFolder(storages.to.toRealPath());
        List<String> swept = new ArrayList<>();
        WatchedAttempt slow = new WatchedAttempt(1, fraction -> swept.addAll(sweepAll(folder)));

        storages.copier.copy(Storages.task("v"), slow);

        assertThat(swept).contains(WatchedAttempt.COPY + ".1.part");
    }

    /** What is left when all that is older than tomorrow was to be deleted. */
    private List<String> sweepAll(TargetFolder folder) {
        try {
            folder.sweepOlder(FileTime.from(Instant.now().plus(Duration.ofDays(1))));
            return storages.kept();
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    private void assertReason(String code, boolean retryable) {
        assertReason(WatchedAttempt.first(), code, retryable);
    }

    private void assertReason(WatchedAttempt attempt, String code, boolean retryable) {
        assertThatThrownBy(() -> storages.copier.copy(Storages.task("v"), attempt))
                .isInstanceOfSatisfying(TaskFailedException.class, failed -> {
                    assertThat(failed.reason().code()).isEqualTo(code);
                    assertThat(failed.isRetryable()).isEqualTo(retryable);
                });
    }

    @Test
    void knowsADiskThatIsFullByTheWordsOfTheSystem() {
        assertThat(Arrays.asList("No space left on device", "Disk quota exceeded", "x: No space left on device"))
                .allMatch(said -> Reasons.isFull(new IOException(said)));
    }
}
