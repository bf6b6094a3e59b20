package io.patchbay.lobby.internal.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import io.patchbay.lobby.internal.Lobby;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ObserverSettingsTest {
    private static ObserverSettings settings(String key, Object value) {
        return ObserverSettings.of(Lobby.config(ObserverComponent.Config.class, Map.of(key, value)));
    }

    @Test
    void namesTheKeyOfABadValue() {
        assertThatThrownBy(() -> settings("maxPerMatch", -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("io.patchbay.lobby.observers: maxPerMatch must be within 0 and 1000 but was -1");
        assertThatThrownBy(() -> settings("launcher", " ")).hasMessageContaining("launcher must name");
        assertThatThrownBy(() -> settings("nodes", "10.0.0.5:8080")).hasMessageContaining("nodes must be URLs");
    }

    @Test
    void observersJoinAtThisNodeUnlessOthersAreNamed() {
        URI here = URI.create("http://here:1");

        assertThat(settings("nodes", "").at(here).nodes()).containsExactly(here);
        assertThat(settings("nodes", "http://a:1/, http://b:2").at(here).nodes())
                .containsExactly(URI.create("http://a:1"), URI.create("http://b:2"));
    }
}
