package io.patchbay.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class StoreSettingsTest {
    @Test
    void refusesABadValueWithPidAndKey() {
        assertThatThrownBy(() -> new StoreSettings("", "", "", 3, 2000, 5000, 1000, 0, 20))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("io.patchbay.store: poolSize must be 4 to 200 but was 3");
    }

    @Test
    void refusesABadUrlWithPidAndKey() {
        StoreSettings settings = OpenStore.settings("mysql:secret");

        assertThatThrownBy(() -> OpenStore.at(settings, Path.of("unused"), FixedCredentials.FIRST))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("io.patchbay.store: url must begin with")
                .hasMessageNotContaining("secret");
    }

    @Test
    void showsNoSecret() {
        assertThat(new StoreSettings("jdbc:h2:x", "ann", "secret", 8, 2000, 5000, 1000, 0, 20).toString())
                .doesNotContain("secret")
                .doesNotContain("jdbc");
    }
}
