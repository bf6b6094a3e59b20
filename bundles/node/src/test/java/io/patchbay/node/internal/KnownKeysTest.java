package io.patchbay.node.internal;

import static org.assertj.core.api.Assertions.assertThat;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownKeysTest {
    private static final List<String> KNOWN = List.of("silenceMillis", "reservedTaskLoad", "strategy.portal");

    @Test
    void knowsAKeyOfTheList() {
        assertThat(KnownKeys.isKnown("silenceMillis", KNOWN)).isTrue();
    }

    @Test
    void knowsEveryKeyOfAFamilyByOne() {
        assertThat(KnownKeys.isKnown("strategy.play", KNOWN)).isTrue();
    }

    @Test
    void doesNotKnowAMisspeltKey() {
        assertThat(KnownKeys.isKnown("silenceMilis", KNOWN)).isFalse();
    }

    @Test
    void namesTheNearestKey() {
        assertThat(KnownKeys.hint("silenceMilis", KNOWN)).isEqualTo(": did you mean silenceMillis?");
    }
}
