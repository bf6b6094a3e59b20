package io.patchbay.coordination.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
    @Test
    void haveDefaults() {
        assertThat(Options.parse()).isEqualTo(new Options(2181, "127.0.0.1", Path.of("data-zookeeper")));
    }

    @Test
    void takeEachValue() {
        assertThat(Options.parse("--data", "/d", "--port", "0", "--bind", "::1"))
                .isEqualTo(new Options(0, "::1", Path.of("/d")));
    }

    @ParameterizedTest
    @CsvSource({
        "--bogus x, unknown option --bogus",
        "2181, unknown option 2181",
        "--port, --port needs a value",
        "--port x, --port must be a number from 0 to 65535 but was x",
        "--port -1, --port must be a number from 0 to 65535 but was -1",
        "--port 65536, --port must be a number from 0 to 65535 but was 65536"
    })
    void nameTheOptionThatIsWrong(String words, String message) {
        assertThatThrownBy(() -> Options.parse(words.split(" ")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
