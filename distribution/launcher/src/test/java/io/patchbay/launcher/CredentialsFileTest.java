package io.patchbay.launcher;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import io.patchbay.support.operator.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsFileTest {
    private static final String WHOLE =
            """
            {"service":{"id":"a","key":"b"},"admin":{"user":"c","password":"d","token":"e"},"worker":{"token":"f"}}""";

    @TempDir
    private Path data;

    @Test
    void isNotNeededBeforeTheFirstStart() {
        assertThatCode(() -> CredentialsFile.check(data)).doesNotThrowAnyException();
    }

    @Test
    void isFineIfEverySecretIsThere() throws IOException {
        write(WHOLE);

        assertThatCode(() -> CredentialsFile.check(data)).doesNotThrowAnyException();
    }

    @Test
    void isRefusedIfASecretIsMissing() throws IOException {
        write(WHOLE.replace("\"worker\":{\"token\":\"f\"}", "\"worker\":{\"token\":\"\"}"));

        assertThatThrownBy(() -> CredentialsFile.check(data))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("credentials.json lacks the text worker.token");
    }

    @Test
    void isRefusedWithoutSayingWhatIsInItIfItIsNoJson() throws IOException {
        write("{\"service\": s3cret");

        assertThatThrownBy(() -> CredentialsFile.check(data))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("credentials.json is no JSON")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void isRefusedIfItIsNoFile() throws IOException {
        Files.createDirectory(data.resolve("credentials.json"));

        assertThatThrownBy(() -> CredentialsFile.check(data))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("credentials.json cannot be read");
    }

    private void write(String content) throws IOException {
        Files.writeString(data.resolve("credentials.json"), content);
    }
}
