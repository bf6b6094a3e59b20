package io.patchbay.support.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {
    @Test
    void readsAValueAfterTheNameOrAfterAnEqualsSign() throws Exception {
        assertThat(options("--port", "1").value("--port")).contains("1");
        assertThat(options("--port=2").value("--port")).contains("2");
    }

    @Test
    void keepsFurtherEqualsSignsInTheValue() throws Exception {
        assertThat(options("--set=a:b=c=d").values("--set")).containsExactly("a:b=c=d");
    }

    @Test
    void takesSetAsOftenAsOneLikes() throws Exception {
        assertThat(options("--set", "a:b=1", "--set", "a:c=2").values("--set")).containsExactly("a:b=1", "a:c=2");
    }

    @Test
    void knowsAFlagByItsPresence() throws Exception {
        assertThat(options("--insecure").has("--insecure")).isTrue();
        assertThat(options().has("--insecure")).isFalse();
    }

    @Test
    void refusesAnUnknownOptionAndSaysWhichThereAre() {
        assertRefused("--prot is no option here; there are --port --set --insecure", "--prot", "1");
    }

    @Test
    void refusesAStrayWord() {
        assertRefused("stray is no option here; there are --port --set --insecure", "stray");
    }

    @Test
    void refusesAnOptionWithoutAValue() {
        assertRefused("--port needs a value", "--port");
        assertRefused("--port needs a value", "--port=");
        assertRefused("--port needs a value", "--port", "");
    }

    @Test
    void takesNoOptionForAValue() {
        assertRefused("--port needs a value", "--port", "--insecure");
    }

    @Test
    void refusesAFlagWithAValue() {
        assertRefused("--insecure takes no value", "--insecure=yes");
    }

    @Test
    void refusesToBeToldTwice() {
        assertRefused("--port is given more than once", "--port", "1", "--port", "2");
    }

    @Test
    void refusesANumberOutOfItsRange() {
        for (String value : List.of("0", "10", "-1", "x", "1.5", "99999999999")) {
            assertThatExceptionOfType(UsageException.class)
                    .isThrownBy(() -> options("--port=" + value).number("--port", 5, 1, 9))
                    .withMessage("--port must be a number from 1 to 9 but was " + value);
        }
    }

    @Test
    void takesTheDefaultWhereNothingIsGiven() throws Exception {
        assertThat(options().number("--port", 5, 1, 9)).isEqualTo(5);
    }

    private static Options options(String... arguments) throws UsageException {
        return new Options(List.of(arguments), List.of("--port", "--set"), List.of("--insecure"));
    }

    private static void assertRefused(String message, String... arguments) {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> options(arguments))
                .withMessage(message);
    }
}
