package io.patchbay.support.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What tells by which task something was made. */
class MarkTest {
    private static final Mark MARK = new Mark("patchbay:" + "0123456789abcdef0123".repeat(2));

    @Test
    void aDescriptionKeepsItsWords() {
        assertThat(MARK.describing(Optional.of("a blue network ")))
                .isEqualTo("a blue network [patchbay:0123456789abcdef01230123456789abcdef0123]");
    }

    @Test
    void aDescriptionWithoutWordsIsTheMark() {
        assertThat(MARK.describing(Optional.empty())).isEqualTo("[" + MARK.text() + "]");
    }

    @Test
    void aLongDescriptionIsCutBeforeTheMark() {
        String description = MARK.describing(Optional.of("x".repeat(1000)));

        assertThat(description).hasSize(255).endsWith("[" + MARK.text() + "]");
    }

    @Test
    void isFoundInAText() {
        assertThat(Mark.in(MARK.describing(Optional.of("a blue network")))).contains(MARK);
        assertThat(Mark.in("patchbay: a blue network")).isEmpty();
    }

    @Test
    void isTheLastWhereAnEarlierRecoveryHasLeftOne() {
        Mark earlier = new Mark("patchbay:" + "f".repeat(40));

        assertThat(Mark.in(earlier.text() + " " + MARK.text())).contains(MARK);
    }

    @Test
    void takesThePlaceOfThoseOfEarlierRecoveries() {
        String earlier = new Mark("patchbay:" + "f".repeat(40)).describing(Optional.of("a blue network"));

        assertThat(MARK.describing(Optional.of(earlier))).isEqualTo(MARK.describing(Optional.of("a blue network")));
    }

    @Test
    void goesFromATextWithoutTheWords() {
        assertThat(Mark.without(MARK.describing(Optional.of("a blue network")))).isEqualTo("a blue network");
        assertThat(Mark.without("ssh-rsa AAAA ops " + MARK.text())).isEqualTo("ssh-rsa AAAA ops");
        assertThat(Mark.without(MARK.describing(Optional.empty()))).isEmpty();
        assertThat(Mark.without("patchbay: a blue network ")).isEqualTo("patchbay: a blue network");
    }

    @Test
    void isNothingElse() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Mark("patchbay:1"));
    }
}
