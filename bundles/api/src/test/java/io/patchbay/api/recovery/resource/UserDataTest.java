package io.patchbay.api.recovery.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import io.patchbay.api.Attributes;
import io.patchbay.api.recovery.TaskSpec;
import io.patchbay.api.recovery.type.Records;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What instances are told, and that nobody else is. */
class UserDataTest {
    private static final String SECRET = "#cloud-config\npassword: hunter2\n";

    @ParameterizedTest
    @ValueSource(
            strings = {SECRET, "#!/bin/sh\r\necho ü\t", "base64: is what it begins with", "sealed:x", "\u0000\u001f"})
    void whatIsWrittenIsReadAsTheSameBytes(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

        assertThat(UserData.bytes(UserData.of(bytes))).isEqualTo(bytes);
    }

    @Test
    void textStaysText() {
        assertThat(UserData.of(SECRET.getBytes(StandardCharsets.UTF_8)).reveal())
                .isEqualTo(SECRET);
    }

    @Test
    void whatIsNoTextIsWrittenAsBase64() {
        byte[] packed = {0x1f, (byte) 0x8b, 8, 0, -1};

        assertThat(UserData.of(packed).reveal()).isEqualTo("base64:H4sIAP8=");
        assertThat(UserData.bytes(UserData.of(packed))).isEqualTo(packed);
    }

    @ParameterizedTest
    @CsvSource({
        "'', is empty: leave it out where there is none",
        "base64:, is empty: leave it out where there is none",
        "base64:hunter2!, must have Base64 after base64:",
        "<sealed>, is what is shown in the place of a secret: write the user data itself",
        "sealed:0123456789abcdef:AAAA, is what is shown in the place of a secret: write the user data itself"
    })
    void saysWhatIsWrongWithoutRepeatingIt(String written, String reason) {
        assertThatThrownBy(() -> instance(written)).hasMessage("user_data " + reason);
    }

    @Test
    void mayBeAsLongAsNovaTakesAndNoLonger() {
        assertThatCode(() -> instance("x".repeat(UserData.MAX_BYTES))).doesNotThrowAnyException();
        assertThatThrownBy(() -> instance("x".repeat(UserData.MAX_BYTES + 1)))
                .hasMessage(
                        "user_data must be at most 49149 bytes, which are 65535 characters of Base64, but has 49150");
    }

    @Test
    void isNotPrintedWithWhatItIsIn() {
        Instance told = instance(SECRET);
        TaskSpec task = TaskSpec.of("t", "create.instance", Records.write(told));

        assertThat(told + " " + task).contains("<secret>").doesNotContain("hunter2");
    }

    @Test
    void isAStringInJson() {
        Attributes json = Records.write(instance(SECRET));

        assertThat(json.text("user_data")).contains(SECRET);
        assertThat(Records.read(Instance.class, json)).isEqualTo(instance(SECRET));
    }

    private static Instance instance(String userData) {
        return new Instance(
                "i", "i", Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(Secret.of(userData)));
    }
}
