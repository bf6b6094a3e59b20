package io.patchbay.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoOptionsTest {
    @Test
    void staysUnlessToldToEnd() {
        assertThat(DemoOptions.parse(List.of()).once()).isFalse();
        assertThat(DemoOptions.parse(List.of("--once")).once()).isTrue();
    }

    @Test
    void namesTheStepToSabotage() {
        assertThat(DemoOptions.parse(List.of("--break", "used token")).broken()).isEqualTo("used token");
    }

    @Test
    void refusesToSabotageWhatIsNoStep() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DemoOptions.parse(List.of("--break", "everything")))
                .withMessageStartingWith("--break must name one of [server, service,");
        assertThatIllegalArgumentException().isThrownBy(() -> DemoOptions.parse(List.of("--break")));
    }

    @Test
    void refusesAnUnknownOption() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DemoOptions.parse(List.of("--twice")))
                .withMessage("--twice is no option of demo; there is --once");
    }
}
