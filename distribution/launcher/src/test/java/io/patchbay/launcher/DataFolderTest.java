package io.patchbay.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import io.patchbay.support.operator.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    private Path temp;

    @Test
    void isMadeForItsOwnerAlone() throws Exception {
        Path data = temp.resolve("a/data");

        try (DataFolder opened = DataFolder.open(data)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(opened.path())))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void numbersItsLayout() throws Exception {
        DataFolder.open(temp).close();

        assertThat(temp.resolve("format")).hasContent("1");
    }

    @Test
    void isHeldByOneAtATime() throws Exception {
        DataFolder first = DataFolder.open(temp);

        assertRefused("is in use by another process");

        first.close();
        DataFolder.open(temp).close();
    }

    @Test
    void isRefusedIfANewerVersionWroteIt() throws Exception {
        Files.writeString(temp.resolve("format"), "2\n");

        assertRefused("has format 2, written by a newer version; this one reads up to 1");
    }

    @Test
    void isNotHeldAfterItWasRefused() throws Exception {
        Files.writeString(temp.resolve("format"), "2\n");
        assertRefused("newer version");
        Files.writeString(temp.resolve("format"), "1\n");

        DataFolder.open(temp).close();
    }

    @Test
    void isRefusedIfItsFormatIsNoNumber() throws Exception {
        Files.writeString(temp.resolve("format"), "one\n");

        assertRefused("has a format that is no number: one");
    }

    @Test
    void isRefusedWhereNoFolderCanBe() throws Exception {
        Path file = Files.writeString(temp.resolve("file"), "");

        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> DataFolder.open(file))
                .withMessageStartingWith("--data " + file + " cannot be made");
    }

    private void assertRefused(String reason) {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> DataFolder.open(temp))
                .withMessageStartingWith("--data " + temp)
                .withMessageContaining(reason);
    }
}
