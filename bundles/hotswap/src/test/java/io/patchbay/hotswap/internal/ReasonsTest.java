package io.patchbay.hotswap.internal;

import static org.assertj.core.api.Assertions.assertThat;
import org.junit.jupiter.api.Test;

class ReasonsTest {
    @Test
    void areOneLine() {
        assertThat(Reasons.line("a\n\tb\u0000c")).isEqualTo("a b c");
    }

    @Test
    void nameTheTypeOfAnExceptionWithoutMessage() {
        assertThat(Reasons.of(new IllegalStateException())).isEqualTo("IllegalStateException");
    }

    @Test
    void tellTheInnermostRequirementThatIsMissing() {
        assertThat(Reasons.ofResolver("Unable to resolve a [7](R 7.0): missing requirement [a [7](R 7.0)]"
                        + " osgi.wiring.package; (osgi.wiring.package=x) [caused by: Unable to resolve b [8](R 8.0):"
                        + " missing requirement [b [8](R 8.0)] osgi.wiring.package; (osgi.wiring.package=y)]"
                        + " Unresolved requirements: [[a [7](R 7.0)] osgi.wiring.package; (osgi.wiring.package=x)]"))
                .isEqualTo("does not resolve: missing osgi.wiring.package; (osgi.wiring.package=y)");
    }

    @Test
    void keepAMessageOfAnotherShape() {
        assertThat(Reasons.ofResolver("no way")).isEqualTo("does not resolve: no way");
    }
}
