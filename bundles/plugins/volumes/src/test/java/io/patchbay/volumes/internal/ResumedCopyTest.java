package io.patchbay.volumes.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies that were begun by another attempt. */
class ResumedCopyTest {
    private static final int SECTIONS = 8;

    @TempDir
    private Path temp;

    private Storages storages;
    private Path source;
    private boolean overtaken;

    @BeforeEach
    void prepare() throws IOException {
        storages = new Storages(temp);
        source = storages.file("volume-v", SECTIONS * Storages.SECTION);
    }

    @Test
    void goesOnBehindTheLastSectionThatWasSafe() throws Exception {
        cancelAt(0.28);

        WatchedAttempt second = WatchedAttempt.of(2);
        storages.copier().copy(Storages.task("v"), second);

        // copying is half of the work; it was cancelled in the fifth section
        assertThat(second.fractions.get(0)).isEqualTo(4.0 / SECTIONS / 2);
        assertThat(storages.to.resolve(WatchedAttempt.COPY)).hasSameBinaryContentAs(source);
    }

    @Test
    void beginsAnewWhereTheSourceIsAnotherByNow() throws Exception {
        cancelAt(0.28);
        source = Files.write(source, new byte[3 * Storages.SECTION]);

        WatchedAttempt second = WatchedAttempt.of(2);
        storages.copier().copy(Storages.task("v"), second);

        assertThat(second.fractions.get(0)).isZero();
        assertThat(storages.to.resolve(WatchedAttempt.COPY)).hasSameBinaryContentAs(source);
    }

    @Test
    void doesNotTrustALineThatWasCut() throws Exception {
        cancelAt(0.28);
        Path journal = TargetFolder.journalOf(new TargetFolder(storages.to).part(WatchedAttempt.COPY, 1));
        String lines = Files.readString(journal);
        Files.writeString(journal, lines.substring(0, lines.length() - 10));

        WatchedAttempt second = WatchedAttempt.of(2);
        storages.copier().copy(Storages.task("v"), second);

        assertThat(second.fractions.get(0)).isEqualTo(3.0 / SECTIONS / 2);
        assertThat(storages.to.resolve(WatchedAttempt.COPY)).hasSameBinaryContentAs(source);
    }

    @Test
    void keepsAwayFromAFileThatAnotherAttemptStillWritesTo() throws Exception {
        WatchedAttempt slow = new WatchedAttempt(1, fraction -> overtakeOnce());

        storages.copier.copy(Storages.task("v"), slow);

        assertThat(overtaken).isTrue();
        assertThat(storages.copies()).containsExactly(WatchedAttempt.COPY);
        assertThat(storages.to.resolve(WatchedAttempt.COPY)).hasSameBinaryContentAs(source);
        assertThat(storages.kept()).containsExactly(WatchedAttempt.COPY);
    }

    /** Another attempt begins and finishes while the first is under way. */
    private void overtakeOnce() {
        if (!overtaken) {
            overtaken = true;
            try {
                storages.copier.copy(Storages.task("v"), WatchedAttempt.of(2));
            } catch (Exception failed) {
                throw new AssertionError(failed);
            }
        }
    }

    /** By a process of its own, which is killed as by {@code kill -9}. */
    @Test
    void goesOnWhereAKilledProcessWas() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        Optional.ofNullable(System.getProperty("surefire.test.class.path"))
                                .orElse(System.getProperty("java.class.path")),
                        HaltingCopy.class.getName(),
                        temp.toString())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(lines.lines().anyMatch(HaltingCopy.HALFWAY::equals)).isTrue();
        } finally {
            process.destroyForcibly().waitFor();
        }

        WatchedAttempt second = WatchedAttempt.of(2);
        storages.copier.copy(Storages.task("v"), second);

        assertThat(second.fractions.get(0)).isEqualTo(4.0 / SECTIONS / 2);
        assertThat(storages.to.resolve(WatchedAttempt.COPY)).hasSameBinaryContentAs(source);
        assertThat(storages.kept()).containsExactly(WatchedAttempt.COPY);
    }

    private void cancelAt(double fraction) {
        assertThatThrownBy(() -> storages.copier.copy(Storages.task("v"), WatchedAttempt.cancelledAt(1, fraction)))
                .isInstanceOf(InterruptedException.class);
    }
}
