package io.patchbay.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifierTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "...", ".a", "room-1", "alice@example.org", "10.0.0.1:7000", "__proto__"})
    void acceptsWhatTravelsUnharmed(String id) {
        assertThat(Identifier.require("task", id)).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a/b", "ä", "a%", ".", ".."})
    void refusesWhatAPathWouldUnderstandOtherwise(String id) {
        assertThatThrownBy(() -> Identifier.require("task", id))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("task must be 1 to 200 letters, digits or - _ . : @");
    }

    @Test
    void isAtMostTwoHundredCharactersLong() {
        assertThat(Identifier.isValid("x".repeat(200))).isTrue();
        assertThat(Identifier.isValid("x".repeat(201))).isFalse();
    }
}
