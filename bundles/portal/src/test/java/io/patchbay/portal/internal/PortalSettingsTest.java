package io.patchbay.portal.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortalSettingsTest {
    @Test
    void hasTheDefaultsOfTheDesign() {
        PortalSettings.Values values = Configs.settings(Map.of()).now();

        assertThat(values.pingIntervalMillis()).isEqualTo(25_000);
        assertThat(values.pingTimeoutMillis()).isEqualTo(20_000);
        assertThat(values.maxPayloadBytes()).isEqualTo(1_000_000);
        assertThat(values.loginTimeoutMillis()).isEqualTo(10_000);
        assertThat(values.reconnectionTimeoutMillis()).isEqualTo(60_000);
        assertThat(values.ticketLifetimeMillis()).isEqualTo(600_000);
        assertThat(values.resumeAckIsObject()).isFalse();
        assertThat(values.allowedOrigins()).isEmpty();
    }

    @Test
    void namesPidAndKeyOfABadValue() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Configs.settings(Map.of("pingIntervalMillis", 0L)))
                .withMessage("io.patchbay.portal: pingIntervalMillis must be within 10 and 86400000 but was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Configs.settings(Map.of("resumeAck", "xml")))
                .withMessage("io.patchbay.portal: resumeAck must be \"string\" or \"object\" but was \"xml\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Configs.settings(Map.of("clientAddress", "https://app.example.org")))
                .withMessage("io.patchbay.portal: clientAddress must be empty or HOST:PORT but was"
                        + " \"https://app.example.org\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Configs.settings(Map.of("mainNamespace", "/echo")))
                .withMessageStartingWith("io.patchbay.portal: mainNamespace must be empty or the name");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Configs.settings(Map.of("maxMessagesPerSecond", 1)))
                .withMessageStartingWith("io.patchbay.portal: maxMessagesPerSecond must be within 50 and");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Configs.settings(Map.of("maxLoad", Double.NaN)))
                .withMessageStartingWith("io.patchbay.portal: maxLoad must be");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Configs.settings(Map.of("allowedOrigins", new String[] {"app.example.org"})))
                .withMessageStartingWith("io.patchbay.portal: allowedOrigins must be");
    }

    @Test
    void takesChangesWhileItRuns() {
        PortalSettings settings = Configs.settings(Map.of());
        settings.modified(Configs.config(Map.of("maxSessions", 5)));

        assertThat(settings.now().maxSessions()).isEqualTo(5);
    }

    @Test
    void keepsWhatItHasWhenAChangeIsBad() {
        PortalSettings settings = Configs.settings(Map.of("maxSessions", 5));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings.modified(Configs.config(Map.of("maxSessions", 0))));

        assertThat(settings.now().maxSessions()).isEqualTo(5);
    }
}
