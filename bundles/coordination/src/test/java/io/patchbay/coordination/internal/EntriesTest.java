package io.patchbay.coordination.internal;

import static org.assertj.core.api.Assertions.assertThat;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntriesTest {
    @Test
    void writeANodeAsJson() {
        assertThat(Entries.write(new Entries.Node("a", URI.create("http://a:8080"), "0.1.0")))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("{\"node\":\"a\",\"url\":\"http://a:8080\",\"version\":\"0.1.0\"}");
    }

    @Test
    void readWhatTheyWrote() {
        Entries.Term term = new Entries.Term(7, 5, "a", URI.create("http://a:8080"), "0123");

        assertThat(Entries.read(Entries.write(term), Entries.Term.class, "/term"))
                .contains(term);
    }

    @Test
    void ignoreKeysOfALaterVersion() {
        assertThat(node("{\"node\":\"a\",\"url\":\"http://a:8080\",\"version\":\"9\",\"later\":{}}"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "no json",
                "{}",
                "{\"node\":\"a\",\"url\":\"relative\",\"version\":\"1\"}",
                "{\"node\":\"a b\",\"url\":\"http://a\",\"version\":\"1\"}"
            })
    void refuseWhatIsNoNode(String content) {
        assertThat(node(content)).isFalse();
    }

    @Test
    void refuseWhatIsTooLarge() {
        assertThat(node("{\"node\":\"a\",\"url\":\"http://a\",\"version\":\"" + "1".repeat(5000) + "\"}"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"epoch\":0,\"since\":0", "{\"epoch\":2,\"since\":3", "{\"epoch\":-1,\"since\":1"})
    void refuseTermsThatCannotBe(String numbers) {
        byte[] content = (numbers + ",\"node\":\"a\",\"url\":\"http://a\",\"incarnation\":\"0\"}")
                .getBytes(StandardCharsets.UTF_8);

        assertThat(Entries.read(content, Entries.Term.class, "/term")).isEmpty();
    }

    private static boolean node(String content) {
        return Entries.read(content.getBytes(StandardCharsets.UTF_8), Entries.Node.class, "/nodes/a")
                .isPresent();
    }
}
