package io.patchbay.lobby.internal.login;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.lobby.Password;
import org.junit.jupiter.api.Test;

class PasswordRulesTest {
    private static final int LEAST = 8;

    @Test
    void takesTheSameTextTypedInAnotherWayForTheSame() {
        assertThat(PasswordRules.octets(new Password("cafe\u0301")).orElseThrow())
                .isEqualTo(PasswordRules.octets(new Password("caf\u00e9")).orElseThrow());
    }

    @Test
    void countsCharactersNotHalvesOfThem() {
        assertThat(PasswordRules.fault(new Password("😀".repeat(7)), LEAST)).isPresent();
        assertThat(PasswordRules.fault(new Password("😀".repeat(8)), LEAST)).isEmpty();
    }

    @Test
    void refusesAPasswordThatIsTooShort() {
        assertThat(PasswordRules.fault(new Password("1234567"), LEAST))
                .hasValueSatisfying(fault -> assertThat(fault).contains("8 characters"));
    }

    @Test
    void takesOneKibibyteAndNoMore() {
        assertThat(PasswordRules.fault(new Password("x".repeat(1024)), LEAST)).isEmpty();
        assertThat(PasswordRules.fault(new Password("x".repeat(1025)), LEAST)).isPresent();
        assertThat(PasswordRules.fault(new Password("é".repeat(513)), LEAST)).isPresent();
    }

    @Test
    void refusesWhatIsNoText() {
        assertThat(PasswordRules.octets(new Password("12345678\ud800"))).isEmpty();
    }

    @Test
    void tellsNobodyAPassword() {
        assertThat(new Password("correct horse").toString()).doesNotContain("horse");
    }
}
