package io.patchbay.console.internal.webconsole;

import static org.assertj.core.api.Assertions.assertThat;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BasicCredentialsTest {
    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsUserAndPassword() {
        assertThat(BasicCredentials.of("Basic " + encoded("admin:pässword")))
                .contains(new BasicCredentials("admin", "pässword"));
    }

    @Test
    void thePasswordMayHaveColonsInIt() {
        assertThat(BasicCredentials.of("basic " + encoded("admin:a:b"))).contains(new BasicCredentials("admin", "a:b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Basic", "Basic ", "Basic %%%", "Basic YWRtaW4=", "Bearer YWRtaW46eA=="})
    void whatIsOtherwiseIsNone(String header) {
        assertThat(BasicCredentials.of(header)).isEmpty();
    }

    @Test
    void whatIsTooLongIsNotRead() {
        assertThat(BasicCredentials.of("Basic " + encoded("admin:" + "x".repeat(1_000))))
                .isEmpty();
    }

    @Test
    void theTextSaysNothingOfThem() {
        assertThat(new BasicCredentials("admin", "secret").toString()).doesNotContain("secret", "admin");
    }
}
