package io.patchbay.support.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountsWordTest {
    @TempDir
    Path folder;

    private String file(byte[] content) throws IOException {
        return Files.write(folder.resolve("password"), content).toString();
    }

    @Test
    void takesThePasswordFromTheFirstLine() throws Exception {
        assertThat(AccountsWord.passwordIn(file("correct horse\nnot this\n".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo("correct horse");
    }

    @Test
    void saysThatThereIsNoFile() {
        String none = folder.resolve("none").toString();

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> AccountsWord.passwordIn(none))
                .withMessage("--password-file: there is no file " + none);
    }

    @Test
    void saysThatAFileCannotBeRead() throws Exception {
        String file = file(new byte[] {(byte) 0xff});

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> AccountsWord.passwordIn(file))
                .withMessageStartingWith("--password-file: " + file + " cannot be read");
    }
}
