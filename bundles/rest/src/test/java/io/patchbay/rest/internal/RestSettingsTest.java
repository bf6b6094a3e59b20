package io.patchbay.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestSettingsTest {
    @ParameterizedTest
    @CsvSource({
        "mauthFreshnessMillis,-1", "authFailureDelayMillis,5001", "maxBodyBytes,1", "maxReportBytes,0",
        "maxRestoreBytes,-5", "requestTimeoutMillis,99", "backupTimeoutMillis,1", "tokenLifeMillis,0"
    })
    void namesPidAndKeyOfABadValue(String key, long value) {
        assertThatThrownBy(() -> new RestSettings(Api.config(Map.of(key, value))))
                .hasMessageStartingWith("io.patchbay.rest: " + key + " must be within ")
                .hasMessageEndingWith("but was " + value);
    }

    @Test
    void namesPidAndKeyOfABadNetwork() {
        assertThatThrownBy(() -> new RestSettings(Api.config(Map.of("adminFrom", new String[] {"here"}))))
                .hasMessageStartingWith("io.patchbay.rest: adminFrom: ");
    }

    @Test
    void keepsItsValuesWhenAChangeIsBad() {
        RestSettings settings = new RestSettings(Api.config(Map.of("maxBodyBytes", 2048L)));
        assertThatThrownBy(() -> settings.modified(Api.config(Map.of("maxBodyBytes", 1L))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(settings.maxBodyBytes()).isEqualTo(2048);
    }
}
