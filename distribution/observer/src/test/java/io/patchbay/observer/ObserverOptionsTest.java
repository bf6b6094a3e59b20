package io.patchbay.observer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import io.patchbay.support.operator.UsageException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObserverOptionsTest {
    private static final List<String> WORDS =
            List.of("--id", "observer-1", "--match", "m1", "--url", "http://127.0.0.1:8080", "--ends-at", "99");

    private static ObserverOptions parse(Map<String, String> more) throws UsageException {
        Map<String, String> environment = new HashMap<>(Map.of(
                ObserverOptions.TOKEN, "worker", ObserverOptions.SOURCE_TICKET, "t", ObserverOptions.TICKET_KEY, "k"));
        environment.putAll(more);
        return ObserverOptions.parse(WORDS, environment);
    }

    @Test
    void theSourceComesByEnvironmentWithItsQuery() throws Exception {
        ObserverOptions options = parse(Map.of(ObserverOptions.SOURCE, "ws://h:1?key=secret-1"));

        assertThat(options.source()).isEqualTo(URI.create("ws://h:1?key=secret-1"));
        assertThat(options.toString()).doesNotContain("secret-1");
    }

    @Test
    void saysThatTheSourceIsMissing() {
        assertThatThrownBy(() -> parse(Map.of()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("PATCHBAY_SOURCE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ws://ann:secret-1@h:1/watch",
                "ws://secret-1@h/watch",
                "ws://h:1/watch#secret-1",
                "http://h:1/secret-1",
                "ws://h:70000/secret-1",
                "ws://h:1/a secret-1"
            })
    void refusesASourceThatIsNoneWithoutTellingIt(String source) {
        assertThatThrownBy(() -> parse(Map.of(ObserverOptions.SOURCE, source)))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("ws://HOST:PORT/PATH, without user, password and fragment")
                .satisfies(failed -> assertThat(failed.getMessage()).doesNotContain("secret-1"));
    }
}
