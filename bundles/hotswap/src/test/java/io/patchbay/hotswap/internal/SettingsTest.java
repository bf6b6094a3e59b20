package io.patchbay.hotswap.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SettingsTest {
    @Test
    void areTakenFromTheConfiguration() {
        assertThat(Settings.of(new TestConfig(300, 400, 2000, 2500, 5)))
                .isEqualTo(new Settings(
                        Duration.ofMillis(300),
                        Duration.ofMillis(400),
                        Duration.ofSeconds(2),
                        Duration.ofMillis(2500),
                        5));
    }

    @Test
    void nameTheKeyThatIsWrong() {
        assertThatThrownBy(() -> Settings.of(new TestConfig(300, 300, 2000, 0, 5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("io.patchbay.hotswap: checkMillis must be between 10 and 60000 but was 0");
    }

    @Test
    void needAtLeastOneFault() {
        assertThatThrownBy(() -> Settings.of(new TestConfig(300, 300, 2000, 2000, 0)))
                .hasMessage("io.patchbay.hotswap: faultLimit must be between 1 and 1000000 but was 0");
    }
}
