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
                .isEqualTo("does not resolve: missing package y");
    }

    @Test
    void nameTheLeastVersionOfAPackageThatWouldDo() {
        assertThat(Reasons.ofResolver("Unable to resolve a [7](R 7.0): missing requirement [a [7](R 7.0)]"
                        + " osgi.wiring.package; (&(osgi.wiring.package=x.y)(version>=2.0.0))"
                        + " Unresolved requirements: [[a [7](R 7.0)] osgi.wiring.package; (osgi.wiring.package=x.y)]"))
                .isEqualTo("does not resolve: missing package x.y, version 2.0.0 or later");
    }

    @Test
    void leaveVersionsAsTheyAreThatAreSaidOtherwise() {
        assertThat(Reasons.ofResolver("Unable to resolve a [7](R 7.0): missing requirement [a [7](R 7.0)]"
                        + " osgi.wiring.package; (&(osgi.wiring.package=x.y)(version>=1.0.0)(!(version>2.0.0)))"
                        + " Unresolved requirements: [[a [7](R 7.0)] osgi.wiring.package; (osgi.wiring.package=x.y)]"))
                .isEqualTo("does not resolve: missing osgi.wiring.package;"
                        + " (&(osgi.wiring.package=x.y)(version>=1.0.0)(!(version>2.0.0)))");
    }

    @Test
    void nameTheVersionsOfAPackageThatWouldDo() {
        assertThat(Reasons.ofResolver("Unable to resolve a [7](R 7.0): missing requirement [a [7](R 7.0)]"
                        + " osgi.wiring.package; (&(osgi.wiring.package=x.y)(version>=2.0.0)(!(version>=3.0.0)))"
                        + " Unresolved requirements: [[a [7](R 7.0)] osgi.wiring.package; (osgi.wiring.package=x.y)]"))
                .isEqualTo("does not resolve: missing package x.y, version [2.0.0,3.0.0)");
    }

    @Test
    void nameWhatElseIsMissingAsTheResolverDoes() {
        assertThat(Reasons.ofResolver("Unable to resolve a [7](R 7.0): missing requirement [a [7](R 7.0)]"
                        + " osgi.ee; (&(osgi.ee=JavaSE)(version=99)) Unresolved requirements: [x]"))
                .isEqualTo("does not resolve: missing osgi.ee; (&(osgi.ee=JavaSE)(version=99))");
    }

    @Test
    void keepAMessageOfAnotherShape() {
        assertThat(Reasons.ofResolver("no way")).isEqualTo("does not resolve: no way");
    }
}
