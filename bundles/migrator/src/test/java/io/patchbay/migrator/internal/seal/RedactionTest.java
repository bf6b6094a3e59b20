package io.patchbay.migrator.internal.seal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.Attributes;
import io.patchbay.api.recovery.Message;
import io.patchbay.api.recovery.Output;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What attempts say, without the secrets that they were given. */
class RedactionTest {
    private static final String SECRET = "#cloud-config\nhostname: web-1\npassword: correct horse battery\n";
    private static final String ENCODED = Base64.getEncoder().encodeToString(SECRET.getBytes(StandardCharsets.UTF_8));

    private final Redaction redaction = new Redaction(List.of(SECRET));

    @Test
    void aSecretThatIsRepeatedIsTakenOut() {
        assertThat(redaction.of(new Message("failed", "400: '" + SECRET + "' is too long")))
                .isEqualTo(new Message("failed", "400: '<secret>' is too long"));
    }

    @Test
    void soIsItsBase64AndWhatIsLeftOfIt() {
        assertThat(redaction.of("Value: " + ENCODED + ".")).isEqualTo("Value: <secret>.");
        assertThat(redaction.of("Value: " + ENCODED.substring(0, 50) + "…")).isEqualTo("Value: <secret>…");
    }

    @Test
    void soIsALineOfIt() {
        assertThat(redaction.of("cannot parse password: correct horse battery")).isEqualTo("cannot parse <secret>");
    }

    @Test
    void everythingElseStays() {
        assertThat(redaction.of("it serves at 10.1.0.10: web-1 answered")).contains("10.1.0.10: web-1 answered");
    }

    @Test
    void valuesThatOthersReferToLoseOnlyWholeSecrets() {
        Attributes values = Attributes.of("name", "web-1 password: correct horse battery", "echo", List.of(SECRET));

        assertThat(redaction.of(Output.of(values)).values())
                .isEqualTo(Attributes.of("name", "web-1 password: correct horse battery", "echo", List.of("<secret>")));
    }

    @Test
    void whatIsThrownIsReplacedIfItOrItsCauseTellsOne() {
        Throwable telling = new IllegalStateException("it failed", new IllegalArgumentException("bad: " + ENCODED));

        Throwable told = redaction.of(telling);

        StringWriter printed = new StringWriter();
        told.printStackTrace(new PrintWriter(printed));
        assertThat(printed.toString()).contains("it failed", "RedactionTest").doesNotContain(ENCODED);
    }

    @Test
    void whatTellsNoneIsThrownAsItIs() {
        Throwable harmless = new IllegalStateException("it failed");

        assertThat(redaction.of(harmless)).isSameAs(harmless);
        assertThat(Redaction.NONE.of(SECRET)).isEqualTo(SECRET);
    }
}
