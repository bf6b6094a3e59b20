package io.patchbay.rooms.internal;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    @ParameterizedTest
    @CsvSource({
        "selfCleanMillis, -1, 1, 1",
        "selfCleanMillis, 86400001, 1, 1",
        "maxRooms, 1, 0, 1",
        "maxRooms, 1, 100001, 1",
        "maxParticipants, 1, 1, 0"
    })
    void refusesABadValueNamingItsPidAndKey(String key, long selfCleanMillis, int maxRooms, int maxParticipants) {
        assertThatThrownBy(() -> new Settings(selfCleanMillis, maxRooms, maxParticipants))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("io.patchbay.rooms: " + key + " must be within");
    }
}
