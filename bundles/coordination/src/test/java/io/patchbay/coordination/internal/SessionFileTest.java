package io.patchbay.coordination.internal;

import static org.assertj.core.api.Assertions.assertThat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionFileTest {
    private static final StoredSession SESSION = new StoredSession("127.0.0.1:2181", 0xF234567890ABCDEFL, "0102fd");

    @TempDir
    Path folder;

    @Test
    void givesBackWhatWasStoredLast() throws IOException {
        SessionFile file = new SessionFile(folder.resolve("session"));
        file.write(new StoredSession("elsewhere", 1, ""));

        file.write(SESSION);

        assertThat(file.read()).contains(SESSION);
    }

    @Test
    void canBeReadByItsOwnerOnly() throws IOException {
        new SessionFile(folder.resolve("session")).write(SESSION);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("session"))))
                .isEqualTo("rw-------");
    }

    @Test
    void isEmptyAtFirst() throws IOException {
        assertThat(new SessionFile(folder.resolve("session")).read()).isEmpty();
    }

    @Test
    void forgets() throws IOException {
        SessionFile file = new SessionFile(folder.resolve("session"));
        file.write(SESSION);

        file.delete();

        assertThat(file.read()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "one line",
                "a\nb\nc\n",
                "a\n12\n",
                "a\n0000000000000001\nxyz\n",
                "a\n11112222333344445\n00\n"
            })
    void ignoresWhatItCannotUnderstand(String content) throws IOException {
        Path path = Files.writeString(folder.resolve("session"), content);

        assertThat(new SessionFile(path).read()).isEmpty();
    }

    @Test
    void doesNotTellThePassword() {
        assertThat(SESSION.toString()).isEqualTo("session 0xf234567890abcdef of 127.0.0.1:2181");
    }
}
